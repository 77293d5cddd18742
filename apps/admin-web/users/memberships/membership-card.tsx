import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { ClauseTree } from '../../controls/clause-tree.tsx';
import { code } from '../../controls/code-style.ts';
import { RowLink } from '../../lists/row-link.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { instantText } from '../dates.ts';
import { countClauses, type Explanation } from './explanation.ts';
import { MembershipMoves } from './membership-moves.tsx';
import { membershipTexts } from './membership-texts.ts';
import { moveReason } from './move-reason.ts';

const useStyles = makeStyles({
  card: {
    padding: '0.75rem 1rem',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    display: 'flex',
    flexDirection: 'column',
    gap: '0.35rem',
    overflowWrap: 'anywhere',
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '0.35rem 0.75rem', alignItems: 'center' },
  name: { fontWeight: tokens.fontWeightSemibold, marginInlineEnd: 'auto' },
  text: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
  rule: { ...code, fontSize: tokens.fontSizeBase200, margin: '0.5rem 0' },
  summary: { cursor: 'pointer' },
});

export interface MembershipCardProps {
  readonly group: { readonly id: string; readonly displayName?: unknown };
  readonly userId: string;
  /** Undefined where the one who asks may not know the reason. */
  readonly explanation: Explanation | undefined;
}

/** One group and the person: in or not, since when, because of what, and what the rule finds. */
export function MembershipCard({ group, userId, explanation }: MembershipCardProps) {
  const styles = useStyles();
  const texts = useTexts(membershipTexts);
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <span className={styles.name}>
          <RowLink to="/groups" row={group} />
        </span>
        {explanation !== undefined && <Badges explanation={explanation} />}
      </div>
      {explanation === undefined ? (
        <p className={styles.quiet}>{texts.notAllowed}</p>
      ) : (
        <>
          <Since explanation={explanation} />
          <Rule explanation={explanation} />
          <Fold summary={texts.moves}>
            <MembershipMoves groupId={group.id} userId={userId} />
          </Fold>
        </>
      )}
    </article>
  );
}

function Badges({ explanation: { isMember, means, schedule } }: { readonly explanation: Explanation }) {
  const texts = useTexts(membershipTexts);
  return (
    <>
      <Badge appearance="tint" color={isMember ? 'success' : 'warning'}>
        {isMember ? texts.isMember : texts.notMember}
      </Badge>
      {means !== null && <Badge appearance="outline">{texts.means[means]}</Badge>}
      {schedule !== null && <Badge appearance="outline">{texts.scheduled}</Badge>}
    </>
  );
}

function Since({ explanation: { since, path, schedule } }: { readonly explanation: Explanation }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(membershipTexts);
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
      <p className={styles.text}>{texts.because(at(since.at), moveReason(since, texts.because_, language))}</p>
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

function Rule({ explanation: { rule, isMember } }: { readonly explanation: Explanation }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(membershipTexts);
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
      <Fold summary={counted === undefined ? texts.why : `${texts.why}: ${counted}`} isOpen={!isMember}>
        {details === null ? <p className={styles.rule}>{rule.membershipRule}</p> : <ClauseTree clause={details} />}
      </Fold>
    </>
  );
}

interface FoldProps {
  readonly summary: string;
  readonly children: ReactNode;
  readonly isOpen?: boolean;
}

/** What is behind it is made when it is opened. */
function Fold({ summary, children, isOpen: isOpenFirst = false }: FoldProps) {
  const [isOpen, setIsOpen] = useState(isOpenFirst);
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className={useStyles().summary}>{summary}</summary>
      {isOpen && children}
    </details>
  );
}
