import { Badge, Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { MembershipsTab } from '../explanations/memberships-tab.tsx';
import { betaGraph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';
import { DetailPage, type PageTab } from '../pages/detail-page.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { ChangeDevicesDialog, type DeviceChange } from './change-devices-dialog.tsx';
import { DeviceHistoryTab } from './device-history-tab.tsx';
import { DeviceOverview } from './device-overview.tsx';
import { DevicePeopleTab } from './device-people-tab.tsx';
import { DevicePropertiesTab } from './device-properties-tab.tsx';
import { deviceTexts } from './device-texts.ts';

/** One device. */
export function DevicePage() {
  const texts = useTexts(deviceTexts);
  const navigate = useNavigate();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const [change, setChange] = useState<DeviceChange>();
  const device = useQuery({
    queryKey: ['object', 'devices', id],
    // Extension attributes are in beta alone.
    queryFn: ({ signal }) => betaGraph.get<Row>(`/devices/${id}`, signal),
  });
  const found = device.data;
  const isEnabled = found?.accountEnabled === true;
  const offered = [isEnabled ? 'disable' : 'enable', 'delete'] as const;
  return (
    <>
      <DetailPage
        title={found === undefined ? undefined : String(found.displayName ?? id)}
        subtitle={
          <Badge appearance="tint" color={isEnabled ? 'success' : 'warning'}>
            {isEnabled ? texts.enabledState : texts.disabledState}
          </Badge>
        }
        address={`/devices/${id}`}
        problem={device.error}
        onAgain={() => void device.refetch()}
        tabs={found === undefined ? [] : tabsOf(found, texts)}
        actions={offered.map((each) => (
          <Button key={each} onClick={() => setChange(each)}>
            {texts[each]}
          </Button>
        ))}
      />
      {change !== undefined && (
        <ChangeDevicesDialog
          change={change}
          ids={[id]}
          onDone={() => (change === 'delete' ? navigate({ to: '/devices' }) : undefined)}
          onClose={() => setChange(undefined)}
        />
      )}
    </>
  );
}

function tabsOf(device: Row, texts: (typeof deviceTexts)['en']): readonly PageTab[] {
  return [
    { name: 'overview', label: texts.overview, content: () => <DeviceOverview device={device} /> },
    {
      name: 'properties',
      label: texts.properties,
      content: () => <DevicePropertiesTab key={device.id} device={device} />,
    },
    { name: 'people', label: texts.people, content: () => <DevicePeopleTab id={device.id} /> },
    {
      name: 'groups',
      label: texts.groups,
      content: () => <MembershipsTab member={{ collection: 'devices', id: device.id }} />,
    },
    { name: 'history', label: texts.history, content: () => <DeviceHistoryTab id={device.id} /> },
  ];
}
