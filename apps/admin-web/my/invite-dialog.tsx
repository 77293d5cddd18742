import { Checkbox, Field, Input, makeStyles, Textarea } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { graph } from '../graph/graph.ts';
import { basePath, origin } from '../session/place.ts';
import { useChosen } from '../shell/preferences.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { myTexts } from './my-texts.ts';

interface Invited {
  readonly inviteRedeemUrl: string;
  readonly sendInvitationMessage: boolean;
}

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: '0.75rem' },
  link: { overflowWrap: 'anywhere', userSelect: 'all' },
});

/** Invites somebody from outside; shows the link where no mail goes out. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(myTexts);
  const queries = useQueryClient();
  const [address, setAddress] = useState('');
  const [name, setName] = useState('');
  const [message, setMessage] = useState('');
  const [sends, setSends] = useState(true);
  const [link, setLink] = useState<string>();
  const hasMore = useRef(false);
  const invite = async () => {
    const invited = await graph.send<Invited>({
      method: 'POST',
      path: '/invitations',
      body: {
        invitedUserEmailAddress: address.trim(),
        ...(name.trim() === '' ? {} : { invitedUserDisplayName: name.trim() }),
        inviteRedirectUrl: `${origin}${basePath}my`,
        sendInvitationMessage: sends,
        invitedUserMessageInfo: {
          messageLanguage: language,
          ...(message.trim() === '' ? {} : { customizedMessageBody: message.trim() }),
        },
      },
    });
    void queries.invalidateQueries({ queryKey: ['me', 'sponsorOf'] });
    void queries.invalidateQueries({ queryKey: ['list'] });
    if (invited.sendInvitationMessage) say({ text: texts.invited(address.trim()) });
    else {
      hasMore.current = true;
      setLink(invited.inviteRedeemUrl);
    }
  };
  // The question closes when it is answered; a link that must be handed over is shown in its place.
  const close = () => {
    if (hasMore.current) hasMore.current = false;
    else onClose();
  };
  if (link !== undefined) {
    const copy = async () => {
      await navigator.clipboard.writeText(link);
      say({ text: texts.copied });
    };
    return (
      <ConfirmDialog key="link" title={texts.linkTitle} confirm={texts.copy} onConfirm={copy} onClose={onClose}>
        <p>{texts.linkText}</p>
        <p className={styles.link}>{link}</p>
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      title={texts.invite}
      confirm={texts.invite}
      isWaiting={!/^\S+@\S+$/.test(address.trim())}
      onConfirm={invite}
      onClose={close}
    >
      <div className={styles.fields}>
        <Field label={texts.inviteAddress} required>
          <Input type="email" value={address} onChange={(_event, { value }) => setAddress(value)} />
        </Field>
        <Field label={texts.inviteName}>
          <Input value={name} onChange={(_event, { value }) => setName(value)} />
        </Field>
        <Field label={texts.inviteMessage}>
          <Textarea value={message} maxLength={1000} onChange={(_event, { value }) => setMessage(value)} />
        </Field>
        <Checkbox
          label={texts.inviteSend}
          checked={sends}
          onChange={(_event, { checked }) => setSends(checked === true)}
        />
      </div>
    </ConfirmDialog>
  );
}
