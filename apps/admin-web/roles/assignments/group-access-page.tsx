import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { DetailPage, type PageTab } from '../../pages/detail-page.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { ObjectLink } from '../access-names.tsx';
import { roleTexts } from '../role-texts.ts';
import { RolesNav } from '../roles-nav.tsx';
import { AccessSettingsTab } from '../rules/access-settings-tab.tsx';
import { AssignDialog } from './assign-dialog.tsx';
import { AssignmentsTab } from './assignments-tab.tsx';

/** Who is, or can become, a member or owner of a group for a time, and the settings of it. */
export function GroupAccessPage() {
  const texts = useTexts(roleTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const [isAdding, setIsAdding] = useState(false);
  const group = useQuery({
    queryKey: ['object', 'groups', id, 'name'],
    queryFn: ({ signal }) => graph.get<Row>(`/groups/${id}?$select=id,displayName`, signal),
  });
  const name = group.data === undefined ? undefined : String(group.data.displayName);
  return (
    <>
      <RolesNav />
      <DetailPage
        title={name}
        subtitle={<ObjectLink object={{ '@odata.type': '#microsoft.graph.group', id, displayName: texts.openGroup }} />}
        address={`/roles/groups/${id}`}
        problem={group.error}
        onAgain={() => void group.refetch()}
        tabs={name === undefined ? [] : tabsOf(id, name, texts)}
        actions={
          <Button appearance="primary" onClick={() => setIsAdding(true)}>
            {texts.addAssignment}
          </Button>
        }
      />
      {isAdding && name !== undefined && (
        <AssignDialog target={{ type: 'group', id, name }} onClose={() => setIsAdding(false)} />
      )}
    </>
  );
}

function tabsOf(id: string, name: string, texts: (typeof roleTexts)['en']): readonly PageTab[] {
  const target = { type: 'group', id, name } as const;
  const settings = (accessId: 'member' | 'owner') => (
    <AccessSettingsTab key={accessId} held={{ groupId: id, accessId }} />
  );
  return [
    {
      name: 'eligible',
      label: texts.eligible,
      content: () => <AssignmentsTab target={target} kind="eligibility" />,
    },
    { name: 'active', label: texts.active, content: () => <AssignmentsTab target={target} kind="assignment" /> },
    { name: 'member-settings', label: texts.memberSettings, content: () => settings('member') },
    { name: 'owner-settings', label: texts.ownerSettings, content: () => settings('owner') },
  ];
}
