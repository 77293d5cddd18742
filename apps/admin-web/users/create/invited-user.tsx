import { Button, makeStyles, Title2 } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../texts/define-texts.ts';
import type { MadeInvitation } from '../invitations/send-invitation.ts';
import { ShownOnce } from '../shown-once.tsx';
import { createTexts } from './create-texts.ts';
import type { RefusedGroup } from './group-choice.tsx';
import { RefusedGroups } from './refused-groups.tsx';

/** What came of an invitation. */
export interface InvitedUser {
  readonly id: string;
  readonly name: string;
  readonly made: MadeInvitation;
  readonly refused: readonly RefusedGroup[];
}

export interface InvitedUserPageProps {
  readonly invited: InvitedUser;
  onAnother(): void;
}

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '40rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
});

/** Tells whether a mail went out, and the link. */
export function InvitedUserPage({ invited: { id, name, made, refused }, onAnother }: InvitedUserPageProps) {
  const styles = useStyles();
  const texts = useTexts(createTexts);
  const navigate = useNavigate();
  return (
    <div className={styles.page}>
      <Title2 as="h1">{texts.invited(name)}</Title2>
      <p role="status">{made.sendInvitationMessage ? texts.mailSent : texts.mailNotSent}</p>
      <ShownOnce label={texts.link} value={made.inviteRedeemUrl} />
      <RefusedGroups refused={refused} />
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={() => void navigate({ to: `/users/${id}` })}>
          {texts.open}
        </Button>
        <Button onClick={onAnother}>{texts.inviteAnother}</Button>
      </div>
    </div>
  );
}
