import type { Condition, ObjectQuery, ObjectType, Scope } from '@muster/directory';
import { graphErrors } from '../errors.ts';
import { type Expand, readExpand } from './expand.ts';
import { parseFilter } from './filter-parser.ts';
import { readOrderBy } from './order-by.ts';
import { decodeSkipToken, readTop } from './paging.ts';
import type { KnownExtensions, PropertyScope } from './property-scope.ts';
import {
  expectOptions,
  hasEventualConsistency,
  type RequestHeaders,
  readCountOption,
  readQueryOptions,
} from './query-options.ts';
import { parseSearch } from './search.ts';
import { readSelect, type Select } from './select.ts';
import { translateFilter } from './translate-filter.ts';

/** A request for a list of directory objects, or for its `/$count`. */
export interface CollectionRequest {
  readonly types: readonly ObjectType[];
  readonly scope: Scope;
  /** The raw query string, without `?`. */
  readonly queryString: string;
  readonly headers: RequestHeaders;
  readonly knownExtensions: KnownExtensions;
  /** Refuse what Graph refuses although it could be answered. True when absent. */
  readonly strict?: boolean;
  /** The address ends in a cast, `/microsoft.graph.user`. */
  readonly isCast?: boolean;
  /** The address ends in `/$count`. */
  readonly isCountSegment?: boolean;
  /** Largest `$top`; 999 when absent. */
  readonly maximumTop?: number;
}

/** A checked request, ready to be run. */
export interface CollectionQuery {
  readonly query: ObjectQuery;
  readonly select: Select;
  readonly expand: Expand | undefined;
}

interface Combination {
  readonly request: CollectionRequest;
  readonly hasFilter: boolean;
  readonly hasSearch: boolean;
  readonly hasOrderBy: boolean;
  readonly isOrderAdvanced: boolean;
  readonly filterReason: string | undefined;
  readonly expand: Expand | undefined;
  readonly hasHeader: boolean;
  readonly hasCount: boolean;
}

function isCastedTransitive({ isCast, scope }: CollectionRequest): boolean {
  return isCast === true && scope.kind === 'relation' && scope.relation.startsWith('transitive');
}

/** Refuses, in Graph's order and words, what needs advanced query parameters when they are missing. */
function checkCombination(c: Combination): void {
  const { request } = c;
  if (request.isCountSegment && !c.hasHeader) throw graphErrors.QUERY_COUNT_NEEDS_HEADER({});
  if (c.hasSearch && !c.hasHeader) throw graphErrors.SEARCH_NEEDS_HEADER({});
  const isAdvanced = c.hasHeader && (c.hasCount || request.isCountSegment === true);
  const isSortedFilter = c.hasFilter && c.hasOrderBy;
  if (!isAdvanced) {
    if (c.filterReason !== undefined) throw graphErrors.QUERY_UNSUPPORTED({ reason: c.filterReason });
    if (isSortedFilter || (c.isOrderAdvanced && !(c.hasSearch && c.hasHeader)))
      throw graphErrors.QUERY_SORT_UNSUPPORTED({ reason: 'this sorting is an advanced query' });
    if (isCastedTransitive(request) && (c.hasFilter || c.hasSearch || c.hasOrderBy))
      throw graphErrors.QUERY_UNSUPPORTED({ reason: 'a cast of a transitive relation is an advanced query' });
    if (c.expand?.hasLevels === true) throw graphErrors.QUERY_UNSUPPORTED({ reason: '`$levels` is an advanced query' });
  }
  const needsAdvanced = c.filterReason !== undefined || c.hasSearch || isSortedFilter || c.isOrderAdvanced;
  if (needsAdvanced && c.expand !== undefined)
    throw graphErrors.QUERY_UNSUPPORTED({ reason: '`$expand` does not go with advanced queries' });
}

function both(filter: Condition | undefined, search: Condition | undefined): Condition | null {
  if (filter === undefined || search === undefined) return filter ?? search ?? null;
  return { op: 'and', terms: [filter, search] };
}

/**
 * Reads everything a request says about a list of directory objects. `$count=true` without the consistency header is
 * ignored, as is the count on pages after the first.
 *
 * @throws AppError the errors of `readQueryOptions`, `parseFilter`, `translateFilter`, `parseSearch`, `readSelect`,
 * `readExpand`, `readOrderBy`, `readTop` and `decodeSkipToken`; QUERY_COUNT_NEEDS_HEADER, SEARCH_NEEDS_HEADER,
 * QUERY_UNSUPPORTED and QUERY_SORT_UNSUPPORTED when advanced query parameters are missing
 * @see Graph surface spec §4
 */
export function readCollectionQuery(request: CollectionRequest): CollectionQuery {
  const strict = request.strict ?? true;
  const scope: PropertyScope = { types: request.types, knownExtensions: request.knownExtensions };
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'filter', 'expand', 'orderby', 'top', 'skiptoken', 'count', 'search']);
  const hasHeader = hasEventualConsistency(request.headers);
  const hasCount = readCountOption(options);
  const filterText = options.get('filter');
  const filter = filterText === undefined ? undefined : translateFilter(parseFilter(filterText), scope, strict);
  const searchText = options.get('search');
  const search = searchText === undefined ? undefined : parseSearch(searchText, scope, strict);
  const orderBy = readOrderBy(options.get('orderby'), scope, strict);
  const expand = readExpand(options.get('expand'), scope, false);
  if (strict)
    checkCombination({
      request,
      hasFilter: filter !== undefined,
      hasSearch: search !== undefined,
      hasOrderBy: orderBy !== undefined,
      isOrderAdvanced: orderBy?.isAdvanced ?? false,
      filterReason: filter?.advancedReason,
      expand,
      hasHeader,
      hasCount,
    });
  const question = {
    types: request.types,
    scope: request.scope,
    filter: both(filter?.condition, search),
    orderBy: orderBy?.ordering ?? null,
  };
  const token = options.get('skiptoken');
  const after = token === undefined ? null : decodeSkipToken(token, question, orderBy);
  const isCounted = request.isCountSegment === true || (hasCount && (hasHeader || !strict));
  const limit = readTop(options.get('top'), request.maximumTop);
  const query: ObjectQuery = { ...question, limit, after, wantsCount: isCounted && after === null };
  return { query, select: readSelect(options.get('select'), scope, false), expand };
}
