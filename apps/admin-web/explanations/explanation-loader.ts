import { graph } from '../graph/graph.ts';
import { problemOf } from '../graph/graph-problem.ts';
import type { Explanation } from './explanation.ts';

interface Asked {
  readonly path: string;
  readonly signal: AbortSignal;
  resolve(explanation: Explanation): void;
  reject(problem: Error): void;
}

const gatherMs = 40;
let asked: Asked[] = [];

/** Where the API tells why something is in a group. */
export const explanationPath = (groupId: string, memberId: string) => `/groups/${groupId}/members/${memberId}/explain`;

/**
 * Why something is in a group. What the rows in sight ask at the same time goes in one message; a row that went out of sight
 * meanwhile asks nothing.
 */
export function loadExplanation(groupId: string, memberId: string, signal: AbortSignal): Promise<Explanation> {
  return new Promise((resolve, reject) => {
    if (asked.length === 0) setTimeout(() => void flush(), gatherMs);
    asked.push({ path: explanationPath(groupId, memberId), signal, resolve, reject });
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
      if (status === 200) resolve(body as Explanation);
      else reject(problemOf(status, body));
    });
  } catch (problem) {
    for (const { reject } of wanted) reject(problem as Error);
  }
}
