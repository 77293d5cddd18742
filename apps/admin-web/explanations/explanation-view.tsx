import { makeStyles, tokens } from '@fluentui/react-components';
import { ClauseTree } from '../controls/clause-tree.tsx';
import { code } from '../controls/code-style.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { instantText } from '../texts/instant-text.ts';
import { countClauses, type Explanation, memberKind } from './explanation.ts';
import { explanationTexts } from './explanation-texts.ts';
import { Fold } from './fold.tsx';
import { moveReason } from './move-reason.ts';

const useStyles = makeStyles({
  text: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  rule: { ...code, fontSize: tokens.fontSizeBase200, margin: '0.5rem 0' },
});

export interface ExplanationViewProps {
  readonly explanation: Explanation;
  /** The clauses are seen at once; of what is no member they always are. */
  readonly isOpen?: boolean;
}

/** Since when something is in a group, because of what, by whom, and what the rule finds. */
export function ExplanationView(props: ExplanationViewProps) {
  return (
    <>
      <Since explanation={props.explanation} />
      <Rule {...props} />
    </>
  );
}

function Since({ explanation: { member, since, path, schedule } }: { readonly explanation: Explanation }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(explanationTexts);
  const at = (instant: string) => instantText(instant, language)!;
  if (since === null) return <p className={styles.text}>{texts.never}</p>;
  const { actor, ruleChange, approval } = since;
  const authors = [
    texts.by(actor.displayName),
    ...(ruleChange ? [texts.ruleSet(ruleChange.actor.displayName, at(ruleChange.at))] : []),
    ...(approval ? [texts.approved(approval.actor.displayName, at(approval.at))] : []),
    ...(schedule?.until ? [texts.until(at(schedule.until))] : []),
  ];
  return (
    <>
      <p className={styles.text}>
        {texts.because(at(since.at), moveReason(since, memberKind(member), texts, language))}
      </p>
      <p className={styles.quiet}>{authors.join(' ')}</p>
      {path.map((step) => (
        <p key={step.group.id} className={styles.quiet}>
          {texts.path(
            step.group.displayName ?? step.group.id,
            step.member.displayName ?? step.member.id,
            at(step.since),
          )}
        </p>
      ))}
    </>
  );
}

function Rule({ explanation: { rule, isMember }, isOpen }: ExplanationViewProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(explanationTexts);
  if (rule === null) return null;
  const details = rule.membershipRuleEvaluationDetails;
  const counts = details === null ? undefined : countClauses(details);
  const counted = counts && texts.clauses(counts.held.toLocaleString(language), counts.all.toLocaleString(language));
  return (
    <>
      {rule.standing !== 'applied' && (
        <p className={styles.text}>
          {texts.standings[rule.standing]} {rule.problem}
        </p>
      )}
      {rule.isManagerMissing === true && <p className={styles.text}>{texts.managerMissing}</p>}
      <Fold
        summary={counted === undefined ? texts.why : `${texts.why}: ${counted}`}
        isOpen={isOpen === true || !isMember}
      >
        {details === null ? <p className={styles.rule}>{rule.membershipRule}</p> : <ClauseTree clause={details} />}
      </Fold>
    </>
  );
}
