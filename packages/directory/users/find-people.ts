import { foldCase } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import type { User } from '../objects/directory-object.ts';

/**
 * The live users whose property has one of the values, ignoring case, by the folded value; one statement for 1,000
 * values.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function findPeople(
  directory: Directory,
  caller: Caller,
  property: 'userPrincipalName' | 'employeeId' | 'mail',
  values: readonly string[],
): Promise<ReadonlyMap<string, readonly User[]>> {
  authorize(caller, 'read users');
  return directory.store.read(async (session) => {
    const found = new Map<string, User[]>();
    for (let i = 0; i < values.length; i += 1000) {
      for (const user of await session.objects.findUsersByValues(property, values.slice(i, i + 1000))) {
        const key = foldCase(user.properties[property] as string);
        const same = found.get(key);
        if (same === undefined) found.set(key, [user]);
        else same.push(user);
      }
    }
    return found;
  });
}
