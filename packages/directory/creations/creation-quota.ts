import type { Instant } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';

/** Days for which an object that is gone for good counts a quarter. */
export const daysOfPurgedCreations = 30;
const keptMs = daysOfPurgedCreations * 86_400_000;
const purgedWeight = 4;
const rowsAtOnce = 5000;

/**
 * Notes who created an object; to be called in the change that creates it, before anything else is locked. People without
 * a role may have created so many that are there, deleted ones included; one that is gone for good counts a quarter for
 * 30 days. What people with a role create counts when they have none any more.
 *
 * Two statements for people without a role, one for others, none for applications. Creations of one person wait for each
 * other.
 *
 * @throws AppError CREATION_QUOTA_REACHED
 * @see B2B and governance spec §3.3, §11
 */
export async function countCreation(
  change: Change,
  { actor }: Caller,
  { id }: Pick<DirectoryObject, 'id'>,
): Promise<void> {
  if (actor.kind !== 'user') return;
  const { creations } = change.session;
  if (actor.rights.roles.length === 0) {
    const limit = change.directory.limits.createdObjects;
    await lockObject(change.session, 'user', actor.id);
    const { present, purged } = await creations.countCreations(actor.id, (change.now - keptMs) as Instant, limit);
    if (present + purged / purgedWeight > limit - 1) throw directoryErrors.CREATION_QUOTA_REACHED({ limit });
  }
  await creations.insertCreation(actor.id, id);
}

/** Notes that objects are gone for good. */
export async function notePurged(change: Change, objects: readonly DirectoryObject[]): Promise<void> {
  await change.session.creations.notePurged(
    objects.map(({ id }) => id),
    change.now,
  );
}

/**
 * Forgets created objects that are gone for longer than they count. Background work.
 *
 * @returns how many; call again while it is not 0
 */
export async function forgetOldCreations(directory: Directory): Promise<number> {
  const before = (directory.clock() - keptMs) as Instant;
  return directory.store.write('shared', ({ creations }) => creations.forgetPurged(before, rowsAtOnce));
}
