import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { asReadable, authorizeReading } from '../authorization/authorize-for.ts';
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
  authorizeSome(caller, 'read users');
  return directory.store.read(async (session) => {
    const user = await requireObject(session, 'user', userId);
    authorizeReading(caller, ['read users'], user);
    const { managerId } = user;
    const manager = managerId === null ? undefined : await session.objects.find('user', managerId);
    if (manager === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: 'manager' });
    return asReadable(caller, manager);
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
  authorizeSome(caller, 'read users');
  return directory.store.read(async (session) => {
    const chain: User[] = [];
    const user = await requireObject(session, 'user', userId);
    authorizeReading(caller, ['read users'], user);
    let next = user.managerId;
    while (next !== null && chain.length < levels) {
      const manager: User | undefined = await session.objects.find('user', next);
      if (manager === undefined) break;
      chain.push(asReadable(caller, manager));
      next = manager.managerId;
    }
    return chain;
  });
}
