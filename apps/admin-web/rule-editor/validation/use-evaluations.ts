import { useQuery } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';
import type { BatchAnswer } from '../../graph/graph-client.ts';
import type { ExpressionDetails } from '../evaluation/evaluation-tree.ts';
import { objectNames } from '../object-names.ts';

/** What a rule says about one person or device. */
export interface Validated {
  readonly id: string;
  readonly name: string;
  readonly isMember?: boolean;
  readonly details?: ExpressionDetails;
  /** Why there is no answer, in the server's words. */
  readonly problem?: string;
}

interface EvaluationBody {
  readonly membershipRuleEvaluationResult: boolean;
  readonly membershipRuleEvaluationDetails: ExpressionDetails;
}

/** Asks about many at once, whether the rule is saved or not. */
export function useEvaluations(groupId: string, rule: string | undefined, ids: readonly string[]) {
  return useQuery({
    queryKey: ['rule-evaluations', groupId, rule, ids],
    queryFn: async () => {
      const questions = ids.map((memberId) => ({
        method: 'POST' as const,
        path: `/groups/${encodeURIComponent(groupId)}/evaluateDynamicMembership`,
        body: { memberId, membershipRule: rule },
      }));
      const [names, answers] = await Promise.all([objectNames(ids), graph.batch(questions)]);
      return ids.map((id, at) => validated(id, names.get(id) ?? id, answers[at]!));
    },
    enabled: rule !== undefined && ids.length > 0,
    placeholderData: (before) => before,
    retry: false,
  });
}

function validated(id: string, name: string, { status, body }: BatchAnswer): Validated {
  if (status !== 200) {
    const { error } = (body ?? {}) as { error?: { message?: string } };
    return { id, name, problem: error?.message ?? `status ${status}` };
  }
  const { membershipRuleEvaluationResult: isMember, membershipRuleEvaluationDetails: details } = body as EvaluationBody;
  return { id, name, isMember, details };
}
