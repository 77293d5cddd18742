import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { dropExtensionsOf } from '../applications/drop-extensions.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor, authorizeRoleAssignable } from '../authorization/authorize-for.ts';
import { purgeOperation, readDeletedOperation } from '../authorization/operations-by-type.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { notePurged } from '../creations/creation-quota.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import { type ObjectType, objectTypes } from '../objects/property-definition.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { dropAssignmentsOf } from '../roles/remove-role-assignment.ts';
import { loseManagers } from '../users/lose-managers.ts';

const day = 86_400_000;

/** Types of objects that are kept for a while when they are deleted. */
export const restorableTypes: readonly ObjectType[] = objectTypes.filter((type) => type !== 'device');

/**
 * One deleted object.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getDeletedItem(directory: Directory, caller: Caller, id: ObjectId): Promise<DirectoryObject> {
  authorizeSome(caller, ...restorableTypes.map((type) => readDeletedOperation[type]));
  return directory.store.read(async (session) => {
    const object = await requireDeleted(session, id);
    await authorizeFor({ directory, session }, caller, readDeletedOperation[object.type], object);
    return object;
  });
}

/**
 * Removes a deleted object for good.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function purgeDeletedItem(directory: Directory, caller: Caller, id: ObjectId): Promise<void> {
  authorizeSome(caller, ...restorableTypes.map((type) => purgeOperation[type]));
  await changeDirectory(directory, caller, 'purge-deleted-item', 'shared', async (change, key) => {
    const object = await requireDeleted(change.session, id);
    await authorizeFor(change, caller, purgeOperation[object.type], object);
    await authorizeRoleAssignable(change, caller, object);
    await dropAssignmentsOf(change, [object]);
    await dropExtensionsOf(change, key, [object]);
    await loseManagers(change, [object]);
    await change.session.objects.purge([object]);
    await notePurged(change, [object]);
    change.fact(object, 'purge');
  });
}

/**
 * Removes for good what was deleted longer ago than the limit, at most 500 objects in one transaction. Background work.
 *
 * @returns how many were removed; call again while it is not 0
 */
export async function purgeExpiredItems(directory: Directory, caller: Caller): Promise<number> {
  const oldest = directory.clock() - directory.limits.deletedItemDays * day;
  return changeDirectory(directory, caller, 'purge-expired-items', 'shared', async (change, key) => {
    const expired = await change.session.objects.deletedBefore(oldest as never, 500);
    if (expired.length === 0) return 0;
    await dropAssignmentsOf(change, expired);
    await dropExtensionsOf(change, key, expired);
    await loseManagers(change, expired);
    await change.session.objects.purge(expired);
    await notePurged(change, expired);
    for (const object of expired) change.fact(object, 'purge');
    return expired.length;
  });
}

/** @throws AppError RESOURCE_NOT_FOUND */
export async function requireDeleted(session: ReadSession, id: ObjectId): Promise<DirectoryObject> {
  const [object] = await session.objects.findMany([id], restorableTypes, 'deleted');
  if (object === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return object;
}
