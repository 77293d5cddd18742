import type { Clause } from '../controls/clause-tree.tsx';
import type { Explanation } from '../explanations/explanation.ts';
import { explanationPath } from '../explanations/explanation-loader.ts';
import { graph } from '../graph/graph.ts';
import { GraphProblem } from '../graph/graph-problem.ts';
import { isByRule, type OwnGroup } from './own-group.ts';

/** Why the person is in a group, as far as they may know. */
export interface Why {
  /** The whole story, for those who may read it. */
  readonly explanation: Explanation | null;
  /** Else what the rule says about them, where they may know that. */
  readonly clauses: Clause | null;
}

const isRefused = (problem: unknown) =>
  problem instanceof GraphProblem && (problem.kind === 'not-allowed' || problem.kind === 'not-found');

/** The whole story for those who may read the log; for everybody else what the rule says about them, or nothing. */
export async function whyInGroup(group: OwnGroup, memberId: string): Promise<Why> {
  try {
    return { explanation: await graph.get<Explanation>(explanationPath(group.id, memberId)), clauses: null };
  } catch (problem) {
    if (!isRefused(problem)) throw problem;
  }
  return { explanation: null, clauses: isByRule(group) ? await askRule(group, memberId) : null };
}

async function askRule({ id }: OwnGroup, memberId: string): Promise<Clause | null> {
  try {
    const answer = await graph.send<{ membershipRuleEvaluationDetails: Clause }>({
      method: 'POST',
      path: `/groups/${id}/evaluateDynamicMembership`,
      body: { memberId },
    });
    return answer.membershipRuleEvaluationDetails;
  } catch (problem) {
    if (isRefused(problem)) return null;
    throw problem;
  }
}
