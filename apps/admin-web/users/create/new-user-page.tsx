import { Button, MessageBar, MessageBarBody, makeStyles, Title2 } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { faultOf, refusedField } from '../../forms/form-field.ts';
import { useSubmit } from '../../forms/use-submit.ts';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { changedUser } from '../changed-user.ts';
import { propertySections } from '../properties/property-sections.ts';
import { propertyTexts } from '../properties/property-texts.ts';
import { assignMore } from './assign-more.ts';
import { createTexts } from './create-texts.ts';
import { type CreatedUser, CreatedUserPage } from './created-user.tsx';
import { useDomains } from './domains.ts';
import { FieldSet } from './field-set.tsx';
import { addToGroups, GroupChoice } from './group-choice.tsx';
import { makePassword } from './make-password.ts';
import { ManagerChoice } from './manager-choice.tsx';
import { noMore } from './more-assignments.ts';
import { derivedNickname, newUserBody } from './new-user.ts';
import { RoleChoice } from './role-choice.tsx';
import { SignInFields, type SignInValues } from './sign-in-fields.tsx';
import { UnitChoice } from './unit-choice.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '1.25rem', maxWidth: '60rem' },
  buttons: { display: 'flex', gap: '0.5rem' },
});

/** Made of the sign-in fields, or no part of a new account. */
const elsewhere = new Set(['userPrincipalName', 'mailNickname', 'accountEnabled', 'passwordPolicies']);

const signInFirst: SignInValues = {
  localPart: '',
  domain: '',
  nickname: undefined,
  password: undefined,
  forcesChange: true,
  isEnabled: true,
};

/** Creates an account that signs in here: basics, properties, assignments, as in the Entra admin center. */
export function NewUserPage() {
  const [created, setCreated] = useState<CreatedUser>();
  if (created === undefined) return <NewUserForm onCreated={setCreated} />;
  return <CreatedUserPage created={created} onAnother={() => setCreated(undefined)} />;
}

function NewUserForm({ onCreated }: { readonly onCreated: (created: CreatedUser) => void }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(createTexts);
  const names = useTexts(propertyTexts);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const domains = useDomains();
  const [values, setValues] = useState<Readonly<Record<string, string>>>({ userType: 'Member' });
  const [signIn, setSignIn] = useState(signInFirst);
  const [manager, setManager] = useState<Row>();
  const [groups, setGroups] = useState<readonly Row[]>([]);
  const [more, setMore] = useState(noMore);
  const { isTried, isRunning, problem, submit } = useSubmit();
  const sections = propertySections(['identity', 'job', 'contact', 'parental', 'settings'], names, language, false).map(
    ({ title, fields }) => ({ title: title!, fields: fields.filter(({ name }) => !elsewhere.has(name)) }),
  );
  const fields = sections.flatMap((section) => section.fields);
  const domain = signIn.domain || domains.data?.[0] || '';
  const refused = problem === undefined ? undefined : refusedField(fields, problem.message);
  const fault = (name: string) => {
    const field = fields.find((each) => each.name === name)!;
    const wrong = isTried ? faultOf(field, values[name] ?? '', general.required) : undefined;
    return wrong ?? (name === refused ? problem!.message : undefined);
  };
  const isFaulty =
    fields.some((field) => faultOf(field, values[field.name] ?? '', '!') !== undefined) ||
    signIn.localPart.trim() === '' ||
    signIn.password === '';
  const send = async () => {
    const password = signIn.password ?? makePassword();
    const nickname = signIn.nickname ?? derivedNickname(signIn.localPart);
    const body = newUserBody(fields, { ...signIn, values, domain, nickname, password, managerId: manager?.id });
    const user = await graph.send<Row>({ method: 'POST', path: '/users', body });
    const isMadeUp = signIn.password === undefined;
    const refusedMore = await assignMore(user.id, more);
    const refusedGroups = await addToGroups(user.id, groups);
    await changedUser(queries, user.id);
    onCreated({ user, password: isMadeUp ? password : undefined, refused: refusedGroups, refusedMore });
  };
  const create = () => submit(send, !isFaulty);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <div>
        <Title2 as="h1">{texts.newTitle}</Title2>
        <p>{texts.newText}</p>
      </div>
      <SignInFields
        values={{ ...signIn, domain }}
        domains={domains.data ?? []}
        isTried={isTried}
        onChange={(changed) => setSignIn({ ...signIn, ...changed })}
      />
      {sections.map(({ title, fields: inSection }, at) => (
        <FieldSet
          key={title}
          title={title}
          fields={inSection}
          values={values}
          faultOf={fault}
          onChange={(name, value) => setValues({ ...values, [name]: value })}
        >
          {at === 1 && <ManagerChoice manager={manager} onChange={setManager} />}
        </FieldSet>
      ))}
      <FieldSet title={texts.assignments} fields={[]} values={{}} faultOf={fault} onChange={() => undefined}>
        <GroupChoice groups={groups} onChange={setGroups} />
        <RoleChoice roles={more.roles} onChange={(roles) => setMore({ ...more, roles })} />
        <UnitChoice units={more.units} onChange={(units) => setMore({ ...more, units })} />
      </FieldSet>
      {isTried && isFaulty && (
        <MessageBar intent="warning">
          <MessageBarBody>{texts.faults}</MessageBarBody>
        </MessageBar>
      )}
      {problem !== undefined && <Problem problem={problem} onAgain={() => void create()} />}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabled={isRunning}>
          {general.create}
        </Button>
        <Button onClick={() => void navigate({ to: '/users' })}>{general.cancel}</Button>
      </div>
    </form>
  );
}
