import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { changedUser } from '../changed-user.ts';
import { actionTexts } from './action-texts.ts';
import type { UserDialogProps } from './user-dialog.ts';

/** Sets whether somebody may sign in, and says so. */
export function useEnable() {
  const { texts: general } = useChosen();
  const texts = useTexts(actionTexts);
  const queries = useQueryClient();
  return async function enable({ user }: Pick<UserDialogProps, 'user'>, isEnabled: boolean): Promise<void> {
    const name = String(user.displayName);
    await graph.send({ method: 'PATCH', path: `/users/${user.id}`, body: { accountEnabled: isEnabled } });
    await changedUser(queries, user.id);
    if (isEnabled) say({ text: texts.allowed(name) });
    else say({ text: texts.blocked(name), action: { label: general.undo, run: () => enable({ user }, true) } });
  };
}

/** Asks before somebody can no longer sign in. */
export function BlockDialog({ user, onClose }: UserDialogProps) {
  const texts = useTexts(actionTexts);
  const enable = useEnable();
  return (
    <ConfirmDialog
      title={texts.block}
      confirm={texts.block}
      onClose={onClose}
      onConfirm={() => enable({ user }, false)}
    >
      {texts.blockText(String(user.displayName))}
    </ConfirmDialog>
  );
}
