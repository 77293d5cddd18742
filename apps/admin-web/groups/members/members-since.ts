import { graph } from '../../graph/graph.ts';
import { GraphProblem } from '../../graph/graph-problem.ts';
import type { Row } from '../../lists/list-column.ts';

/** A page of members with `since`, where the person may know it and somebody is a direct member; one request. */
export async function withSince(groupId: string, rows: readonly Row[], signal: AbortSignal): Promise<readonly Row[]> {
  if (rows.length === 0) return rows;
  try {
    const { value } = await graph.send<{ value: readonly { id: string; since: string }[] }>(
      { method: 'POST', path: `/groups/${groupId}/membersSince`, body: { ids: rows.map(({ id }) => id) } },
      signal,
    );
    const since = new Map(value.map((each) => [each.id, each.since]));
    return rows.map((row) => (since.has(row.id) ? { ...row, since: since.get(row.id) } : row));
  } catch (problem) {
    const isHidden = problem instanceof GraphProblem && problem.kind === 'not-allowed';
    if (isHidden) return rows;
    throw problem;
  }
}
