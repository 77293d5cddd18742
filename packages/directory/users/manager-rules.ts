import type { ObjectId } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import { requireObject } from '../objects/require-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';

const longestChain = 1000;

/**
 * Checks that the manager exists and that the chain of managers does not come back to the user. One statement for
 * each manager above.
 *
 * @param user null for a user that is only being created
 * @throws AppError RESOURCE_NOT_FOUND, MANAGER_INVALID
 */
export async function checkManager(session: ReadSession, user: ObjectId | null, manager: ObjectId): Promise<void> {
  if (user === manager) throw directoryErrors.MANAGER_INVALID({ reason: 'a user cannot be their own manager' });
  let above = (await requireObject(session, 'user', manager)).managerId;
  if (user === null) return;
  for (let steps = 0; above !== null; steps++) {
    if (above === user) {
      throw directoryErrors.MANAGER_INVALID({ reason: 'the user is above that manager in the reporting line' });
    }
    if (steps === longestChain) {
      throw directoryErrors.MANAGER_INVALID({ reason: `the reporting line is longer than ${longestChain}` });
    }
    above = (await session.objects.find('user', above, 'any'))?.managerId ?? null;
  }
}
