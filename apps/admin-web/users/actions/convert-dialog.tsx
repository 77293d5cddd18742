import { Field, Input, makeStyles, Select } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Row } from '../../lists/list-column.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AskThenShow } from '../ask-then-show.tsx';
import { changedUser } from '../changed-user.ts';
import { ShownOnce } from '../shown-once.tsx';
import { actionTexts } from './action-texts.ts';
import { ConversionPreview } from './conversion-preview.tsx';
import { type Conversion, conversionsOf, fieldsOf, internalNameOf } from './conversions.ts';
import { convertUser } from './convert-user.ts';
import type { UserDialogProps } from './user-dialog.ts';

const useStyles = makeStyles({ fields: { display: 'flex', flexDirection: 'column', gap: '0.75rem' } });

/** Converts somebody, after showing which dynamic groups would follow. */
export function ConvertDialog({ user, onClose }: UserDialogProps) {
  const styles = useStyles();
  const texts = useTexts(actionTexts);
  const queries = useQueryClient();
  const offered = conversionsOf(user);
  const [to, setTo] = useState<Conversion>(offered[0]!);
  const [given, setGiven] = useState(() => givenFor(user));
  const name = String(user.displayName);
  const fields = fieldsOf(to);
  const run = async () => {
    const made = await convertUser(user, to, given);
    await changedUser(queries, user.id);
    say({ text: texts.converted(name) });
    if (made === undefined) return <p>{texts.converted(name)}</p>;
    return (
      <>
        <p>{made.sendInvitationMessage ? texts.mailSent : texts.mailNotSent}</p>
        <ShownOnce label={texts.link} value={made.inviteRedeemUrl} />
      </>
    );
  };
  return (
    <AskThenShow
      title={texts.convertTitle(name)}
      confirm={texts.convert}
      isWaiting={fields.some((field) => given[field] === '')}
      onConfirm={run}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <Field label={texts.convertTo} hint={texts.conversionTexts[to]}>
          <Select value={to} onChange={(_event, { value }) => setTo(value as Conversion)}>
            {offered.map((each) => (
              <option key={each} value={each}>
                {texts.conversions[each]}
              </option>
            ))}
          </Select>
        </Field>
        {fields.map((field) => (
          <Field key={field} label={texts[field]} required>
            <Input
              type={field === 'newPassword' ? 'password' : 'text'}
              autoComplete={field === 'newPassword' ? 'new-password' : 'off'}
              value={given[field]}
              onChange={(_event, { value }) => setGiven({ ...given, [field]: value })}
            />
          </Field>
        ))}
        <ConversionPreview id={user.id} to={to} />
      </div>
    </AskThenShow>
  );
}

const givenFor = (user: Row) => ({
  newName: internalNameOf(user),
  newPassword: '',
  address: String(user.mail ?? ''),
});
