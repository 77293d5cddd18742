import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import { removeEligibilities } from '../privileged-access/remove-eligibilities.ts';
import { removeGroupSchedules } from '../privileged-access/remove-group-schedules.ts';
import { removeAssignments } from './remove-assignments.ts';
import { formatScope } from './role-scope.ts';

/** One assignment: by its id, or by what it is made of. */
export type NamedAssignment =
  | { readonly id: ObjectId }
  | { readonly roleId: ObjectId; readonly principalId: ObjectId; readonly scope: string };

/**
 * Takes a role away; it counts from the next request on.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, LAST_GLOBAL_ADMINISTRATOR
 */
export async function removeRoleAssignment(
  directory: Directory,
  caller: Caller,
  wanted: NamedAssignment,
): Promise<void> {
  authorize(caller, 'assign roles');
  await changeDirectory(directory, caller, 'remove-role-assignment', 'shared', async (change) => {
    const filter =
      'id' in wanted ? wanted : { roleId: wanted.roleId, principals: [wanted.principalId], scope: wanted.scope };
    const [found] = await change.session.roles.assignments(filter);
    if (found === undefined)
      throw directoryErrors.RESOURCE_NOT_FOUND({ id: 'id' in wanted ? wanted.id : wanted.principalId });
    await removeAssignments(change, [found]);
  });
}

const scopeOf = ({ type, id }: DirectoryObject) =>
  formatScope({ kind: type === 'administrativeUnit' ? type : 'object', id });

/**
 * What is removed for good takes its roles and timed access with it, and those that others have to it alone or, when it is an
 * administrative unit, in it. Four statements, and more when
 * there are any.
 */
export async function dropAssignmentsOf(change: Change, objects: readonly DirectoryObject[]): Promise<void> {
  const gone = new Set<ObjectId>(objects.map((object) => object.id));
  const scopes = new Set(objects.map(scopeOf));
  const all = await change.session.roles.assignments();
  await removeAssignments(
    change,
    all.filter(({ principalId, scope }) => gone.has(principalId) || scopes.has(scope)),
  );
  const eligible = await change.session.privilegedAccess.eligibilities();
  await removeEligibilities(
    change,
    eligible.filter(({ principalId, scope }) => gone.has(principalId) || scopes.has(scope)),
  );
  const ids = [...gone];
  const { privilegedAccess } = change.session;
  await removeGroupSchedules(change, await privilegedAccess.groupSchedules({ principals: ids }));
  await removeGroupSchedules(change, await privilegedAccess.groupSchedules({ groups: ids }));
}
