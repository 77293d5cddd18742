import { LongWork } from '../../controls/long-work.ts';
import { graph } from '../../graph/graph.ts';
import type { GraphRequest } from '../../graph/graph-client.ts';
import { problemOf } from '../../graph/graph-problem.ts';
import type { Row } from '../../lists/list-column.ts';
import { KeptWork } from '../kept-work.ts';
import { type BulkKind, bulkRequest } from './bulk-request.ts';

/** Work on several people that is on its way, or done. */
export interface BulkWork {
  readonly kind: BulkKind;
  readonly people: readonly Row[];
  readonly work: LongWork<Row>;
}

const atOnce = 20;

/** Goes on when the page is left. */
export const keptBulk = new KeptWork<BulkWork>();

/** Begins with the people; answers with what is left to be told when it is done. */
export function beginBulk(kind: BulkKind, people: readonly Row[]): BulkWork {
  const work = new LongWork(people, atOnce, async (portion) => {
    const requests = portion.map(({ id }): GraphRequest => bulkRequest(kind, id));
    const answers = await graph.batch(requests);
    return answers.map(({ status, body }) => (status >= 200 && status < 300 ? undefined : problemOf(status, body)));
  });
  const begun = { kind, people, work };
  keptBulk.keep(begun);
  return begun;
}

/** The people with their names, asked twenty at a time; somebody who cannot be read goes by their id. */
export async function readPeople(ids: readonly string[], isDeleted: boolean): Promise<readonly Row[]> {
  const place = isDeleted ? '/directory/deletedItems' : '/users';
  const answers = await graph.batch(
    ids.map((id) => ({ method: 'GET' as const, path: `${place}/${id}?$select=id,displayName` })),
  );
  return ids.map((id, at) => (answers[at]!.status === 200 ? (answers[at]!.body as Row) : { id, displayName: id }));
}

/** In how many groups the people are, taken together; undefined where that may not be known. */
export async function countMemberships(ids: readonly string[]): Promise<number | undefined> {
  const answers = await graph.batch(
    ids.map((id) => ({
      method: 'GET' as const,
      path: `/users/${id}/memberOf/microsoft.graph.group?$count=true&$top=1&$select=id`,
    })),
  );
  if (answers.some(({ status }) => status !== 200)) return undefined;
  return answers.reduce((sum, { body }) => sum + ((body as { '@odata.count'?: number })['@odata.count'] ?? 0), 0);
}
