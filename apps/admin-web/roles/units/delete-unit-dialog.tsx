import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useUnitRoles } from './unit-queries.ts';
import { unitTexts } from './unit-texts.ts';

/** Deletes an administrative unit; for 30 days it can be restored. */
export function DeleteUnitDialog({ unit, onClose }: { readonly unit: Row; onClose(): void }) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(unitTexts);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const name = String(unit.displayName);
  const path = `/directory/administrativeUnits/${unit.id}`;
  const members = useQuery({
    queryKey: ['object', 'administrativeUnits', unit.id, 'count'],
    queryFn: async ({ signal }) =>
      (await graph.page(`${path}/members?$count=true&$top=1&$select=id`, signal)).count ?? 0,
  });
  const roles = useUnitRoles(unit.id);
  const forget = () => queryClient.invalidateQueries({ queryKey: ['list'] });
  const restore = async () => {
    await graph.send({ method: 'POST', path: `/directory/deletedItems/${unit.id}/restore` });
    void forget();
    say({ text: texts.saidRestored(name) });
    await navigate({ to: `/roles/administrative-units/${unit.id}` });
  };
  const remove = async () => {
    await graph.send({ method: 'DELETE', path });
    await navigate({ to: '/roles/administrative-units' });
    void forget();
    say({ text: texts.saidDeleted(name), action: { label: general.undo, run: restore } });
  };
  return (
    <ConfirmDialog
      title={texts.deleteTitle(name)}
      confirm={texts.delete}
      isWaiting={members.data === undefined}
      onConfirm={remove}
      onClose={onClose}
    >
      {members.data !== undefined &&
        texts.deleteText(members.data.toLocaleString(language), roles.length.toLocaleString(language))}
    </ConfirmDialog>
  );
}
