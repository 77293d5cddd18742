import { makeStyles, tokens } from '@fluentui/react-components';
import { RowLink } from '../lists/row-link.tsx';
import { useTexts } from '../texts/define-texts.ts';
import type { Explanation } from './explanation.ts';
import { explanationTexts } from './explanation-texts.ts';
import { ExplanationView } from './explanation-view.tsx';
import { Fold } from './fold.tsx';
import { MembershipBadges } from './membership-badges.tsx';
import { MembershipMoves } from './membership-moves.tsx';
import type { MemberOf } from './read-memberships.ts';

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
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export interface MembershipCardProps {
  readonly group: { readonly id: string; readonly displayName?: unknown };
  readonly member: MemberOf;
  /** Undefined where the one who asks may not know the reason. */
  readonly explanation: Explanation | undefined;
}

/** One group and a member: in or not, since when, because of what, and what the rule finds. */
export function MembershipCard({ group, member, explanation }: MembershipCardProps) {
  const styles = useStyles();
  const texts = useTexts(explanationTexts);
  return (
    <article className={styles.card}>
      <div className={styles.head}>
        <span className={styles.name}>
          <RowLink to="/groups" row={group} />
        </span>
        {explanation !== undefined && <MembershipBadges explanation={explanation} />}
      </div>
      {explanation === undefined ? (
        <p className={styles.quiet}>{texts.notAllowed}</p>
      ) : (
        <>
          <ExplanationView explanation={explanation} />
          <Fold summary={texts.moves}>
            <MembershipMoves groupId={group.id} member={member} />
          </Fold>
        </>
      )}
    </article>
  );
}
