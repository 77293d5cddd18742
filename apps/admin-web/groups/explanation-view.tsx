import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { ClauseTree } from '../controls/clause-tree.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import type { ExplainedChange, MembershipExplanation } from './explanation.ts';
import { memberTexts } from './member-texts.ts';

const useStyles = makeStyles({
  box: { '& h3': { margin: 0 }, display: 'flex', flexDirection: 'column', gap: '0.75rem' },
  text: { margin: 0 },
  steps: { margin: 0, paddingInlineStart: '1.25rem' },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** A membership in words. */
export function ExplanationView({ explanation }: { readonly explanation: MembershipExplanation }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(memberTexts);
  const { isMember, means, path, rule, schedule, since } = explanation;
  const dated = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const shown = (at: string) => dated.format(new Date(at));
  const by = schedule === null ? means : 'scheduled';
  return (
    <div className={styles.box}>
      <p className={styles.text}>
        <strong>{isMember ? texts.yes : texts.no}</strong>
        {by !== null && ` · ${texts.means[by]}`}
      </p>
      {since !== null && (
        <div>
          <p className={styles.text}>
            {texts.sinceWhen(shown(since.at))} {texts.reasons[since.reason] ?? ''}
          </p>
          {since.reason === 'pass' ? (
            since.ruleChange && (
              <p className={styles.quiet}>
                {texts.ruleSetBy(since.ruleChange.actor.displayName, shown(since.ruleChange.at))}
              </p>
            )
          ) : (
            <CausedBy change={since} />
          )}
        </div>
      )}
      {path.length > 0 && (
        <section>
          <Subtitle2 as="h3">{texts.path}</Subtitle2>
          <ol className={styles.steps}>
            {path.map((step) => (
              <li key={step.member.id}>
                {texts.holds(step.group.displayName ?? '', step.member.displayName ?? '')} ({shown(step.since)})
              </li>
            ))}
          </ol>
        </section>
      )}
      {rule !== null && (
        <section className={styles.box}>
          {texts.standings[rule.standing] !== '' && <p className={styles.text}>{texts.standings[rule.standing]}</p>}
          {rule.membershipRuleEvaluationDetails !== null && (
            <>
              <Subtitle2 as="h3">{texts.clauses}</Subtitle2>
              <ClauseTree clause={rule.membershipRuleEvaluationDetails} />
            </>
          )}
        </section>
      )}
    </div>
  );
}

function CausedBy({ change }: { readonly change: ExplainedChange }) {
  const styles = useStyles();
  const texts = useTexts(memberTexts);
  const said = (value: unknown) => {
    if (value === null || value === undefined) return texts.isEmpty;
    return texts.quoted(typeof value === 'string' ? value : JSON.stringify(value));
  };
  const told = change.changedProperties.filter(({ isReadByRule }) => isReadByRule);
  return (
    <>
      {(told.length > 0 ? told : change.changedProperties.slice(0, 5)).map(({ name, oldValue, newValue }) => (
        <p key={name} className={styles.quiet}>
          {texts.changedFrom(name, said(oldValue), said(newValue))}
        </p>
      ))}
      <p className={styles.quiet}>{texts.whoCaused(change.actor.displayName)}</p>
    </>
  );
}
