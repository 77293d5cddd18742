import { createHash } from 'node:crypto';
import type { ObjectQuery, PageStart } from '@muster/directory';
import type { ObjectNumber } from '@muster/kernel';
import { defaultPageSize, maximumPageSize } from '../capabilities/limits.ts';
import { graphErrors } from '../errors.ts';
import type { OrderBy } from './order-by.ts';

/**
 * Reads `$top`.
 *
 * @returns the page size; the default one without the option.
 * @throws AppError QUERY_PAGE_SIZE, QUERY_INVALID_OPTION when it is no whole number
 */
export function readTop(text: string | undefined, maximum: number = maximumPageSize): number {
  if (text === undefined) return Math.min(defaultPageSize, maximum);
  const trimmed = text.trim();
  if (!/^-?\d{1,15}$/.test(trimmed))
    throw graphErrors.QUERY_INVALID_OPTION({ option: '$top', reason: 'it is a whole number' });
  const size = Number(trimmed);
  if (size < 1 || size > maximum) throw graphErrors.QUERY_PAGE_SIZE({ size: trimmed, maximum });
  return size;
}

type Question = Pick<ObjectQuery, 'types' | 'scope' | 'filter' | 'orderBy'>;

/** What a page token belongs to: the page size may change between pages, the question may not. */
function digest(query: Question): string {
  const question = JSON.stringify([query.types, query.scope, query.filter, query.orderBy]);
  return createHash('sha256').update(question).digest('base64url').slice(0, 22);
}

/** The opaque token that continues a query after `last`, the last object of the page before. */
export function encodeSkipToken(query: Question, last: PageStart): string {
  const content = JSON.stringify([1, last.number, last.sortKey, digest(query)]);
  return Buffer.from(content, 'utf8').toString('base64url');
}

const keyTypes = {
  String: 'string',
  Guid: 'string',
  Boolean: 'boolean',
  DateTimeOffset: 'number',
  Int32: 'number',
} as const;

function isSortKey(value: unknown, orderBy: OrderBy | undefined): value is PageStart['sortKey'] {
  if (value === null) return true;
  if (orderBy === undefined || typeof value !== keyTypes[orderBy.type]) return false;
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value !== 'string' || !value.includes('\0');
}

/**
 * Reads a token made by `encodeSkipToken`.
 *
 * @throws AppError QUERY_PAGE_TOKEN when it is malformed or was made for another query
 */
export function decodeSkipToken(token: string, query: Question, orderBy: OrderBy | undefined): PageStart {
  const expired = graphErrors.QUERY_PAGE_TOKEN({});
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    throw expired;
  }
  if (!Array.isArray(content) || content.length !== 4) throw expired;
  const [version, number, sortKey, question] = content as unknown[];
  const isNumber = typeof number === 'number' && Number.isSafeInteger(number) && number >= 0;
  if (version !== 1 || question !== digest(query) || !isNumber || !isSortKey(sortKey, orderBy)) throw expired;
  return { number: number as ObjectNumber, sortKey };
}

/**
 * The address of the next page: the request's own, with the token put in place of the one it carried.
 *
 * @param address scheme, host and path of the request, as the client sees them, without the query string.
 * @param queryString the request's raw query string.
 */
export function nextLink(address: string, queryString: string, token: string): string {
  const kept = queryString.split('&').filter((part) => part !== '' && !/^(?:\$|%24)?skiptoken=/i.test(part));
  return `${address}?${[...kept, `$skiptoken=${token}`].join('&')}`;
}
