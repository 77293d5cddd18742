import { Field, makeStyles, Spinner, Subtitle2, Switch } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubmit } from '../forms/use-submit.ts';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { groupSettingsTexts } from './group-settings-texts.ts';

interface AuthorizationPolicy {
  readonly defaultUserRolePermissions: { readonly allowedToCreateSecurityGroups: boolean };
}

const path = '/policies/authorizationPolicy';
const queryKey = ['object', 'policies', 'authorizationPolicy'] as const;

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: '0.6rem', maxWidth: '48rem' },
});

/** Who may make groups without a role. */
export function CreationSection() {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(groupSettingsTexts);
  const queries = useQueryClient();
  const policy = useQuery({ queryKey, queryFn: ({ signal }) => graph.get<AuthorizationPolicy>(path, signal) });
  const { problem, submit, again } = useSubmit();
  const save = (allowedToCreateSecurityGroups: boolean) =>
    submit(async () => {
      const body = { defaultUserRolePermissions: { allowedToCreateSecurityGroups } };
      await graph.send({ method: 'PATCH', path, body });
      await queries.invalidateQueries({ queryKey });
      say({ text: texts.saved });
    });
  return (
    <section className={styles.section}>
      <Subtitle2 as="h2">{texts.creation}</Subtitle2>
      {policy.error !== null && <Problem problem={policy.error} onAgain={() => void policy.refetch()} />}
      {problem !== undefined && <Problem problem={problem} onAgain={() => void again()} />}
      {policy.isPending && <Spinner label={general.loading} />}
      {policy.data !== undefined && (
        <Field hint={texts.createSecurityHint}>
          <Switch
            label={texts.createSecurity}
            checked={policy.data.defaultUserRolePermissions.allowedToCreateSecurityGroups}
            onChange={(_event, { checked }) => void save(checked)}
          />
        </Field>
      )}
    </section>
  );
}
