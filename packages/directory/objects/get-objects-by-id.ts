import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { readOperation } from '../authorization/operations-by-type.ts';
import { asSeen, isFound, mayFind } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from './directory-object.ts';
import type { ObjectType } from './property-definition.ts';

const maxIds = 1000;

/**
 * The live objects with these ids, in the order of the ids; unknown ids are left out, and so are objects
 * that the caller does not find; of the others, what the caller sees.
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
  const asked = types.filter((type) => mayFind(caller.actor, type));
  if (asked.length === 0) authorizeSome(caller, ...types.map((type) => readOperation[type]));
  const objects = await directory.store.read((session) => session.objects.findMany([...new Set(ids)], asked));
  const seen = objects.filter((each) => isFound(caller.actor, each));
  const byId = new Map(seen.map((object) => [object.id, asSeen(caller, object)]));
  return [...new Set(ids)].flatMap((id) => byId.get(id) ?? []);
}
