import type { ReadonlyMemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { authorize, isAllowed } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import type { Operation } from '../authorization/permission-table.ts';
import type { Directory } from '../context.ts';
import { memberTypes } from '../groups/add-members.ts';
import { type MembershipRelation, membershipSet } from '../memberships/membership-set.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { NumberFilter, ObjectPage } from '../ports/object-store.ts';
import type { Condition, ObjectQuery, PageStart, RelationName } from './object-query.ts';
import { requireStart } from './require-start.ts';

/** Above this many numbers a set goes to the database as a bit string. */
const longestNumberList = 2000;

const membershipRelations: readonly string[] = ['members', 'transitiveMembers', 'memberOf', 'transitiveMemberOf'];

/**
 * A page of objects: all of a type, deleted ones, or those in a relation to an object. Memberships are at least as
 * new as everything committed before the call. Related objects of types that the caller may not read come with their
 * type and id alone, as Graph gives them.
 *
 * Cost: one page, whatever the size of the collection, when there is no filter; otherwise what the filter's index costs.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND when the object of the relation does not exist
 */
export async function listObjects(directory: Directory, caller: Caller, query: ObjectQuery): Promise<ObjectPage> {
  const { scope } = query;
  if (scope.kind !== 'relation') {
    authorize(caller, ...query.types.map((type) => readOperation[type]));
    const types = readableTypes(caller, query.types);
    return directory.store.read((session) => session.objects.list({ ...query, types }, null));
  }
  return directory.store.read(async (session) => {
    const start = await requireStart(session, scope);
    authorize(caller, ...relationOperations(scope.relation, start));
    // What may not be read may not be searched or sorted by either.
    const isPlain = (query.filter === null || isById(query.filter)) && query.orderBy === null;
    const allowed: ObjectQuery = isPlain ? query : { ...query, types: readableTypes(caller, query.types) };
    const page = await listRelated(directory, session, allowed, scope.relation, start);
    return { ...page, objects: page.objects.map((object) => restricted(caller, object)) };
  });
}

function readableTypes(caller: Caller, types: readonly ObjectType[]): readonly ObjectType[] {
  return types.filter((type) => isAllowed(caller.actor, readOperation[type]));
}

/** Any one of these lets the caller see a relation: the right to read where it starts, or, upwards, the groups. */
function relationOperations(relation: RelationName, start: DirectoryObject): readonly Operation[] {
  const own = readOperation[start.type];
  return relation === 'memberOf' || relation === 'transitiveMemberOf' ? [own, 'read groups'] : [own];
}

/** Asking for one id tells nothing but whether it is there, as the list does. */
function isById(filter: Condition): boolean {
  return filter.op === 'eq' && filter.path.length === 1 && filter.path[0] === 'id';
}

/** Related objects of a type that the caller may not read show their type and id only. */
function restricted(caller: Caller, object: DirectoryObject): DirectoryObject {
  return isAllowed(caller.actor, readOperation[object.type]) ? object : { ...object, managerId: null, properties: {} };
}

async function listRelated(
  directory: Directory,
  session: ReadSession,
  query: ObjectQuery,
  relation: RelationName,
  start: DirectoryObject,
): Promise<ObjectPage> {
  if (!membershipRelations.includes(relation)) return session.objects.list(query, null);
  await session.catchUpMemberships();
  return listWithin(session, query, membershipSet(directory.memberships, relation as MembershipRelation, start.number));
}

/**
 * A plain list costs its page, however large the set is. INVARIANT: who is deleted is in no set, so that the set of all
 * types is its own count.
 */
async function listWithin(session: ReadSession, query: ObjectQuery, set: ReadonlyMemberSet): Promise<ObjectPage> {
  const isPlain = query.filter === null && query.orderBy === null;
  if (!isPlain) return session.objects.list(query, numberFilter(set));
  const page = await pageOfNumbers(session, query, set);
  return { ...page, count: query.wantsCount ? await countOf(session, query, set) : null };
}

async function countOf(session: ReadSession, query: ObjectQuery, set: ReadonlyMemberSet): Promise<number | null> {
  if (memberTypes.every((type) => query.types.includes(type))) return set.size;
  return (await session.objects.list({ ...query, limit: 1, after: null }, numberFilter(set))).count;
}

/** Walks the set from the page's start and stops when the page is full: never the whole set. */
async function pageOfNumbers(session: ReadSession, query: ObjectQuery, set: ReadonlyMemberSet): Promise<ObjectPage> {
  const found: DirectoryObject[] = [];
  let position: number = query.after?.number ?? 0;
  while (found.length <= query.limit) {
    const numbers = set.page(position, query.limit + 1);
    if (numbers.length === 0) break;
    found.push(...(await session.objects.findByNumbers(numbers, query.types)));
    position = numbers.at(-1)!;
  }
  const objects = found.slice(0, query.limit);
  const last = objects.at(-1);
  const next: PageStart | null =
    found.length > query.limit && last !== undefined ? { number: last.number, sortKey: null } : null;
  return { objects, next, count: null };
}

function numberFilter(set: ReadonlyMemberSet): NumberFilter {
  return set.size <= longestNumberList
    ? { kind: 'numbers', numbers: [...set] }
    : { kind: 'bits', bits: set.toBitString(set.max) };
}
