import type { NumberFilter, ObjectPage, ObjectQuery, ObjectType, PageStart, RelationName } from '@muster/directory';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { tableOf } from '../objects/column-of.ts';
import { type ObjectRow, objectOf } from '../objects/object-rows.ts';
import { always, type SqlCondition } from './compare.ts';
import { compileCondition } from './compile-condition.ts';
import { type Listed, mergedPage } from './merge-pages.ts';
import { pageOrder } from './paging.ts';

/**
 * A page of the objects that a query describes. One statement for each type, and one more when the query counts, all in
 * one message; where something is filtered the count comes after, of those types alone whose objects do not all stand on the
 * page: finding them is what such a query costs.
 *
 * @throws AppError STORE_QUERY_REFUSED, TEXT_NOT_STORABLE
 */
export async function listObjects(
  connection: Connection,
  query: ObjectQuery,
  within: NumberFilter | null,
): Promise<ObjectPage> {
  // Everything is compiled before anything is sent: what is refused is refused as a whole, count or page.
  const wanted = query.types.map((type) => matching(query, type, within));
  const pages = query.types.map((type, i) => firstOf(query, type, wanted[i]!));
  const counts = query.types.map((type, i) => counting(type, wanted[i]!));
  const reading = Promise.all(query.limit === 0 ? [] : pages.map((page) => connection.rows(page)));
  const mayHoldAll = query.limit > 0 && query.after === null && (query.filter !== null || within !== null);
  const countOf = async (count: RawBuilder<{ count: number }>, type: number) => {
    const found = mayHoldAll ? (await reading)[type]!.length : Number.POSITIVE_INFINITY;
    return found <= query.limit ? found : (await connection.row(count))!.count;
  };
  const [rows, counted] = await Promise.all([reading, Promise.all(query.wantsCount ? counts.map(countOf) : [])]);
  const lists = rows.map((each, i) => each.map((row) => listedOf(query.types[i]!, row)));
  const count = counted.length === 0 ? null : counted.reduce((sum, each) => sum + each, 0);
  const listed = lists.length === 1 ? lists[0]! : mergedPage(lists, query.orderBy?.direction ?? 'asc');
  const page = listed.slice(0, query.limit);
  const next = listed.length > query.limit ? page.at(-1)!.start : null;
  return { objects: page.map(({ object }) => object), next, count };
}

type ListedRow = ObjectRow & { readonly sort_key: PageStart['sortKey'] };

/** Asks for the first objects of one type, one more than the page holds. */
function firstOf(
  { orderBy, after, limit }: ObjectQuery,
  type: ObjectType,
  wanted: SqlCondition,
): RawBuilder<ListedRow> {
  const order = pageOrder(type, orderBy);
  return sql`
    select t.*, ${order.key ?? sql`null`} as sort_key from ${sql.table(tableOf[type])} as t
    where ${wanted} and ${after === null ? always : order.after(after)}
    order by ${order.orderBy} limit ${limit + 1}`;
}

function listedOf(type: ObjectType, row: ListedRow): Listed {
  const object = objectOf(type, row);
  return { object, start: { number: object.number, sortKey: row.sort_key } };
}

function counting(type: ObjectType, wanted: SqlCondition): RawBuilder<{ count: number }> {
  return sql`select count(*) as count from ${sql.table(tableOf[type])} as t where ${wanted}`;
}

/** Everything a query asks for but the place of the page. */
function matching(query: ObjectQuery, type: ObjectType, within: NumberFilter | null): SqlCondition {
  const { scope, filter } = query;
  const terms = [scope.kind === 'deleted' ? sql`t.deleted_at is not null` : sql`t.deleted_at is null`];
  if (scope.kind === 'relation') terms.push(related(scope.relation, scope.of, type));
  if (filter !== null) terms.push(compileCondition(filter, type, query.types.length > 1));
  if (within !== null) terms.push(numberIn(within));
  return sql.join(terms, sql` and `);
}

/** Stored links behind the relations, read from the link's start or from its end. */
const links: Partial<Record<RelationName, { kind: string; isForward: boolean }>> = {
  owners: { kind: 'owner', isForward: true },
  ownedObjects: { kind: 'owner', isForward: false },
  registeredOwners: { kind: 'registeredOwner', isForward: true },
  ownedDevices: { kind: 'registeredOwner', isForward: false },
  registeredUsers: { kind: 'registeredUser', isForward: true },
  registeredDevices: { kind: 'registeredUser', isForward: false },
  sponsors: { kind: 'sponsor', isForward: true },
  sponsorOf: { kind: 'sponsor', isForward: false },
};

/** Memberships are no concern of the database: the caller gives their numbers as `within`. */
function related(relation: RelationName, of: string, type: ObjectType): SqlCondition {
  if (relation === 'directReports') return type === 'user' ? sql`t.manager_id = ${of}::uuid` : sql`false`;
  const link = links[relation];
  if (link === undefined) return always;
  const [near, far] = link.isForward ? ['from_id', 'to_id'] : ['to_id', 'from_id'];
  return sql`t.id in (
    select ${sql.ref(far!)} from relations where ${sql.ref(near!)} = ${of}::uuid and kind = ${link.kind})`;
}

/** `get_bit` fails beyond the end, so the number is looked at first. */
function numberIn(within: NumberFilter): RawBuilder<unknown> {
  if (within.kind === 'numbers') return sql`t.number = any(${within.numbers}::bigint[])`;
  const { bits } = within;
  return sql`case when t.number < ${bits.length * 8}::bigint then get_bit(${bits}::bytea, t.number) = 1 else false end`;
}
