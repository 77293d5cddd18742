import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { asSeen } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { AssignmentFilter, RoleAssignment } from '../ports/role-store.ts';
import { holdsBy } from './holds-by.ts';

/**
 * Who holds which role where at this moment, oldest first, or a page in the order of ids. One statement.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listRoleAssignments(
  directory: Directory,
  caller: Caller,
  wanted: Omit<AssignmentFilter, 'at'> = {},
): Promise<readonly RoleAssignment[]> {
  authorize(caller, 'read role assignments');
  return directory.store.read((session) => session.roles.assignments({ ...wanted, at: directory.clock() }));
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getRoleAssignment(directory: Directory, caller: Caller, id: ObjectId): Promise<RoleAssignment> {
  const [found] = await listRoleAssignments(directory, caller, { id });
  if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return found;
}

/**
 * The roles that a principal holds, itself or as a direct member of a role-assignable group; those of groups stand with the
 * group as their principal.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 * @see B2B and governance spec §2.4: no nesting
 */
export async function listTransitiveRoleAssignments(
  directory: Directory,
  caller: Caller,
  principalId: ObjectId,
): Promise<readonly RoleAssignment[]> {
  authorize(caller, 'read role assignments');
  return directory.store.read(async (session) => {
    const [reaching, [principal]] = await Promise.all([
      session.roles.assignmentsReaching(principalId, directory.clock()),
      session.objects.findMany([principalId], ['user', 'servicePrincipal', 'group']),
      session.catchUpMemberships(),
    ]);
    return reaching.filter((each) =>
      principal === undefined ? each.principalId === principalId : holdsBy(directory.memberships, principal, each),
    );
  });
}

/**
 * The living principals that hold a role in the whole directory, in the order in which they got it; those that the caller
 * may not read come with their type and id alone. Two statements for every thousand.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listRoleHolders(
  directory: Directory,
  caller: Caller,
  roleId: ObjectId,
): Promise<readonly DirectoryObject[]> {
  const assignments = await listRoleAssignments(directory, caller, { roleId, scope: '/' });
  const ids = assignments.map((each) => each.principalId);
  const found = new Map<ObjectId, DirectoryObject>();
  await directory.store.read(async (session) => {
    for (let i = 0; i < ids.length; i += 1000) {
      const part = await session.objects.findMany(ids.slice(i, i + 1000), ['user', 'group', 'servicePrincipal']);
      for (const object of part) found.set(object.id, object);
    }
  });
  return ids.flatMap((id) => {
    const object = found.get(id);
    return object === undefined ? [] : [asSeen(caller, object)];
  });
}
