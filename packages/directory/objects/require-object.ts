import type { ObjectId } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import type { ReadSession, WriteSession } from '../ports/directory-store.ts';
import type { Presence } from '../ports/object-store.ts';
import type { DirectoryObject } from './directory-object.ts';
import type { ObjectType } from './property-definition.ts';

/** @throws AppError RESOURCE_NOT_FOUND */
export async function requireObject<T extends ObjectType>(
  session: ReadSession,
  type: T,
  id: ObjectId,
  presence: Presence = 'live',
): Promise<DirectoryObject<T>> {
  const object = await session.objects.find(type, id, presence);
  if (object === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return object;
}

/**
 * Reads the object and keeps others from changing it until the transaction ends.
 *
 * @throws AppError RESOURCE_NOT_FOUND
 */
export async function lockObject<T extends ObjectType>(
  session: WriteSession,
  type: T,
  id: ObjectId,
  presence: Presence = 'live',
): Promise<DirectoryObject<T>> {
  const object = await session.objects.lock(type, id, presence);
  if (object === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return object;
}
