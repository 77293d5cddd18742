import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { Facts } from '../../controls/facts.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { refreshGroup } from '../change-group.ts';
import type { Group } from '../group.ts';
import { countOf, countPath } from '../group-counts.ts';
import { groupPageTexts } from '../group-page-texts.ts';
import { type GroupCounts, groupKey } from '../use-group.ts';

interface DeleteGroupDialogProps {
  readonly group: Group;
  readonly counts: GroupCounts | undefined;
  onClose(): void;
}

/** What hangs on a group, in numbers; deletes it, and offers to restore it. */
export function DeleteGroupDialog({ group, counts, onClose }: DeleteGroupDialogProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(groupPageTexts);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { id, displayName } = group;
  const hanging = useQuery({
    queryKey: [...groupKey(id), 'hanging'],
    queryFn: async () => {
      const roles = `/roleManagement/directory/roleAssignments?$filter=${encodeURIComponent(`principalId eq '${id}'`)}`;
      const [applications, assignments] = await graph.batch([
        { method: 'GET', path: countPath(`/groups/${id}/appRoleAssignments`) },
        { method: 'GET', path: roles },
      ]);
      const { value } = (assignments?.body ?? {}) as { value?: readonly unknown[] };
      return { applications: countOf(applications?.body), roles: value?.length };
    },
  });
  const said = (count: number | undefined) => count?.toLocaleString(language);
  const restore = async () => {
    await graph.send({ method: 'POST', path: `/directory/deletedItems/${id}/restore`, body: {} });
    await refreshGroup(queries, id);
    await navigate({ to: `/groups/${id}` });
    say({ text: texts.restored(displayName) });
  };
  const remove = async () => {
    await graph.send({ method: 'DELETE', path: `/groups/${id}` });
    await navigate({ to: '/groups' });
    void queries.invalidateQueries({ queryKey: ['list'] });
    say({ text: texts.deleted(displayName), action: { label: general.undo, run: restore } });
  };
  return (
    <ConfirmDialog
      title={texts.deleteTitle(displayName)}
      confirm={texts.delete}
      isWaiting={counts === undefined || hanging.isPending}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>{texts.deleteText}</p>
      <Facts
        facts={[
          { label: texts.allMembers, value: said(counts?.all) },
          { label: texts.memberOfCount, value: said(counts?.memberOf) },
          { label: texts.applicationsCount, value: said(hanging.data?.applications) },
          { label: texts.rolesCount, value: said(hanging.data?.roles) },
        ]}
      />
    </ConfirmDialog>
  );
}
