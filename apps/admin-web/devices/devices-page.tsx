import { Button } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../controls/empty-state.tsx';
import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { ChangeDevicesDialog, type DeviceChange } from './change-devices-dialog.tsx';
import { useDeviceColumns } from './device-columns.tsx';
import { deviceTexts } from './device-texts.ts';

/** All devices. */
export function DevicesPage() {
  const { texts: general } = useChosen();
  const texts = useTexts(deviceTexts);
  const navigate = useNavigate();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [change, setChange] = useState<DeviceChange>();
  return (
    <>
      <ListPage
        title={general.devices}
        collection="devices"
        columns={useDeviceColumns()}
        searched={['displayName']}
        searchHint={texts.search}
        toggles={[
          { name: 'disabled', label: texts.disabledOnly, filter: 'accountEnabled eq false' },
          { name: 'notCompliant', label: texts.notCompliantOnly, filter: 'isCompliant eq false' },
        ]}
        selection={{ ids, onChange: setIds }}
        empty={<EmptyState title={texts.emptyTitle} text={texts.emptyText} />}
        actions={
          <>
            <Button appearance="primary" onClick={() => void navigate({ to: '/devices/new' })}>
              {texts.newDevice}
            </Button>
            {ids.size > 0 &&
              (['enable', 'disable', 'delete'] as const).map((each) => (
                <Button key={each} onClick={() => setChange(each)}>
                  {texts[each]} ({ids.size})
                </Button>
              ))}
          </>
        }
      />
      {change !== undefined && (
        <ChangeDevicesDialog
          change={change}
          ids={[...ids]}
          onDone={() => setIds(new Set())}
          onClose={() => setChange(undefined)}
        />
      )}
    </>
  );
}
