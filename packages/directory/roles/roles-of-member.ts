import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { isAllowed } from '../authorization/authorize.ts';
import { authorizeRelation } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import type { MemberType } from '../memberships/member-groups.ts';
import { requireObject } from '../objects/require-object.ts';
import { type DirectoryRole, directoryRolesOf } from './directory-roles.ts';
import { holdsBy } from './holds-by.ts';

/** A role that an object holds; its name is null for callers who may not read who holds which role. */
export type MemberRole = Pick<DirectoryRole, 'id'> & { readonly role: DirectoryRole | null };

/**
 * The built-in roles that an object holds in the whole directory, by name: its own, or with `isTransitive` also those it
 * holds as a direct member of a role-assignable group. One round trip.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function rolesOfMember(
  directory: Directory,
  caller: Caller,
  type: MemberType,
  id: ObjectId,
  isTransitive: boolean,
): Promise<readonly MemberRole[]> {
  return directory.store.read(async (session) => {
    const [object, reaching, activated] = await Promise.all([
      requireObject(session, type, id),
      session.roles.assignmentsReaching(id, directory.clock()),
      session.roles.activatedRoles(),
      session.catchUpMemberships(),
    ]);
    authorizeRelation(caller, 'memberOf', object);
    const held = new Set<string>(
      reaching
        .filter((assignment) => assignment.scope === '/' && (isTransitive || assignment.principalId === id))
        .filter((assignment) => holdsBy(directory.memberships, object, assignment))
        .map((each) => each.roleId),
    );
    const isShown = isAllowed(caller.actor, 'read role assignments');
    return directoryRolesOf(activated)
      .filter((role) => held.has(role.templateId))
      .map((role) => ({ id: role.id, role: isShown ? role : null }));
  });
}
