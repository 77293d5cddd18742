import type { ObjectType, Ordering, PageStart } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import { storable } from '../connection/storable-text.ts';
import { columnsOf } from '../objects/column-of.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { comparableText, type SqlCondition } from './compare.ts';
import { queryRefused } from './query-refused.ts';

/** How the pages of a query are ordered. */
export interface PageOrder {
  /** What objects are sorted by, before their number; null for the number alone. */
  readonly key: RawBuilder<unknown> | null;
  readonly isDescending: boolean;
  readonly orderBy: RawBuilder<unknown>;
  /** Keeps what comes after the object with this key and number. */
  after(start: PageStart): SqlCondition;
}

type KeyKind = 'text' | 'boolean' | 'instant' | 'integer' | 'uuid';

/**
 * The order of pages: by the property, then by number, both in the same direction, so that one index serves both
 * directions. Text is sorted ignoring case; absent values come first in ascending order.
 *
 * @throws AppError STORE_QUERY_REFUSED for properties that are unknown or have no order.
 */
export function pageOrder(type: ObjectType, ordering: Ordering | null): PageOrder {
  if (ordering === null) {
    return {
      key: null,
      isDescending: false,
      orderBy: sql`t.number`,
      after: ({ number }) => sql`t.number > ${number}::bigint`,
    };
  }
  const { kind, ref } = sortColumn(type, ordering.property);
  const key = kind === 'text' ? comparableText(ref) : ref;
  const isDescending = ordering.direction === 'desc';
  const orderBy = isDescending ? sql`${key} desc nulls last, t.number desc` : sql`${key} asc nulls first, t.number asc`;
  const after = (start: PageStart) => afterKey(key, start, isDescending, bound(kind, start.sortKey, ordering.property));
  return { key, isDescending, orderBy, after };
}

function afterKey(
  key: RawBuilder<unknown>,
  { sortKey, number }: PageStart,
  isDescending: boolean,
  value: RawBuilder<unknown>,
): SqlCondition {
  if (sortKey === null) {
    return isDescending
      ? sql`(${key} is null and t.number < ${number}::bigint)`
      : sql`(${key} is not null or t.number > ${number}::bigint)`;
  }
  return isDescending
    ? sql`(${key} is null or (${key}, t.number) < (${value}, ${number}::bigint))`
    : sql`(${key}, t.number) > (${value}, ${number}::bigint)`;
}

function sortColumn(type: ObjectType, property: string): { kind: KeyKind; ref: RawBuilder<unknown> } {
  if (property === 'id') return { kind: 'uuid', ref: sql.ref('t.id') };
  if (property === 'deletedDateTime') return { kind: 'instant', ref: sql.ref('t.deleted_at') };
  const column = columnsOf(type).get(property);
  if (column === undefined || column.kind === 'json') throw queryRefused('order', [property]);
  return { kind: column.kind, ref: sql.ref(`t.${column.name}`) };
}

/** The key of a page start as a parameter. It comes back from clients, so its type is checked. */
function bound(kind: KeyKind, value: PageStart['sortKey'], property: string): RawBuilder<unknown> {
  if (value === null) return sql`null`;
  if (kind === 'text' && typeof value === 'string') return sql`${storable(value)}::text`;
  if (kind === 'uuid' && typeof value === 'string') return sql`${storable(value)}::uuid`;
  if (kind === 'boolean' && typeof value === 'boolean') return sql`${value}::boolean`;
  if (kind === 'integer' && typeof value === 'number') return sql`${value}::integer`;
  if (kind === 'instant' && typeof value === 'number') return sql`${timestampText(value as Instant)}::timestamptz`;
  throw queryRefused('page start', [property]);
}
