import { type Column, flagColumn, plainColumn } from '../lists/list-column.ts';
import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';

const columns: readonly Column[] = [
  plainColumn('displayName', true, true),
  plainColumn('operatingSystem', true),
  plainColumn('deviceId', true),
  flagColumn('accountEnabled', false),
];

/** All devices. */
export function DevicesPage() {
  const { texts } = useChosen();
  return (
    <ListPage
      title={texts.devices}
      collection="devices"
      columns={columns}
      searched={['displayName']}
      searchHint={texts.searchGroups}
    />
  );
}
