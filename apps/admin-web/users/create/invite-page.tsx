import { Button, Checkbox, MessageBar, MessageBarBody, makeStyles, Title2 } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changedValues, faultOf, refusedField } from '../../forms/form-field.ts';
import { useSubmit } from '../../forms/use-submit.ts';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { usualRedirectUrl } from '../invitations/send-invitation.ts';
import { propertySections } from '../properties/property-sections.ts';
import { propertyTexts } from '../properties/property-texts.ts';
import { createTexts } from './create-texts.ts';
import { FieldSet } from './field-set.tsx';
import { GroupChoice } from './group-choice.tsx';
import { useInvitationFields } from './invitation-fields.ts';
import { type InvitedUser, InvitedUserPage } from './invited-user.tsx';
import { useInviting } from './use-inviting.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '1.25rem', maxWidth: '60rem' },
  buttons: { display: 'flex', gap: '0.5rem' },
});

/** Invites somebody from outside. */
export function InvitePage() {
  const [invited, setInvited] = useState<InvitedUser>();
  if (invited === undefined) return <InviteForm onInvited={setInvited} />;
  return <InvitedUserPage invited={invited} onAnother={() => setInvited(undefined)} />;
}

function InviteForm({ onInvited }: { readonly onInvited: (invited: InvitedUser) => void }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(createTexts);
  const names = useTexts(propertyTexts);
  const navigate = useNavigate();
  const first = { userType: 'Guest', redirectUrl: usualRedirectUrl, language: language === 'de' ? 'de-DE' : 'en-US' };
  const [values, setValues] = useState<Readonly<Record<string, string>>>(first);
  const [sends, setSends] = useState(true);
  const [groups, setGroups] = useState<readonly Row[]>([]);
  const { isTried, isRunning, problem, submit } = useSubmit();
  const { sent, invite } = useInviting();
  const isSent = sent !== undefined;
  const basics = useInvitationFields(sends).map((field) => ({ ...field, isReadOnly: isSent }));
  const sections = propertySections(['job', 'contact'], names, language, false).map(({ title, fields }) => ({
    title: title!,
    fields: fields.filter(({ name }) => !['mail', 'otherMails', 'showInAddressList'].includes(name)),
  }));
  const properties = sections.flatMap((section) => section.fields);
  const all = [...basics, ...properties];
  const refused = problem === undefined ? undefined : refusedField(all, problem.message);
  const fault = (name: string) => {
    const field = all.find((each) => each.name === name)!;
    const wrong = isTried ? faultOf(field, values[name] ?? '', general.required) : undefined;
    return wrong ?? (name === refused ? problem!.message : undefined);
  };
  const change = (name: string, value: string) => setValues({ ...values, [name]: value });
  const isFaulty = all.some((field) => faultOf(field, values[field.name] ?? '', '!') !== undefined);
  const given = changedValues(properties, Object.fromEntries(properties.map(({ name }) => [name, ''])), {
    ...Object.fromEntries(properties.map(({ name }) => [name, values[name] ?? ''])),
  });
  const send = async (withProperties: boolean) => {
    const { address = '', displayName, redirectUrl, userType, message, language: mailLanguage } = values;
    const told = { address, displayName, redirectUrl, userType, sendsMail: sends };
    const invitation = sends ? { ...told, message, language: mailLanguage } : told;
    onInvited(await invite(invitation, withProperties ? given : {}, groups));
  };
  const save = () => submit(() => send(true), !isFaulty);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div>
        <Title2 as="h1">{texts.inviteTitle}</Title2>
        <p>{texts.inviteText}</p>
      </div>
      <FieldSet title={texts.basics} fields={basics} values={values} faultOf={fault} onChange={change}>
        <Checkbox
          label={texts.sendMail}
          checked={sends}
          disabled={isSent}
          onChange={(_event, { checked }) => setSends(checked === true)}
        />
      </FieldSet>
      {sections.map(({ title, fields }) => (
        <FieldSet key={title} title={title} fields={fields} values={values} faultOf={fault} onChange={change} />
      ))}
      <FieldSet title={texts.assignments} fields={[]} values={{}} faultOf={fault} onChange={change}>
        <GroupChoice groups={groups} onChange={setGroups} />
      </FieldSet>
      {isSent && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{texts.alreadySent}</MessageBarBody>
        </MessageBar>
      )}
      {problem !== undefined && <Problem problem={problem} onAgain={() => void save()} />}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabled={isRunning}>
          {isSent ? general.save : texts.invite}
        </Button>
        {isSent ? (
          <Button disabled={isRunning} onClick={() => void submit(() => send(false))}>
            {texts.leaveOut}
          </Button>
        ) : (
          <Button onClick={() => void navigate({ to: '/users' })}>{general.cancel}</Button>
        )}
      </div>
    </form>
  );
}
