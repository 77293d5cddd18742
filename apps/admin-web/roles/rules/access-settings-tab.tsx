import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useState } from 'react';
import { useSubmit } from '../../forms/use-submit.ts';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import type { Held } from '../held.ts';
import { type AccessSettings, useAccess, useSettings } from '../role-queries.ts';
import { ActivationRules } from './activation-rules.tsx';
import { AssignmentRules } from './assignment-rules.tsx';
import { NotificationRules } from './notification-rules.tsx';
import { changedRules, isTimeoutRight, type RoleRule } from './role-rules.ts';
import { settingTexts } from './setting-texts.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '1.5rem', maxWidth: '60rem' },
  buttons: { display: 'flex', gap: '0.5rem' },
});

/** The seventeen rules of what can be held: what activating, assigning and telling about it takes. */
export function AccessSettingsTab({ held }: { readonly held: Held }) {
  const { texts: general } = useChosen();
  const settings = useSettings(held);
  if (settings.error !== null) return <Problem problem={settings.error} onAgain={() => void settings.refetch()} />;
  if (settings.data === undefined) return <Spinner label={general.loading} />;
  return <SettingsForm key={settings.data.policyId} settings={settings.data} />;
}

function SettingsForm({ settings }: { readonly settings: AccessSettings }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(settingTexts);
  const { forget } = useAccess();
  const [edited, setEdited] = useState<Readonly<Record<string, RoleRule>>>({});
  const { isRunning, problem, submit } = useSubmit();
  const rules = { ...settings.rules, ...edited };
  const changed = changedRules(settings.rules, rules);
  const change = (rule: RoleRule) => setEdited({ ...edited, [rule.id]: rule });
  const isReady = changed.length > 0 && isTimeoutRight(rules);
  const send = async () => {
    for (const rule of changed) {
      const path = `/policies/roleManagementPolicies/${settings.policyId}/rules/${rule.id}`;
      await graph.send({ method: 'PATCH', path, body: rule });
    }
    await forget();
    setEdited({});
    say({ text: texts.saved(changed.length.toLocaleString(language)) });
  };
  const save = () => submit(send, isReady);
  const given = { rules, onChange: change };
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ActivationRules {...given} />
      <AssignmentRules {...given} />
      <NotificationRules {...given} />
      {problem !== undefined && <Problem problem={problem} onAgain={() => void save()} />}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabled={isRunning || !isReady}>
          {general.save}
        </Button>
        {changed.length > 0 && (
          <Button disabled={isRunning} onClick={() => setEdited({})}>
            {general.discard}
          </Button>
        )}
      </div>
    </form>
  );
}
