import { graphErrors } from '../errors.ts';

/** The system query options Graph knows, without their `$`. */
export type OptionName =
  | 'select'
  | 'filter'
  | 'expand'
  | 'orderby'
  | 'top'
  | 'skip'
  | 'skiptoken'
  | 'deltatoken'
  | 'count'
  | 'search'
  | 'format';

const optionNames: ReadonlySet<string> = new Set<OptionName>([
  'select',
  'filter',
  'expand',
  'orderby',
  'top',
  'skip',
  'skiptoken',
  'deltatoken',
  'count',
  'search',
  'format',
]);

export type QueryOptions = ReadonlyMap<OptionName, string>;

/** Request headers, names in lower case, as Node gives them. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The header's value; several are joined by commas. Undefined when it was not sent. */
export function headerValue(headers: RequestHeaders, name: string): string | undefined {
  const value = headers[name];
  return value === undefined || typeof value === 'string' ? value : value.join(',');
}

/** True when the caller asks for advanced query behaviour: `ConsistencyLevel: eventual`. */
export function hasEventualConsistency(headers: RequestHeaders): boolean {
  return headerValue(headers, 'consistencylevel')?.trim().toLowerCase() === 'eventual';
}

/**
 * Reads the system query options of a raw query string (the part after `?`). Names ignore case and may lack the `$`;
 * other names without `$` are custom options and ignored.
 *
 * @throws AppError QUERY_UNKNOWN_OPTION, QUERY_DUPLICATE_OPTION
 * @see Graph surface spec §1 "`$` prefix", §4
 */
export function readQueryOptions(queryString: string): QueryOptions {
  const options = new Map<OptionName, string>();
  for (const [name, value] of new URLSearchParams(queryString)) {
    const bare = name.replace(/^\$/, '').toLowerCase();
    if (!optionNames.has(bare)) {
      if (name.startsWith('$')) throw graphErrors.QUERY_UNKNOWN_OPTION({ option: name });
      continue;
    }
    if (options.has(bare as OptionName)) throw graphErrors.QUERY_DUPLICATE_OPTION({ option: `$${bare}` });
    options.set(bare as OptionName, value);
  }
  return options;
}

/**
 * Refuses options that make no sense at an address.
 *
 * @throws AppError QUERY_UNKNOWN_OPTION, QUERY_SKIP_UNSUPPORTED, QUERY_INVALID_OPTION for a `$format` other than JSON
 */
export function expectOptions(options: QueryOptions, allowed: readonly OptionName[]): void {
  for (const [option, value] of options) {
    if (option === 'skip') throw graphErrors.QUERY_SKIP_UNSUPPORTED({});
    if (option === 'format') {
      if (/^(?:json|application\/json(?:\s*;.*)?)$/i.test(value)) continue;
      throw graphErrors.QUERY_INVALID_OPTION({ option: '$format', reason: 'answers are JSON' });
    }
    if (!allowed.includes(option)) throw graphErrors.QUERY_UNKNOWN_OPTION({ option: `$${option}` });
  }
}

/**
 * Reads `$count`.
 *
 * @throws AppError QUERY_INVALID_OPTION when it is neither true nor false
 */
export function readCountOption(options: QueryOptions): boolean {
  const value = options.get('count')?.trim().toLowerCase();
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw graphErrors.QUERY_INVALID_OPTION({ option: '$count', reason: 'it is true or false' });
}
