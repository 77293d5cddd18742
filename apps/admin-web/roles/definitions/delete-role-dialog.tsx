import { useNavigate } from '@tanstack/react-router';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useAccess, useSchedules } from '../role-queries.ts';
import type { RoleDefinition } from '../role-records.ts';
import { roleTexts } from '../role-texts.ts';

/** Deletes a role of the organisation's own that nobody holds. */
export function DeleteRoleDialog({ role, onClose }: { readonly role: RoleDefinition; onClose(): void }) {
  const { language } = useChosen();
  const texts = useTexts(roleTexts);
  const navigate = useNavigate();
  const { forget } = useAccess();
  const filter = `$select=id&$filter=${encodeURIComponent(`roleDefinitionId eq '${role.id}'`)}`;
  const active = useSchedules('assignment', filter).data?.length;
  const eligible = useSchedules('eligibility', filter).data?.length;
  const isKnown = active !== undefined && eligible !== undefined;
  const isAssigned = isKnown && active + eligible > 0;
  const remove = async () => {
    await graph.send({ method: 'DELETE', path: `/roleManagement/directory/roleDefinitions/${role.id}` });
    await navigate({ to: '/roles' });
    await forget();
    say({ text: texts.saidDeleted(role.displayName) });
  };
  return (
    <ConfirmDialog
      title={texts.deleteTitle(role.displayName)}
      confirm={texts.deleteRole}
      isWaiting={!isKnown || isAssigned}
      onConfirm={remove}
      onClose={onClose}
    >
      {isKnown && <p>{texts.deleteText(active.toLocaleString(language), eligible.toLocaleString(language))}</p>}
      {isAssigned && <p>{texts.deleteAssigned}</p>}
    </ConfirmDialog>
  );
}
