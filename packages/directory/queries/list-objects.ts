import type { Caller } from '../actors/caller.ts';
import { asSeen, authorizeRelation } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { ObjectPage } from '../ports/object-store.ts';
import { visibleQuery } from './check-visibility.ts';
import { listMemberships, type MembershipScope } from './list-memberships.ts';
import type { ObjectQuery, Scope } from './object-query.ts';
import { requireStart } from './require-start.ts';

const membershipRelations: readonly string[] = ['members', 'transitiveMembers', 'memberOf', 'transitiveMemberOf'];

/**
 * A page of objects: all of a type, deleted ones, or those in a relation to an object. Memberships are at least as
 * new as everything committed before the call. What the caller does not see of an object has no value; related objects
 * that may not be read come with their type and id alone, as Graph gives them, or are not there at all.
 *
 * Cost: one page, whatever the size of the collection, when there is no filter; otherwise what the filter's index costs.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, also when the query touches what a person does not see; RESOURCE_NOT_FOUND
 *   when the object of the relation does not exist
 */
export async function listObjects(directory: Directory, caller: Caller, query: ObjectQuery): Promise<ObjectPage> {
  const { scope } = query;
  const visible = visibleQuery(caller, query);
  const page = await directory.store.read((session) => {
    if (scope.kind !== 'relation') return session.objects.list(visible, null);
    return listRelated(directory, session, caller, visible, scope);
  });
  return { ...page, objects: page.objects.map((object) => asSeen(caller, object)) };
}

async function listRelated(
  directory: Directory,
  session: ReadSession,
  caller: Caller,
  query: ObjectQuery,
  scope: Extract<Scope, { kind: 'relation' }>,
): Promise<ObjectPage> {
  if (query.types.length > 0) {
    if (isMembershipScope(scope)) return listMemberships(directory, session, caller, query, scope);
    authorizeRelation(caller, scope.relation, await requireStart(session, scope));
    return session.objects.list(query, null);
  }
  authorizeRelation(caller, scope.relation, await requireStart(session, scope));
  return { objects: [], next: null, count: query.wantsCount ? 0 : null };
}

function isMembershipScope(scope: Extract<Scope, { kind: 'relation' }>): scope is MembershipScope {
  return membershipRelations.includes(scope.relation);
}
