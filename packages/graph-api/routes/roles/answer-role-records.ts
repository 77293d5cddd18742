import { createHash } from 'node:crypto';
import { graphErrors } from '../../errors.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, hasEventualConsistency, readCountOption, readQueryOptions } from '../../odata/query-options.ts';
import { type ReadRecordFilter, readRecordFilter } from '../../odata/record-filter.ts';
import type { GraphAnswer, GraphRequest } from '../../routing/graph-request.ts';
import { collectionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentRecord, type RecordType, readRecordSelect } from '../organization/record-answers.ts';

/**
 * Adds to each record what `$expand` asks for, `name` or `name($expand=other)`; undefined when the relation is not known.
 */
export type ExpandRecords = (
  relation: string,
  records: readonly JsonMembers[],
) => Promise<readonly JsonMembers[]> | undefined;

/** What the request asks about the records, before they are read. */
export interface RecordQuery {
  readonly filter: ReadRecordFilter | undefined;
  readonly isAdvanced: boolean;
}

/** @throws AppError the errors of `readRecordFilter` and `readQueryOptions` */
export function readRecordQuery(request: GraphRequest, type: RecordType): RecordQuery {
  const options = readQueryOptions(request.queryString);
  const text = options.get('filter');
  const filter = text === undefined ? undefined : readRecordFilter(text, Object.keys(type.empty), type.name);
  return { filter, isAdvanced: hasEventualConsistency(request.headers) && readCountOption(options) };
}

/**
 * Answers with a list of records that are all at hand: `$filter`, `$select`, `$top` with next links, `$count` and `$expand`.
 *
 * @throws AppError QUERY_PAGE_TOKEN, QUERY_PAGE_SIZE, QUERY_UNSUPPORTED, SELECT_UNKNOWN_PROPERTY
 */
export async function answerRoleRecords(
  request: GraphRequest,
  contextName: string,
  type: RecordType,
  records: readonly JsonMembers[],
  expandRecords: ExpandRecords = () => undefined,
): Promise<GraphAnswer> {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'filter', 'top', 'skiptoken', 'count', 'expand']);
  const select = readRecordSelect(options.get('select'), type);
  const { filter } = readRecordQuery(request, type);
  const kept = filter === undefined ? records : records.filter(filter.keeps);
  const token = options.get('skiptoken');
  const from = token === undefined ? 0 : decodeOffset(token, options.get('filter'));
  const size = options.has('top') || token !== undefined ? readTop(options.get('top')) : kept.length;
  const page = kept.slice(from, from + size);
  const expanded = await expand(options.get('expand'), page, expandRecords);
  const items = presentExpanded(request, type, page, expanded, select);
  const isCounted = readCountOption(options) && token === undefined;
  const rest = from + size < kept.length;
  return {
    status: 200,
    body: collectionAnswer(request, contextName, items, {
      select,
      count: isCounted ? kept.length : undefined,
      nextLink: rest
        ? nextLink(request.address, request.queryString, encodeOffset(from + size, options.get('filter')))
        : undefined,
    }),
  };
}

/** Records with what was expanded, as they go out. */
export function presentExpanded(
  request: GraphRequest,
  type: RecordType,
  page: readonly JsonMembers[],
  expanded: readonly JsonMembers[],
  select: ReturnType<typeof readRecordSelect>,
): JsonMembers[] {
  return expanded.map((record, i) => ({
    ...presentRecord(request, type, page[i]!, select),
    ...Object.fromEntries(Object.entries(record).filter(([name]) => !(name in page[i]!))),
  }));
}

/** Adds what `$expand` asks for to the records. */
export async function expand(
  text: string | undefined,
  records: readonly JsonMembers[],
  expandRecords: ExpandRecords,
): Promise<readonly JsonMembers[]> {
  if (text === undefined || text.trim() === '') return records;
  let expanded = records;
  for (const relation of new Set(text.split(',').map((each) => each.trim()))) {
    const known = /^\w+(?:\(\$expand=\w+\))?$/.test(relation) ? expandRecords(relation, expanded) : undefined;
    if (known === undefined) throw graphErrors.QUERY_UNSUPPORTED({ reason: `\`${text}\` cannot be expanded here` });
    expanded = await known;
  }
  return expanded;
}

/** What a page token belongs to. */
export const filterDigest = (filter: string | undefined) =>
  createHash('sha256')
    .update(filter ?? '')
    .digest('base64url')
    .slice(0, 12);

function encodeOffset(offset: number, filter: string | undefined): string {
  return Buffer.from(`${offset}.${filterDigest(filter)}`).toString('base64url');
}

function decodeOffset(token: string, filter: string | undefined): number {
  const [offset, question] = Buffer.from(token, 'base64url').toString('utf8').split('.');
  if (question !== filterDigest(filter) || !/^\d{1,9}$/.test(offset ?? '')) throw graphErrors.QUERY_PAGE_TOKEN({});
  return Number(offset);
}
