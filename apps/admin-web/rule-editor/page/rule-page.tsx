import { Spinner } from '@fluentui/react-components';
import { useParams } from '@tanstack/react-router';
import { EmptyState } from '../../controls/empty-state.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';
import { RuleWorkplace } from './rule-workplace.tsx';
import { useRuledGroup } from './ruled-group.ts';

/** The rule of a group: written, tried, saved. */
export function RulePage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { texts: general } = useChosen();
  const texts = useTexts(ruleTexts);
  const { data: group, error, refetch } = useRuledGroup(id);
  if (error !== null && group === undefined) return <Problem problem={error} onAgain={() => void refetch()} />;
  if (group === undefined) return <Spinner label={general.loading} />;
  if (group.membershipRule === null) {
    return <EmptyState title={group.displayName} text={texts.noRule} />;
  }
  return <RuleWorkplace key={group.id} group={group} savedRule={group.membershipRule} />;
}
