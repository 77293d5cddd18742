import { Field, Input, makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { graph } from '../../graph/graph.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AskThenShow } from '../ask-then-show.tsx';
import { changedUser } from '../changed-user.ts';
import { ShownOnce } from '../shown-once.tsx';
import { actionTexts } from './action-texts.ts';
import type { UserDialogProps } from './user-dialog.ts';

const useStyles = makeStyles({ fields: { display: 'flex', flexDirection: 'column', gap: '0.75rem' } });

/** The password of everybody has this id. @see Microsoft Graph, passwordAuthenticationMethod */
const passwordMethod = '28c10230-6103-485e-b985-444c60001490';

/** Gives somebody a new password: one that is typed, or one of the directory that is shown once. */
export function PasswordDialog({ user, onClose }: UserDialogProps) {
  const styles = useStyles();
  const texts = useTexts(actionTexts);
  const queries = useQueryClient();
  const [typed, setTyped] = useState('');
  const reset = async () => {
    const { newPassword } = await graph.send<{ newPassword: string | null }>({
      method: 'POST',
      path: `/users/${user.id}/authentication/methods/${passwordMethod}/resetPassword`,
      body: typed === '' ? {} : { newPassword: typed },
    });
    await changedUser(queries, user.id);
    if (!newPassword) return <p>{texts.passwordSet}</p>;
    return <ShownOnce label={texts.passwordShown} value={newPassword} hint={texts.passwordHint} />;
  };
  return (
    <AskThenShow title={texts.resetPassword} confirm={texts.resetPassword} onConfirm={reset} onClose={onClose}>
      <div className={styles.fields}>
        {texts.resetText(String(user.displayName))}
        <Field label={texts.typedPassword} hint={texts.typedHint}>
          <Input
            type="password"
            autoComplete="new-password"
            value={typed}
            onChange={(_event, { value }) => setTyped(value)}
          />
        </Field>
      </div>
    </AskThenShow>
  );
}
