import { graph } from '../../graph/graph.ts';
import { problemOf } from '../../graph/graph-problem.ts';
import type { RefusedGroup } from './group-choice.tsx';
import { type MoreAssignments, requestsOf } from './more-assignments.ts';

/** Puts somebody into units and gives them roles; answers with what was refused, which is all where the server cannot be reached. */
export async function assignMore(userId: string, more: MoreAssignments): Promise<readonly RefusedGroup[]> {
  const requests = requestsOf(userId, more);
  if (requests.length === 0) return [];
  try {
    const answers = await graph.batch(requests.map(({ path, body }) => ({ method: 'POST', path, body })));
    return requests.flatMap(({ what }, at) => {
      const { status, body } = answers[at]!;
      return status < 300 ? [] : [{ group: what, reason: problemOf(status, body).message }];
    });
  } catch (problem) {
    return requests.map(({ what }) => ({ group: what, reason: (problem as Error).message }));
  }
}
