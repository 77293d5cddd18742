import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeLookUp, found } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { AlternateKey } from '../ports/object-store.ts';
import type { DirectoryObject } from './directory-object.ts';
import type { ObjectType } from './property-definition.ts';
import { requireObject } from './require-object.ts';

/**
 * One live object, as far as the caller sees it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getObject<T extends ObjectType>(
  directory: Directory,
  caller: Caller,
  type: T,
  id: ObjectId,
): Promise<DirectoryObject<T>> {
  authorizeLookUp(caller, type, id);
  const object = await directory.store.read((session) => requireObject(session, type, id));
  return found(caller, object);
}

/**
 * One live object, found by a unique property, ignoring case, as far as the caller sees it.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getObjectByKey<T extends ObjectType>(
  directory: Directory,
  caller: Caller,
  type: T,
  key: AlternateKey,
  value: string,
): Promise<DirectoryObject<T>> {
  authorizeLookUp(caller, type, value);
  const object = await directory.store.read((session) => session.objects.findByKey(type, key, value));
  if (object === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: value });
  return found(caller, object, value);
}
