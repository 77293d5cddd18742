import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { applicationPermissions } from '../authorization/permission-table.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { lockObject } from '../objects/require-object.ts';

/**
 * Grants application permissions to a service principal, for the tokens issued from now on.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID for an unknown permission
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
    const before = await change.session.settings.grantedRoles(servicePrincipalId);
    const added = permissions.filter((each) => !before.includes(each));
    if (added.length === 0) return;
    await change.session.settings.grantRoles(servicePrincipalId, added);
    change.fact(principal, 'update', { appRoles: [[...before], [...before, ...added]] });
  });
}
