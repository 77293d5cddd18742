import type { ObjectId } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import type { WriteSession } from '../ports/directory-store.ts';

const longestChain = 1000;

/**
 * Checks that the manager exists and that the chain of managers does not come back to the user. Locks everybody in the
 * chain, so that two people who move at the same time cannot close a circle together. One statement for each manager
 * above.
 *
 * @param user null for a user that is only being created
 * @throws AppError RESOURCE_NOT_FOUND, MANAGER_INVALID
 */
export async function checkManager(session: WriteSession, user: ObjectId | null, manager: ObjectId): Promise<void> {
  if (user === manager) throw directoryErrors.MANAGER_INVALID({ reason: 'a user cannot be their own manager' });
  if (user === null) {
    await requireObject(session, 'user', manager);
    return;
  }
  let above = (await lockObject(session, 'user', manager)).managerId;
  for (let steps = 0; above !== null; steps++) {
    if (above === user) {
      throw directoryErrors.MANAGER_INVALID({ reason: 'the user is above that manager in the reporting line' });
    }
    if (steps === longestChain) {
      throw directoryErrors.MANAGER_INVALID({ reason: `the reporting line is longer than ${longestChain}` });
    }
    above = (await session.objects.lock('user', above, 'any'))?.managerId ?? null;
  }
}
