import { Button, Checkbox, makeStyles, Title2 } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { changedValues, faultOf, refusedField } from '../../forms/form-field.ts';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { changedUser } from '../changed-user.ts';
import { sendInvitation, usualRedirectUrl } from '../invitations/send-invitation.ts';
import { nestedValues } from '../properties/flat-values.ts';
import { propertySections } from '../properties/property-sections.ts';
import { propertyTexts } from '../properties/property-texts.ts';
import { createTexts } from './create-texts.ts';
import { FieldSet } from './field-set.tsx';
import { addToGroups, GroupChoice } from './group-choice.tsx';
import { useInvitationFields } from './invitation-fields.ts';
import { type InvitedUser, InvitedUserPage } from './invited-user.tsx';

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
  const queries = useQueryClient();
  const navigate = useNavigate();
  const first = { userType: 'Guest', redirectUrl: usualRedirectUrl, language: language === 'de' ? 'de-DE' : 'en-US' };
  const [values, setValues] = useState<Readonly<Record<string, string>>>(first);
  const [sends, setSends] = useState(true);
  const [groups, setGroups] = useState<readonly Row[]>([]);
  const [isTried, setIsTried] = useState(false);
  const [isRunning, setIsRunning] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const basics = useInvitationFields(sends);
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
  const invite = async () => {
    setIsTried(true);
    if (isRunning || basics.some((field) => faultOf(field, values[field.name] ?? '', '!') !== undefined)) return;
    setIsRunning(true);
    setProblem(undefined);
    try {
      const { address = '', displayName, redirectUrl, userType, message, language: mailLanguage } = values;
      const told = { address, displayName, redirectUrl, userType, sendsMail: sends };
      const made = await sendInvitation(sends ? { ...told, message, language: mailLanguage } : told);
      const { id } = made.invitedUser;
      const given = changedValues(properties, Object.fromEntries(properties.map(({ name }) => [name, ''])), {
        ...Object.fromEntries(properties.map(({ name }) => [name, values[name] ?? ''])),
      });
      const isGiven = Object.keys(given).length > 0;
      if (isGiven) await graph.send({ method: 'PATCH', path: `/users/${id}`, body: nestedValues(given) });
      const refusedGroups = await addToGroups(id, groups);
      await changedUser(queries, id);
      onInvited({ id, name: displayName || address, made, refused: refusedGroups });
    } catch (error) {
      setProblem(error as Error);
    } finally {
      setIsRunning(false);
    }
  };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void invite();
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
          onChange={(_event, { checked }) => setSends(checked === true)}
        />
      </FieldSet>
      {sections.map(({ title, fields }) => (
        <FieldSet key={title} title={title} fields={fields} values={values} faultOf={fault} onChange={change} />
      ))}
      <FieldSet title={texts.assignments} fields={[]} values={{}} faultOf={fault} onChange={change}>
        <GroupChoice groups={groups} onChange={setGroups} />
      </FieldSet>
      {problem !== undefined && <Problem problem={problem} onAgain={() => void invite()} />}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabled={isRunning}>
          {texts.invite}
        </Button>
        <Button onClick={() => void navigate({ to: '/users' })}>{general.cancel}</Button>
      </div>
    </form>
  );
}
