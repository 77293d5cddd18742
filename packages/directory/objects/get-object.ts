import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeReading } from '../authorization/authorize-for.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { AlternateKey } from '../ports/object-store.ts';
import type { DirectoryObject } from './directory-object.ts';
import type { ObjectType } from './property-definition.ts';
import { requireObject } from './require-object.ts';

/**
 * One live object.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getObject<T extends ObjectType>(
  directory: Directory,
  caller: Caller,
  type: T,
  id: ObjectId,
): Promise<DirectoryObject<T>> {
  authorizeSome(caller, readOperation[type]);
  const object = await directory.store.read((session) => requireObject(session, type, id));
  authorizeReading(caller, [readOperation[type]], object);
  return object;
}

/**
 * One live object, found by a unique property, ignoring case.
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
  authorizeSome(caller, readOperation[type]);
  const object = await directory.store.read((session) => session.objects.findByKey(type, key, value));
  if (object === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: value });
  authorizeReading(caller, [readOperation[type]], object, value);
  return object;
}
