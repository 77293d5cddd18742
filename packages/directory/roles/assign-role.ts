import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import type { RoleAssignment } from '../ports/role-store.ts';
import { activateRoleIn } from './directory-roles.ts';
import { removeAssignments } from './remove-assignments.ts';
import { requireRole } from './require-role.ts';
import { findBuiltInRole, type RoleDefinition } from './role-definition.ts';
import { formatScope, parseScope, type RoleScope } from './role-scope.ts';

/** Who is to hold which role, and where. */
export interface NewRoleAssignment {
  readonly roleDefinitionId: string;
  readonly principalId: ObjectId;
  /** `/` for the whole directory, `/administrativeUnits/{id}`, or `/{id}` of one object. */
  readonly directoryScopeId: string;
}

/** Assignments of roles of the organisation to one principal. @see B2B and governance spec §11 */
export const maxCustomAssignments = 150;
/** Assignments of built-in roles to one principal that do not reach the whole directory. */
export const maxNarrowAssignments = 100;

/**
 * Gives a role to a user, guests included, a service principal or a role-assignable group. It counts from the next request
 * on.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown role, principal or object of the scope,
 *   ROLE_PRINCIPAL_NOT_ALLOWED, ROLE_SCOPE_NOT_ALLOWED, ROLE_ASSIGNMENT_EXISTS, TOO_MANY_ROLES
 * @see B2B and governance spec §2.4
 */
export async function assignRole(
  directory: Directory,
  caller: Caller,
  wanted: NewRoleAssignment,
): Promise<RoleAssignment> {
  authorize(caller, 'assign roles');
  return changeDirectory(directory, caller, 'assign-role', 'shared', (change) => assignRoleIn(change, wanted));
}

/** Gives a role within a change. */
export async function assignRoleIn(change: Change, wanted: NewRoleAssignment): Promise<RoleAssignment> {
  const role = await requireRole(change.session, wanted.roleDefinitionId);
  const scope = await checkScope(change, role, wanted.directoryScopeId);
  const principal = await lockPrincipal(change, wanted.principalId);
  await refuseTooMany(change, role, principal.id, scope);
  const assignment: RoleAssignment = {
    id: newObjectId(),
    roleId: role.id,
    principalId: principal.id,
    principalType: principal.type as RoleAssignment['principalType'],
    scope: formatScope(scope),
    createdAt: change.now,
    startsAt: change.now,
    endsAt: null,
    requestId: null,
    activatedUsing: null,
    isBegun: true,
  };
  await insertAssignmentIn(change, role, assignment);
  return assignment;
}

/** Stores an assignment within a change, and shows the role among `directoryRoles` when it counts already. */
export async function insertAssignmentIn(
  change: Change,
  role: RoleDefinition,
  assignment: RoleAssignment,
): Promise<void> {
  const { roles } = change.session;
  const { roleId, principalId, scope, startsAt, endsAt } = assignment;
  const held = await roles.assignments({ roleId, principals: [principalId], scope });
  // What has ended counts no more, although nobody has cleared it away yet.
  await removeAssignments(
    change,
    held.filter((each) => each.endsAt !== null && each.endsAt <= change.now),
  );
  if (!(await roles.insertAssignment(assignment))) throw directoryErrors.ROLE_ASSIGNMENT_EXISTS({});
  change.fact({ type: 'roleAssignment', id: assignment.id }, 'create', {
    roleDefinitionId: [null, roleId],
    principalId: [null, principalId],
    directoryScopeId: [null, scope],
    ...(assignment.requestId === null ? {} : { startDateTime: [null, startsAt], endDateTime: [null, endsAt] }),
  });
  if (role.isBuiltIn && assignment.isBegun) await activateRoleIn(change, roleId);
}

/**
 * Locked, so that it cannot be deleted meanwhile; type by type, so that the statements before the assignment is written each
 * mean one object on one machine.
 */
export async function lockPrincipal(change: Change, id: ObjectId): Promise<DirectoryObject> {
  const { objects } = change.session;
  for (const type of ['user', 'group', 'servicePrincipal'] as const) {
    const principal = await objects.lock(type, id);
    if (principal === undefined) continue;
    if (principal.type !== 'group' || principal.properties.isAssignableToRole === true) return principal;
    throw directoryErrors.ROLE_PRINCIPAL_NOT_ALLOWED({ principal: 'group without isAssignableToRole' });
  }
  for (const type of ['device', 'application'] as const) {
    const found = await objects.find(type, id);
    if (found !== undefined) throw directoryErrors.ROLE_PRINCIPAL_NOT_ALLOWED({ principal: type });
  }
  throw directoryErrors.RESOURCE_NOT_FOUND({ id });
}

/** Where the role is to count. @throws AppError ROLE_SCOPE_NOT_ALLOWED, RESOURCE_NOT_FOUND */
export async function checkScope(change: Change, role: RoleDefinition, text: string): Promise<RoleScope> {
  const scope = parseScope(text);
  if (scope === undefined) throw directoryErrors.ROLE_SCOPE_NOT_ALLOWED({ scope: text, reason: 'unknown form' });
  if (scope.kind === 'directory') return scope;
  // Roles of the organisation reach whatever their actions are about.
  const allowed = findBuiltInRole(role.id)?.narrowScopes ?? ['administrativeUnit', 'application', 'group'];
  const refused = (kind: string) =>
    directoryErrors.ROLE_SCOPE_NOT_ALLOWED({ scope: text, reason: `\`${role.displayName}\` is not for ${kind}` });
  if (scope.kind === 'administrativeUnit') {
    if (!allowed.includes('administrativeUnit')) throw refused('administrative units');
    await requireObject(change.session, 'administrativeUnit', scope.id);
    return scope;
  }
  const types = ['application', 'servicePrincipal', 'group'] as const;
  const [object] = await change.session.objects.findMany([scope.id], types);
  if (object === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: scope.id });
  const kind = object.type === 'group' ? 'group' : 'application';
  if (!allowed.includes(kind)) throw refused(`one ${kind}`);
  return scope;
}

/** @throws AppError TOO_MANY_ROLES */
export async function refuseTooMany(
  change: Change,
  role: RoleDefinition,
  principal: ObjectId,
  scope: RoleScope,
): Promise<void> {
  if (role.isBuiltIn && scope.kind === 'directory') return;
  const [active, eligible] = await Promise.all([
    change.session.roles.assignments({ principals: [principal] }),
    change.session.privilegedAccess.eligibilities([principal]),
  ]);
  const held = [...active, ...eligible];
  const isBuiltIn = (id: string) => findBuiltInRole(id) !== undefined;
  const count = held.filter((each) =>
    role.isBuiltIn ? isBuiltIn(each.roleId) && each.scope !== '/' : !isBuiltIn(each.roleId),
  ).length;
  const limit = role.isBuiltIn ? maxNarrowAssignments : maxCustomAssignments;
  const what = role.isBuiltIn ? 'narrow assignments of built-in roles' : 'assignments of roles of the organisation';
  if (count >= limit) throw directoryErrors.TOO_MANY_ROLES({ what: `${what} to the principal`, limit });
}
