import { createHash } from 'node:crypto';
import type { LogOrder } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, type QueryOptions, readQueryOptions } from '../../odata/query-options.ts';
import type { GraphAnswer, GraphRequest } from '../../routing/graph-request.ts';
import { collectionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentRecord, type RecordType, readRecordSelect } from '../organization/record-answers.ts';

/** The size of a page where none is asked for, and the largest. @see Graph surface spec §4.6 */
const pageSize = 1000;

/** A log that is answered by pages. */
export interface LogPages<R> {
  readonly context: string;
  readonly type: RecordType;
  /** The property of the time, by which alone logs are sorted. */
  readonly time: string;
  /** Reads one more than `limit` asks for, when there are more. */
  readonly read: (filter: string | undefined, page: LogPage) => Promise<readonly R[]>;
  readonly present: (record: R) => JsonMembers;
  /** Where the next page begins. */
  readonly placeOf: (record: R) => readonly (number | string)[];
}

export interface LogPage {
  readonly order: LogOrder;
  readonly limit: number;
  /** Where the page before ended, as `placeOf` told; null for the first one. */
  readonly after: readonly unknown[] | null;
}

/**
 * Answers with a page of a log, the newest first.
 *
 * @throws AppError QUERY_PAGE_TOKEN, QUERY_PAGE_SIZE, QUERY_SORT_UNSUPPORTED, SELECT_UNKNOWN_PROPERTY, and those of the filter
 */
export async function answerLog<R>(request: GraphRequest, log: LogPages<R>): Promise<GraphAnswer> {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'filter', 'orderby', 'top', 'skiptoken']);
  const select = readRecordSelect(options.get('select'), log.type);
  const size = options.has('top') ? readTop(options.get('top'), pageSize) : pageSize;
  const order = readOrder(options.get('orderby'), log.time);
  const token = options.get('skiptoken');
  const after = token === undefined ? null : readToken(token, options);
  const found = await log.read(options.get('filter'), { order, limit: size + 1, after });
  const page = found.slice(0, size);
  const items = page.map((each) => presentRecord(request, log.type, log.present(each), select));
  const last = found.length > size ? page.at(-1) : undefined;
  const link = last && nextLink(request.address, request.queryString, writeToken(log.placeOf(last), options));
  return { status: 200, body: collectionAnswer(request, log.context, items, { select, nextLink: link }) };
}

function readOrder(text: string | undefined, time: string): LogOrder {
  if (text === undefined || text.trim() === '') return 'newest';
  const match = /^\s*(\w+)(?:\s+(asc|desc))?\s*$/i.exec(text);
  if (match?.[1]?.toLowerCase() !== time.toLowerCase()) {
    throw graphErrors.QUERY_SORT_UNSUPPORTED({ reason: `sorted by \`${time}\` alone` });
  }
  return match[2]?.toLowerCase() === 'desc' ? 'newest' : 'oldest';
}

/** A token belongs to the question that it continues. */
const digest = (options: QueryOptions) =>
  createHash('sha256')
    .update(JSON.stringify([options.get('filter') ?? '', options.get('orderby') ?? '']))
    .digest('base64url')
    .slice(0, 12);

function writeToken(place: readonly (number | string)[], options: QueryOptions): string {
  return Buffer.from(JSON.stringify([digest(options), ...place])).toString('base64url');
}

/** The place in a token. @throws AppError QUERY_PAGE_TOKEN */
function readToken(token: string, options: QueryOptions): readonly unknown[] {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw graphErrors.QUERY_PAGE_TOKEN({});
  }
  if (!Array.isArray(content) || content[0] !== digest(options)) throw graphErrors.QUERY_PAGE_TOKEN({});
  return content.slice(1);
}

/** A whole number of a token. @throws AppError QUERY_PAGE_TOKEN */
export function tokenNumber(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw graphErrors.QUERY_PAGE_TOKEN({});
}
