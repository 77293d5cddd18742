import { makeStyles, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useQuestion } from '../controls/use-question.tsx';
import { ObjectForm } from '../forms/object-form.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { faultyTerm } from './faulty-term.ts';
import { settingsTexts } from './settings-texts.ts';
import { useOrganization } from './use-organization.ts';

const mostTerms = 1000;
/** How long sign-ins are kept where nothing else is set. */
const keptDays = (set: unknown) => (typeof set === 'number' ? set : 30);

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '1.25rem', maxWidth: '60rem' },
  list: { marginBlock: '0.5rem 0', paddingInlineStart: '1.25rem' },
  title: { margin: 0 },
});

/** Which passwords are refused, what always counts, and how long the log of sign-ins is kept. */
export function PasswordsTab() {
  const styles = useStyles();
  const texts = useTexts(settingsTexts);
  const { texts: general, language } = useChosen();
  const { ask, dialog } = useQuestion();
  const { read, change } = useOrganization();
  if (read.error !== null) return <Problem problem={read.error} onAgain={() => void read.refetch()} />;
  if (read.data === undefined) return <Spinner label={general.loading} />;
  const { signInLogDays } = read.data;
  const checkTerms = (value: string) => {
    const term = faultyTerm(value);
    if (term !== undefined) return texts.termFault(term);
    return value.split('\n').filter((line) => line.trim() !== '').length > mostTerms ? texts.tooManyTerms : undefined;
  };
  const save = async (changed: Readonly<Record<string, unknown>>) => {
    const run = async () => {
      await change(changed);
      say({ text: texts.saved });
    };
    const [before, now] = [keptDays(signInLogDays), keptDays(changed.signInLogDays)];
    if (!('signInLogDays' in changed) || now >= before) return run();
    const text = <p>{texts.logShortened(now.toLocaleString(language))}</p>;
    return ask({ title: texts.logTitle, text, confirm: general.save, run });
  };
  const isDays = (value: string) => /^\d+$/.test(value) && +value >= 1 && +value <= 3650;
  return (
    <div className={styles.box}>
      <ObjectForm
        object={read.data as unknown as Readonly<Record<string, unknown>>}
        onSave={save}
        sections={[
          {
            title: texts.banned,
            text: texts.bannedText,
            fields: [
              {
                name: 'bannedPasswords',
                label: texts.bannedLabel,
                hint: texts.bannedHint,
                kind: 'lines',
                check: checkTerms,
              },
            ],
          },
          {
            title: texts.signInLog,
            fields: [
              {
                name: 'signInLogDays',
                label: texts.signInLogDays,
                hint: texts.signInLogHint,
                kind: 'number',
                check: (value) => (isDays(value) ? undefined : texts.daysFault(3650)),
              },
            ],
          },
        ]}
      />
      <div>
        <Subtitle2 as="h2" className={styles.title}>
          {texts.always}
        </Subtitle2>
        <ul className={styles.list}>
          {texts.alwaysRules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </div>
      {dialog}
    </div>
  );
}
