import { type Column, dateColumn, plainColumn } from '../lists/list-column.ts';
import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';

const columns: readonly Column[] = [
  plainColumn('displayName', true, true),
  plainColumn('description', true),
  {
    ...plainColumn('groupTypes', true),
    text: (row, texts) =>
      Array.isArray(row.groupTypes) && row.groupTypes.includes('DynamicMembership') ? texts.dynamic : texts.assigned,
  },
  dateColumn('createdDateTime', false),
];

/** All groups. */
export function GroupsPage() {
  const { texts } = useChosen();
  return (
    <ListPage
      title={texts.groups}
      collection="groups"
      columns={columns}
      searched={['displayName']}
      searchHint={texts.searchGroups}
    />
  );
}
