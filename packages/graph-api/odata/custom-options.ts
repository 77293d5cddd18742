import { type Instant, parseInstant } from '@muster/kernel';
import { graphErrors } from '../errors.ts';

/**
 * A query option without `$` that one of our own addresses takes; its name ignores case. Undefined when it is not there.
 *
 * @throws AppError QUERY_DUPLICATE_OPTION
 */
export function readCustomOption(queryString: string, name: string): string | undefined {
  const lower = name.toLowerCase();
  const values = [...new URLSearchParams(queryString)].filter(([each]) => each.toLowerCase() === lower);
  if (values.length > 1) throw graphErrors.QUERY_DUPLICATE_OPTION({ option: name });
  return values[0]?.[1];
}

/**
 * A custom query option that holds a time; null when it is not there.
 *
 * @throws AppError QUERY_INVALID_OPTION, QUERY_DUPLICATE_OPTION
 */
export function readInstantOption(queryString: string, name: string): Instant | null {
  const text = readCustomOption(queryString, name);
  if (text === undefined) return null;
  // In an address a bare plus sign is a blank.
  const instant = parseInstant(text.trim().replace(' ', '+'));
  if (instant !== undefined) return instant;
  throw graphErrors.QUERY_INVALID_OPTION({ option: name, reason: 'an ISO 8601 time is expected' });
}
