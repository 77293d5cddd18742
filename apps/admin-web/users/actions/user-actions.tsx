import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { type ComponentType, useState } from 'react';
import type { Row } from '../../lists/list-column.ts';
import { sayProblem } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { actionTexts } from './action-texts.ts';
import { BlockDialog, useEnable } from './block-dialog.tsx';
import { ConvertDialog } from './convert-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import { InviteAgainDialog } from './invite-again-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import type { UserDialogProps } from './user-dialog.ts';

/** What can be done with one person. */
export function UserActions({ user }: { readonly user: Row }) {
  const texts = useTexts(actionTexts);
  const enable = useEnable();
  const [Asked, setAsked] = useState<ComponentType<UserDialogProps>>();
  const ask = (dialog: ComponentType<UserDialogProps>) => setAsked(() => dialog);
  const isPending = user.externalUserState === 'PendingAcceptance' && typeof user.mail === 'string';
  const allow = async () => {
    try {
      await enable({ user }, true);
    } catch (problem) {
      sayProblem(problem);
    }
  };
  return (
    <>
      <Button onClick={() => ask(PasswordDialog)}>{texts.resetPassword}</Button>
      {user.accountEnabled === false ? (
        <Button onClick={() => void allow()}>{texts.allow}</Button>
      ) : (
        <Button onClick={() => ask(BlockDialog)}>{texts.block}</Button>
      )}
      <Button onClick={() => ask(DeleteDialog)}>{texts.remove}</Button>
      <Menu inline>
        <MenuTrigger disableButtonEnhancement>
          <Button>{texts.more}</Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => ask(RevokeDialog)}>{texts.revoke}</MenuItem>
            <MenuItem onClick={() => ask(ConvertDialog)}>{texts.convert}</MenuItem>
            {isPending && <MenuItem onClick={() => ask(InviteAgainDialog)}>{texts.inviteAgain}</MenuItem>}
          </MenuList>
        </MenuPopover>
      </Menu>
      {Asked !== undefined && <Asked user={user} onClose={() => setAsked(undefined)} />}
    </>
  );
}
