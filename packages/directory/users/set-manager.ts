import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { User } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { checkManager } from './manager-rules.ts';
import { refuseSyncedProperties } from './synced-properties.ts';

/**
 * Sets a user's manager, or clears it with null. Groups of direct reports follow in the same transaction. Setting the
 * manager that is set already does nothing.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND (also when there is no manager to clear),
 *   MANAGER_INVALID, SYNCED_OBJECT
 */
export async function setManager(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  managerId: ObjectId | null,
): Promise<void> {
  authorizeSome(caller, 'update users');
  await changeDirectory(directory, caller, 'set-manager', 'shared', async (change) => {
    const before = await lockObject(change.session, 'user', userId);
    await authorizeFor(change, caller, 'update users', before);
    if (managerId === null && before.managerId === null) throw directoryErrors.RESOURCE_NOT_FOUND({ id: 'manager' });
    if (managerId !== null) await checkManager(change.session, userId, managerId);
    if (before.managerId === managerId) return;
    refuseSyncedProperties(before, ['managerId']);
    await change.session.objects.setManagers([{ user: userId, manager: managerId }]);
    const after: User = { ...before, version: before.version + 1, managerId };
    change.fact(after, 'update', describeChange(before, after));
    change.transitions.push({ before, after });
  });
}
