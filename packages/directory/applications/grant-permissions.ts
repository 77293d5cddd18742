import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { mostAppRoleAssignments, newAppRoleAssignment, noteAssignment } from '../app-roles/assign-app-role.ts';
import { authorize } from '../authorization/authorize.ts';
import { applicationPermissions } from '../authorization/permission-table.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import { graphServicePrincipal } from '../consents/graph-service-principal.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { ServicePrincipal } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { permissionRoleId } from './graph-permission-ids.ts';

/**
 * Grants application permissions to a service principal, for the tokens issued from now on: assignments to the
 * directory's own API.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID for an unknown permission,
 *   TOO_MANY_APP_ROLES
 */
export async function grantPermissions(
  directory: Directory,
  caller: Caller,
  servicePrincipalId: ObjectId,
  permissions: readonly string[],
): Promise<void> {
  authorize(caller, 'grant permissions');
  const unknown = permissions.filter((each) => !applicationPermissions.includes(each));
  if (unknown.length > 0) {
    throw directoryErrors.PROPERTY_INVALID({
      property: 'permissions',
      reason: `unknown: ${unknown.join(', ')}; known are ${applicationPermissions.join(', ')}`,
    });
  }
  await changeDirectory(directory, caller, 'grant-permissions', 'shared', async (change) => {
    const principal = await lockObject(change.session, 'servicePrincipal', servicePrincipalId);
    await grantPermissionsIn(change, principal, permissions);
  });
}

/** The same within a change; the principal is locked. */
export async function grantPermissionsIn(
  change: Change,
  principal: ServicePrincipal,
  permissions: readonly string[],
): Promise<void> {
  const { appRoles } = change.session;
  const api = await graphServicePrincipal(change);
  const of = { of: { id: principal.id }, resourceId: api.id };
  const present = await appRoles.listAppRoleAssignments(of, { limit: mostAppRoleAssignments });
  const held = new Set<string>(present.map(({ appRoleId }) => appRoleId));
  const added = [...new Set(permissions)].filter((each) => !held.has(permissionRoleId(each)));
  if (added.length === 0) return;
  const count = await appRoles.countAppRoleAssignments({ principalId: principal.id });
  if (count + added.length > mostAppRoleAssignments) {
    throw directoryErrors.TOO_MANY_APP_ROLES({ limit: mostAppRoleAssignments });
  }
  await appRoles.insertAppRoleAssignments(
    added.map((each) => newAppRoleAssignment(change, principal, api, permissionRoleId(each))),
  );
  noteAssignment(change, principal, api, [null, added.join(' ')]);
}
