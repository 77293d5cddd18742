import { LongWork } from '../controls/long-work.ts';
import { graph } from '../graph/graph.ts';
import type { BatchAnswer, GraphRequest } from '../graph/graph-client.ts';
import { problemOf } from '../graph/graph-problem.ts';

const portion = 20;

/** Why a request of a batch was refused; undefined when it was not. */
export function refusalOf({ status, body }: BatchAnswer): Error | undefined {
  return status >= 200 && status < 400 ? undefined : problemOf(status, body);
}

/** One request for each object, twenty to a message; it tells how far it is and who was refused. */
export function batchWork<T>(items: readonly T[], requestOf: (item: T) => GraphRequest): LongWork<T> {
  return new LongWork(items, portion, async (some) => (await graph.batch(some.map(requestOf))).map(refusalOf));
}
