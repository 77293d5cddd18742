import { isGuid } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, readCountOption, readQueryOptions } from '../../odata/query-options.ts';
import type { RecordFilter } from '../../odata/record-filter.ts';
import type { GraphAnswer, GraphRequest } from '../../routing/graph-request.ts';
import { collectionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { type RecordType, readRecordSelect } from '../organization/record-answers.ts';
import { type ExpandRecords, expand, filterDigest, presentExpanded, readRecordQuery } from './answer-role-records.ts';

/** Reads at most `limit` records after the one with the id, in the order of ids; null for the beginning. */
export type ReadRecordsAfter = (after: string | null, limit: number) => Promise<readonly JsonMembers[]>;

/** So many records are looked at at once where some may not be kept, or are only counted. */
const recordsAtOnce = 1000;

/**
 * Answers with records of which there may be many: `$filter`, `$select`, `$top`, `$count` and one `$expand`; one page, the default one without `$top`, and the id of its last record
 * continues after it. What `$filter` keeps is looked for page by page, so that no more than a thousand are in memory.
 *
 * @throws AppError QUERY_PAGE_TOKEN, QUERY_PAGE_SIZE, QUERY_UNSUPPORTED, SELECT_UNKNOWN_PROPERTY
 */
export async function answerRolePage(
  request: GraphRequest,
  contextName: string,
  type: RecordType,
  readAfter: ReadRecordsAfter,
  expandRecords: ExpandRecords = () => undefined,
): Promise<GraphAnswer> {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'filter', 'top', 'skiptoken', 'count', 'expand']);
  const select = readRecordSelect(options.get('select'), type);
  const filterText = options.get('filter');
  const keeps = readRecordQuery(request, type).filter?.keeps;
  const token = options.get('skiptoken');
  const after = token === undefined ? null : decodeId(token, filterText);
  const size = readTop(options.get('top'));
  const isCounted = readCountOption(options) && token === undefined;
  const { kept, count } = await keptRecords(readAfter, { after, keeps, size, isCounted });
  const page = kept.slice(0, size);
  const expanded = await expand(options.get('expand'), page, expandRecords);
  const last = kept.length > size ? page.at(-1) : undefined;
  return {
    status: 200,
    body: collectionAnswer(request, contextName, presentExpanded(request, type, page, expanded, select), {
      select,
      count: isCounted ? count : undefined,
      nextLink:
        last === undefined
          ? undefined
          : nextLink(request.address, request.queryString, encodeId(last.id as string, filterText)),
    }),
  };
}

/** The first records that are kept, one more than the page has, and their number when all are to be counted. */
async function keptRecords(
  readAfter: ReadRecordsAfter,
  wanted: { after: string | null; keeps: RecordFilter | undefined; size: number; isCounted: boolean },
): Promise<{ kept: readonly JsonMembers[]; count: number }> {
  const { keeps = () => true, size, isCounted } = wanted;
  const step = wanted.keeps === undefined && !isCounted ? size + 1 : recordsAtOnce;
  const kept: JsonMembers[] = [];
  let count = 0;
  let { after } = wanted;
  for (;;) {
    const records = await readAfter(after, step);
    for (const record of records.filter(keeps)) {
      count += 1;
      if (kept.length <= size) kept.push(record);
    }
    const isEnough = kept.length > size && !isCounted;
    if (isEnough || records.length < step) return { kept, count };
    after = records.at(-1)!.id as string;
  }
}

function encodeId(id: string, filter: string | undefined): string {
  return Buffer.from(`${id}.${filterDigest(filter)}`).toString('base64url');
}

function decodeId(token: string, filter: string | undefined): string {
  const [id, question] = Buffer.from(token, 'base64url').toString('utf8').split('.');
  if (question !== filterDigest(filter) || !isGuid(id ?? '')) throw graphErrors.QUERY_PAGE_TOKEN({});
  return id!;
}
