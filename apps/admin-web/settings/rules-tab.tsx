import { Spinner } from '@fluentui/react-components';
import { ObjectForm } from '../forms/object-form.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { settingsTexts } from './settings-texts.ts';
import { useOrganization } from './use-organization.ts';

/** The language in which rules of dynamic groups may be written. The server refuses the way back while a rule needs more. */
export function RulesTab() {
  const texts = useTexts(settingsTexts);
  const { texts: general } = useChosen();
  const { read, change } = useOrganization();
  if (read.error !== null) return <Problem problem={read.error} onAgain={() => void read.refetch()} />;
  if (read.data === undefined) return <Spinner label={general.loading} />;
  return (
    <ObjectForm
      object={{ ruleDialect: read.data.ruleDialect }}
      onSave={async (changed) => {
        await change(changed);
        say({ text: texts.saved });
      }}
      sections={[
        {
          title: texts.rules,
          text: texts.rulesText,
          fields: [
            {
              name: 'ruleDialect',
              label: texts.dialect,
              kind: 'radio',
              choices: (['entra', 'extended'] as const).map((value) => ({
                value,
                label: texts.dialects[value],
                hint: texts.dialectMeanings[value],
              })),
            },
          ],
        },
      ]}
    />
  );
}
