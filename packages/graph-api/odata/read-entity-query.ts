import type { ObjectType } from '@muster/directory';
import { graphErrors } from '../errors.ts';
import { type Expand, readExpand } from './expand.ts';
import type { KnownExtensions, PropertyScope } from './property-scope.ts';
import {
  expectOptions,
  hasEventualConsistency,
  type RequestHeaders,
  readCountOption,
  readQueryOptions,
} from './query-options.ts';
import { readSelect, type Select } from './select.ts';

/** A request for one directory object. */
export interface EntityRequest {
  /** Several when the object's type is not known before it is read. */
  readonly types: readonly ObjectType[];
  /** The raw query string, without `?`. */
  readonly queryString: string;
  readonly headers: RequestHeaders;
  readonly knownExtensions: KnownExtensions;
  /** True when absent. */
  readonly strict?: boolean;
}

/** What a request for one object says about the answer. */
export interface EntityQuery {
  readonly select: Select;
  readonly expand: Expand | undefined;
}

/**
 * Reads what a request for one object asks for: `$select` and `$expand`; `$count` counts only as one of the advanced
 * parameters that `$levels` needs.
 *
 * @throws AppError the errors of `readQueryOptions`, `expectOptions`, `readSelect` and `readExpand`; QUERY_UNSUPPORTED
 * for `$levels` without advanced parameters
 * @see Graph surface spec §4.1, §4.8
 */
export function readEntityQuery(request: EntityRequest): EntityQuery {
  const scope: PropertyScope = { types: request.types, knownExtensions: request.knownExtensions };
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'expand', 'count']);
  const isAdvanced = readCountOption(options) && hasEventualConsistency(request.headers);
  const expand = readExpand(options.get('expand'), scope, true);
  if (expand?.hasLevels === true && !isAdvanced && (request.strict ?? true))
    throw graphErrors.QUERY_UNSUPPORTED({ reason: '`$levels` is an advanced query' });
  return { select: readSelect(options.get('select'), scope, true), expand };
}
