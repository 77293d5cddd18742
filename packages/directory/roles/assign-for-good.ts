import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { RoleAssignment } from '../ports/role-store.ts';
import { assignRoleIn, type NewRoleAssignment } from './assign-role.ts';
import { removeAssignments } from './remove-assignments.ts';
import { requireRole } from './require-role.ts';
import { formatScope, parseScope } from './role-scope.ts';

/** A role that somebody holds without an end from now on. */
export interface AssignedForGood {
  readonly assignment: RoleAssignment;
  /** What gave way: the role held for a time, activated, or to be held later; null when there was nothing. */
  readonly replaced: RoleAssignment | null;
}

/**
 * Gives a role from now on and without an end, also to somebody who holds it for a time only or is to hold it later: that
 * gives way. Through the API it would be refused, as in Microsoft Entra ID; whoever commands the machine means what they say.
 *
 * @throws AppError those of `assignRole`; ROLE_ASSIGNMENT_EXISTS only for a role that is held without an end already
 */
export async function assignForGood(
  directory: Directory,
  caller: Caller,
  wanted: NewRoleAssignment,
): Promise<AssignedForGood> {
  authorize(caller, 'assign roles');
  return changeDirectory(directory, caller, 'assign-role', 'shared', (change) => assignForGoodIn(change, wanted));
}

/** The same within a change. */
export async function assignForGoodIn(change: Change, wanted: NewRoleAssignment): Promise<AssignedForGood> {
  const { id: roleId } = await requireRole(change.session, wanted.roleDefinitionId);
  const parsed = parseScope(wanted.directoryScopeId);
  const scope = parsed === undefined ? wanted.directoryScopeId : formatScope(parsed);
  const held = await change.session.roles.assignments({ roleId, principals: [wanted.principalId], scope });
  const passing = held.filter(({ startsAt, endsAt }) => endsAt !== null || startsAt > change.now);
  await removeAssignments(change, passing);
  const assignment = await assignRoleIn(change, wanted);
  return { assignment, replaced: passing.find(({ endsAt }) => endsAt === null || endsAt > change.now) ?? null };
}
