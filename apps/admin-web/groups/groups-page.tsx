import { type Column, dateColumn, plainColumn } from '../lists/list-column.ts';
import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { groupTexts } from './group-texts.ts';

const first = { isShownFirst: true };

function useGroupColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(groupTexts);
  return [
    plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
    plainColumn('description', texts.description, first),
    {
      ...plainColumn('groupTypes', texts.membershipType, first),
      text: ({ groupTypes }) =>
        Array.isArray(groupTypes) && groupTypes.includes('DynamicMembership') ? texts.dynamic : texts.assigned,
    },
    dateColumn('createdDateTime', texts.createdDateTime, language, { isShownFirst: false }),
  ];
}

/** All groups. */
export function GroupsPage() {
  const { texts: general } = useChosen();
  const texts = useTexts(groupTexts);
  return (
    <ListPage
      title={general.groups}
      collection="groups"
      columns={useGroupColumns()}
      searched={['displayName']}
      searchHint={texts.search}
    />
  );
}
