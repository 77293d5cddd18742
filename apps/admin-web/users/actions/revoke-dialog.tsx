import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { graph } from '../../graph/graph.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { changedUser } from '../changed-user.ts';
import { actionTexts } from './action-texts.ts';
import type { UserDialogProps } from './user-dialog.ts';

/** Ends every session of a person. */
export function RevokeDialog({ user, onClose }: UserDialogProps) {
  const texts = useTexts(actionTexts);
  const queries = useQueryClient();
  const name = String(user.displayName);
  return (
    <ConfirmDialog
      title={texts.revoke}
      confirm={texts.revoke}
      onClose={onClose}
      onConfirm={async () => {
        await graph.send({ method: 'POST', path: `/users/${user.id}/revokeSignInSessions` });
        await changedUser(queries, user.id);
        say({ text: texts.revoked(name) });
      }}
    >
      {texts.revokeText(name)}
    </ConfirmDialog>
  );
}
