import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { requireObject } from '../objects/require-object.ts';
import { declaredAppRoles } from './app-role.ts';
import { appRolePrincipalTypes, authorizeAssigning, noteAssignment } from './assign-app-role.ts';

/** At which object an assignment is looked for: at whom it was given to, or at the application. */
export type AppRoleSide = { readonly principalId: ObjectId } | { readonly resourceId: ObjectId };

/**
 * Takes an application away from somebody; tokens made from now on know it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND also when the assignment is not of this object
 */
export async function removeAppRoleAssignment(
  directory: Directory,
  caller: Caller,
  side: AppRoleSide,
  id: string,
): Promise<void> {
  authorizeSome(caller, 'assign app roles', 'grant permissions');
  await changeDirectory(directory, caller, 'remove-app-role', 'shared', async (change) => {
    const { appRoles, objects } = change.session;
    const found = await appRoles.findAppRoleAssignment(id);
    const [name, value] = Object.entries(side)[0] as ['principalId' | 'resourceId', ObjectId];
    if (found === undefined || found[name] !== value) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    // An application among the deleted items keeps its assignments, and they count for the limit.
    const resource = await requireObject(change.session, 'servicePrincipal', found.resourceId, 'any');
    await authorizeAssigning(change, caller, resource);
    await appRoles.removeAppRoleAssignment(id);
    const role = declaredAppRoles(resource).find((each) => each.id === found.appRoleId);
    const [principal] = await objects.findMany([found.principalId], appRolePrincipalTypes, 'any');
    if (principal === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: found.principalId });
    noteAssignment(change, principal as never, resource, [role?.value ?? 'access', null]);
  });
}
