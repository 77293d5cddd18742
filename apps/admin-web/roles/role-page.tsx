import { Badge, Button } from '@fluentui/react-components';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Facts } from '../controls/facts.tsx';
import { GraphProblem } from '../graph/graph-problem.ts';
import { DetailPage, type PageTab } from '../pages/detail-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { AssignDialog } from './assignments/assign-dialog.tsx';
import { AssignmentsTab } from './assignments/assignments-tab.tsx';
import { CustomRoleForm } from './definitions/custom-role-form.tsx';
import { DeleteRoleDialog } from './definitions/delete-role-dialog.tsx';
import { PermissionList } from './definitions/permission-list.tsx';
import { useRoles, useSchedules } from './role-queries.ts';
import { actionsOf, type RoleDefinition } from './role-records.ts';
import { roleTexts } from './role-texts.ts';
import { RolesNav } from './roles-nav.tsx';
import { AccessSettingsTab } from './rules/access-settings-tab.tsx';

/** One role: what it allows, who holds it and who can activate it, and its settings. */
export function RolePage() {
  const texts = useTexts(roleTexts);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const roles = useRoles();
  const [dialog, setDialog] = useState<'assign' | 'delete'>();
  const role = roles.data?.find((each) => each.id === id);
  const missing =
    roles.data !== undefined && role === undefined ? new GraphProblem('not-found', 404, texts.notFound) : null;
  return (
    <>
      <RolesNav />
      <DetailPage
        title={role?.displayName}
        subtitle={role === undefined ? undefined : <Marks role={role} />}
        address={`/roles/${id}`}
        problem={roles.error ?? missing}
        onAgain={() => void roles.refetch()}
        tabs={role === undefined ? [] : tabsOf(role, texts)}
        actions={
          <>
            <Button appearance="primary" onClick={() => setDialog('assign')}>
              {texts.addAssignment}
            </Button>
            {role?.isBuiltIn === false && <Button onClick={() => setDialog('delete')}>{texts.deleteRole}</Button>}
          </>
        }
      />
      {role !== undefined && dialog === 'assign' && (
        <AssignDialog target={{ type: 'role', role }} onClose={() => setDialog(undefined)} />
      )}
      {role !== undefined && dialog === 'delete' && (
        <DeleteRoleDialog role={role} onClose={() => setDialog(undefined)} />
      )}
    </>
  );
}

function Marks({ role }: { readonly role: RoleDefinition }) {
  const texts = useTexts(roleTexts);
  return (
    <>
      {role.isBuiltIn ? texts.builtIn : texts.custom}{' '}
      {role.isPrivileged && (
        <Badge appearance="tint" color="warning">
          {texts.privileged}
        </Badge>
      )}
    </>
  );
}

function tabsOf(role: RoleDefinition, texts: (typeof roleTexts)['en']): readonly PageTab[] {
  const target = { type: 'role', role } as const;
  const held = { roleDefinitionId: role.id, directoryScopeId: '/' };
  return [
    { name: 'overview', label: texts.overview, content: () => <RoleOverview role={role} /> },
    { name: 'active', label: texts.active, content: () => <AssignmentsTab target={target} kind="assignment" /> },
    { name: 'eligible', label: texts.eligible, content: () => <AssignmentsTab target={target} kind="eligibility" /> },
    { name: 'permissions', label: texts.permissions, content: () => <PermissionList actions={actionsOf(role)} /> },
    { name: 'settings', label: texts.settings, content: () => <AccessSettingsTab held={held} /> },
    ...(role.isBuiltIn
      ? []
      : [{ name: 'edit', label: texts.edit, content: () => <EditRole key={role.id} role={role} /> }]),
  ];
}

function EditRole({ role }: { readonly role: RoleDefinition }) {
  const navigate = useNavigate();
  return <CustomRoleForm role={role} onSaved={() => void navigate({ to: `/roles/${role.id}` })} />;
}

function RoleOverview({ role }: { readonly role: RoleDefinition }) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(roleTexts);
  const filter = `$select=id&$filter=${encodeURIComponent(`roleDefinitionId eq '${role.id}'`)}`;
  const active = useSchedules('assignment', filter).data?.length;
  const eligible = useSchedules('eligibility', filter).data?.length;
  const granted = actionsOf(role).length;
  return (
    <Facts
      facts={[
        { label: texts.description, value: role.description },
        { label: texts.type, value: role.isBuiltIn ? texts.builtIn : texts.custom },
        {
          label: texts.privileged,
          value: role.isPrivileged ? `${general.yes}. ${texts.privilegedText}` : general.no,
        },
        { label: texts.isEnabled, value: role.isEnabled ? general.yes : `${general.no}. ${texts.disabledText}` },
        { label: texts.active, value: active?.toLocaleString(language) },
        { label: texts.eligible, value: eligible?.toLocaleString(language) },
        {
          label: texts.permissions,
          value: granted === 0 ? texts.grantsNothing : granted.toLocaleString(language),
        },
        { label: texts.templateId, value: role.id },
      ]}
    />
  );
}
