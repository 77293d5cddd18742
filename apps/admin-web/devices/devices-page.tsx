import { type Column, flagColumn, plainColumn } from '../lists/list-column.ts';
import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { deviceTexts } from './device-texts.ts';

const first = { isShownFirst: true };

function useDeviceColumns(): readonly Column[] {
  const { texts: general } = useChosen();
  const texts = useTexts(deviceTexts);
  return [
    plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
    plainColumn('operatingSystem', texts.operatingSystem, first),
    plainColumn('deviceId', texts.deviceId, first),
    flagColumn('accountEnabled', texts.accountEnabled, general, first),
  ];
}

/** All devices. */
export function DevicesPage() {
  const { texts: general } = useChosen();
  const texts = useTexts(deviceTexts);
  return (
    <ListPage
      title={general.devices}
      collection="devices"
      columns={useDeviceColumns()}
      searched={['displayName']}
      searchHint={texts.search}
    />
  );
}
