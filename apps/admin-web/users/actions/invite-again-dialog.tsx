import { Checkbox } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../texts/define-texts.ts';
import { AskThenShow } from '../ask-then-show.tsx';
import { changedUser } from '../changed-user.ts';
import { sendInvitation } from '../invitations/send-invitation.ts';
import { ShownOnce } from '../shown-once.tsx';
import { actionTexts } from './action-texts.ts';
import type { UserDialogProps } from './user-dialog.ts';

/** Gives somebody who has not accepted a new link. */
export function InviteAgainDialog({ user, onClose }: UserDialogProps) {
  const texts = useTexts(actionTexts);
  const queries = useQueryClient();
  const [sends, setSends] = useState(true);
  const address = String(user.mail);
  const invite = async () => {
    const made = await sendInvitation({ address, sendsMail: sends });
    await changedUser(queries, user.id);
    return (
      <>
        <p>{made.sendInvitationMessage ? texts.mailSent : texts.mailNotSent}</p>
        <ShownOnce label={texts.link} value={made.inviteRedeemUrl} />
      </>
    );
  };
  return (
    <AskThenShow title={texts.inviteAgain} confirm={texts.inviteAgain} onConfirm={invite} onClose={onClose}>
      <p>{texts.inviteAgainText(address)}</p>
      <Checkbox label={texts.sendMail} checked={sends} onChange={(_event, { checked }) => setSends(checked === true)} />
    </AskThenShow>
  );
}
