import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { asSeen, authorizeLookUp, authorizeRelation, isShown } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { User } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';

/**
 * A user's manager.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND when the user is unknown or has no living manager
 */
export async function getManager(directory: Directory, caller: Caller, userId: ObjectId): Promise<User> {
  authorizeLookUp(caller, 'user', userId);
  return directory.store.read(async (session) => {
    const user = await requireObject(session, 'user', userId);
    authorizeRelation(caller, 'manager', user);
    const { managerId } = user;
    const manager = managerId === null ? undefined : await session.objects.find('user', managerId);
    if (manager === undefined || !isShown(caller, manager)) throw directoryErrors.RESOURCE_NOT_FOUND({ id: 'manager' });
    return asSeen(caller, manager);
  });
}

/**
 * The managers above a user, nearest first, at most `levels` of them; one statement for each.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getManagerChain(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  levels: number,
): Promise<readonly User[]> {
  authorizeLookUp(caller, 'user', userId);
  return directory.store.read(async (session) => {
    const chain: User[] = [];
    const user = await requireObject(session, 'user', userId);
    authorizeRelation(caller, 'manager', user);
    let next = user.managerId;
    while (next !== null && chain.length < levels) {
      const manager: User | undefined = await session.objects.find('user', next);
      if (manager === undefined || !isShown(caller, manager)) break;
      chain.push(asSeen(caller, manager));
      next = manager.managerId;
    }
    return chain;
  });
}
