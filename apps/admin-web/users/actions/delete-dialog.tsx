import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { changedUser } from '../changed-user.ts';
import { countRelations } from '../relation-counts.ts';
import { actionTexts } from './action-texts.ts';
import type { UserDialogProps } from './user-dialog.ts';

/** Deletes somebody after saying what goes with them; the toast brings them back. */
export function DeleteDialog({ user, onClose }: UserDialogProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(actionTexts);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const name = String(user.displayName);
  const counts = useQuery({ queryKey: ['object', 'users', user.id, 'counts'], queryFn: () => countRelations(user.id) });
  const said = (number: number | undefined) => number?.toLocaleString(language) ?? '?';
  const restore = async () => {
    await graph.send({ method: 'POST', path: `/directory/deletedItems/${user.id}/restore`, body: {} });
    await changedUser(queries, user.id);
    say({ text: texts.restored(name) });
  };
  const remove = async () => {
    await graph.send({ method: 'DELETE', path: `/users/${user.id}` });
    await navigate({ to: '/users' });
    await changedUser(queries, user.id);
    say({ text: texts.removed(name), action: { label: general.undo, run: restore } });
  };
  return (
    <ConfirmDialog
      title={texts.removeTitle(name)}
      confirm={texts.remove}
      isWaiting={counts.isPending}
      onConfirm={remove}
      onClose={onClose}
    >
      <p>
        {counts.data === undefined
          ? (counts.error?.message ?? general.loading)
          : texts.removeText(
              said(counts.data.groups),
              said(counts.data.ownedGroups),
              said(counts.data.roles),
              said(counts.data.reports),
            )}
      </p>
      <p>{texts.removeKept}</p>
    </ConfirmDialog>
  );
}
