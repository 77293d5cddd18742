import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import { graphApplicationId } from '../consents/delegated-permissions.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';

/**
 * Puts an application or a service principal among the deleted items. An application takes its service principal
 * with it; a service principal leaves its groups.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, OWN_API_STAYS
 */
export async function deleteApplication(
  directory: Directory,
  caller: Caller,
  type: 'application' | 'servicePrincipal',
  id: ObjectId,
): Promise<void> {
  authorizeSome(caller, 'delete applications');
  await changeDirectory(directory, caller, 'delete-application', 'shared', async (change) => {
    const object = await lockObject(change.session, type, id);
    await authorizeFor(change, caller, 'delete applications', object);
    // Its appId would stay taken while it lies among the deleted items, and nobody could consent to anything.
    if (object.properties.appId === graphApplicationId) throw directoryErrors.OWN_API_STAYS({});
    const principal = type === 'application' ? await lockPrincipal(change, object) : undefined;
    // Both are locked by now: memberships are looked at after the last lock, so that none is missed.
    await softDelete(change, object);
    if (principal !== undefined) await softDelete(change, principal);
  });
}

async function lockPrincipal(change: Change, application: DirectoryObject): Promise<DirectoryObject | undefined> {
  const { objects } = change.session;
  const found = await objects.findByKey('servicePrincipal', 'appId', application.properties.appId as string);
  return found === undefined ? undefined : objects.lock('servicePrincipal', found.id);
}

async function softDelete(change: Change, before: DirectoryObject): Promise<void> {
  await change.session.objects.update(before, { ...before, version: before.version + 1, deletedAt: change.now });
  change.fact(before, 'delete');
  await change.catchUp();
  for (const group of change.directory.memberships.groupsOf(before.number)) change.move(group, before.number, false);
}
