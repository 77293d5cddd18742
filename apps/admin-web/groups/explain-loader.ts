import { graph } from '../graph/graph.ts';
import { problemOf } from '../graph/graph-problem.ts';
import type { MembershipExplanation } from './explanation.ts';

interface Asked {
  readonly path: string;
  readonly signal: AbortSignal;
  resolve(explanation: MembershipExplanation): void;
  reject(problem: Error): void;
}

const gatherMs = 40;
let asked: Asked[] = [];

/**
 * Why somebody is in a group. What the rows in sight ask at the same time goes in one message; a row that went out of sight
 * meanwhile asks nothing.
 */
export function loadExplanation(
  groupId: string,
  memberId: string,
  signal: AbortSignal,
): Promise<MembershipExplanation> {
  return new Promise((resolve, reject) => {
    if (asked.length === 0) setTimeout(() => void flush(), gatherMs);
    asked.push({ path: `/groups/${groupId}/members/${memberId}/explain`, signal, resolve, reject });
  });
}

async function flush(): Promise<void> {
  const wanted = asked.filter(({ signal }) => !signal.aborted);
  for (const { signal, reject } of asked) if (signal.aborted) reject(new Error('no longer wanted'));
  asked = [];
  try {
    const answers = await graph.batch(wanted.map(({ path }) => ({ method: 'GET', path })));
    wanted.forEach(({ resolve, reject }, at) => {
      const { status, body } = answers[at]!;
      if (status === 200) resolve(body as MembershipExplanation);
      else reject(problemOf(status, body));
    });
  } catch (problem) {
    for (const { reject } of wanted) reject(problem as Error);
  }
}
