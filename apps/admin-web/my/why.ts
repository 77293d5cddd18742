import type { Clause } from '../controls/clause-tree.tsx';
import { graph } from '../graph/graph.ts';
import { GraphProblem } from '../graph/graph-problem.ts';
import { isByRule, type OwnGroup } from './own-group.ts';

/** Why the person is in a group, as far as they may know. */
export interface Why {
  readonly clauses: Clause | null;
  readonly since: string | null;
  readonly by: string | null;
  /** Names of the groups between this one and the person. */
  readonly path: readonly string[];
}

interface Explanation {
  readonly means: string | null;
  readonly path: readonly { readonly group: { readonly displayName: string | null } }[];
  readonly rule: { readonly membershipRuleEvaluationDetails: Clause | null } | null;
  readonly since: { readonly at: string; readonly actor: { readonly displayName: string } } | null;
}

const isRefused = (problem: unknown) =>
  problem instanceof GraphProblem && (problem.kind === 'not-allowed' || problem.kind === 'not-found');

/** The whole story for those who may read the log; for everybody else what the rule says about them, or nothing. */
export async function whyInGroup(group: OwnGroup, memberId: string): Promise<Why> {
  try {
    const { path, rule, since, means } = await graph.get<Explanation>(
      `/groups/${group.id}/members/${memberId}/explain`,
    );
    return {
      clauses: means === 'rule' ? (rule?.membershipRuleEvaluationDetails ?? null) : null,
      since: since?.at ?? null,
      by: since?.actor.displayName ?? null,
      path: path.slice(1).map((step) => step.group.displayName ?? ''),
    };
  } catch (problem) {
    if (!isRefused(problem)) throw problem;
  }
  return { clauses: isByRule(group) ? await askRule(group, memberId) : null, since: null, by: null, path: [] };
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
