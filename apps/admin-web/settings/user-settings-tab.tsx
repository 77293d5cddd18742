import { Spinner } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useQuestion } from '../controls/use-question.tsx';
import { ObjectForm } from '../forms/object-form.tsx';
import { countUsers } from '../graph/count-users.ts';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { settingsTexts } from './settings-texts.ts';
import { type AuthorizationPolicy, memberRights, rightsLost } from './user-settings.ts';

const path = '/policies/authorizationPolicy';

/** What members may do without a role. */
export function UserSettingsTab() {
  const texts = useTexts(settingsTexts);
  const { texts: general, language } = useChosen();
  const queries = useQueryClient();
  const { ask, dialog } = useQuestion();
  const policy = useQuery({
    queryKey: ['object', 'policies', 'authorizationPolicy'],
    queryFn: ({ signal }) => graph.get<AuthorizationPolicy>(path, signal),
  });
  if (policy.error !== null) return <Problem problem={policy.error} onAgain={() => void policy.refetch()} />;
  if (policy.data === undefined) return <Spinner label={general.loading} />;
  const { data } = policy;
  const save = async (changed: Readonly<Record<string, unknown>>) => {
    const run = async () => {
      await graph.send({ method: 'PATCH', path, body: { defaultUserRolePermissions: changed } });
      await queries.invalidateQueries({ queryKey: ['object', 'policies'] });
      say({ text: texts.saved });
    };
    const lost = rightsLost(changed, data);
    if (lost.length === 0) return run();
    const [members] = await countUsers(["userType eq 'Member'"]);
    const count = members!.toLocaleString(language);
    const text = lost.map((right) => <p key={right}>{texts.rightLost[right](count)}</p>);
    return ask({ title: texts.rightsTitle, text, confirm: general.save, run });
  };
  return (
    <>
      <ObjectForm
        object={data.defaultUserRolePermissions}
        onSave={save}
        sections={[
          {
            title: texts.rights,
            text: texts.rightsText,
            fields: memberRights.map((name) => ({
              name,
              label: texts.rightNames[name],
              hint: texts.rightMeaning[name],
              kind: 'flag',
            })),
          },
        ]}
      />
      {dialog}
    </>
  );
}
