import type { Caller } from '../actors/caller.ts';
import { authorizeAny, isAllowed } from '../authorization/authorize.ts';
import { asReadable, authorizeReading } from '../authorization/authorize-for.ts';
import { readDeletedOperation, readOperation } from '../authorization/operations-by-type.ts';
import type { Operation } from '../authorization/permission-table.ts';
import type { Directory } from '../context.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { ObjectPage } from '../ports/object-store.ts';
import { listMemberships, type MembershipScope } from './list-memberships.ts';
import type { Condition, ObjectQuery, RelationName, Scope } from './object-query.ts';
import { requireStart } from './require-start.ts';

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
    const reading = scope.kind === 'deleted' ? readDeletedOperation : readOperation;
    authorizeAny(
      caller,
      query.types.map((type) => reading[type]),
    );
    const types = query.types.filter((type) => isAllowed(caller.actor, reading[type]));
    return directory.store.read((session) => session.objects.list({ ...query, types }, null));
  }
  return directory.store.read(async (session) => {
    const { relation } = scope;
    const check = (start: DirectoryObject) => authorizeReading(caller, relationOperations(relation, start), start);
    // What may not be read may not be searched or sorted by either.
    const isPlain = (query.filter === null || isById(query.filter)) && query.orderBy === null;
    const allowed: ObjectQuery = isPlain ? query : { ...query, types: readableTypes(caller, query.types) };
    const page = await listRelated(directory, session, allowed, scope, check);
    return { ...page, objects: page.objects.map((object) => asReadable(caller, object)) };
  });
}

async function listRelated(
  directory: Directory,
  session: ReadSession,
  query: ObjectQuery,
  scope: Extract<Scope, { kind: 'relation' }>,
  check: (start: DirectoryObject) => void,
): Promise<ObjectPage> {
  if (isMembershipScope(scope)) return listMemberships(directory, session, query, scope, check);
  check(await requireStart(session, scope));
  return session.objects.list(query, null);
}

function isMembershipScope(scope: Extract<Scope, { kind: 'relation' }>): scope is MembershipScope {
  return membershipRelations.includes(scope.relation);
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
