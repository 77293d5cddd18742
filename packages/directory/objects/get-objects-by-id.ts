import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome, isAllowed, mayBeAllowed } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import { bareTarget } from '../authorization/target.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from './directory-object.ts';
import type { ObjectType } from './property-definition.ts';

const maxIds = 1000;

/**
 * The live objects with these ids, in the order of the ids; unknown ids are left out, and so are objects of types
 * that the caller may not read.
 *
 * @throws AppError TOO_MANY_IDS above 1,000 ids; INSUFFICIENT_PRIVILEGES when none of the types may be read
 */
export async function getObjectsById(
  directory: Directory,
  caller: Caller,
  ids: readonly ObjectId[],
  types: readonly ObjectType[],
): Promise<readonly DirectoryObject[]> {
  if (ids.length > maxIds) {
    throw directoryErrors.TOO_MANY_IDS({ property: 'ids', count: ids.length, limit: maxIds });
  }
  authorizeSome(caller, ...types.map((type) => readOperation[type]));
  const asked = types.filter((type) => mayBeAllowed(caller.actor, readOperation[type]));
  const objects = await directory.store.read((session) => session.objects.findMany([...new Set(ids)], asked));
  const readable = objects.filter((each) => isAllowed(caller.actor, readOperation[each.type], bareTarget(each)));
  const byId = new Map(readable.map((object) => [object.id, object]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
