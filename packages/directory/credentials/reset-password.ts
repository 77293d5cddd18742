import type { Instant, ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeUser } from '../changes/change-user.ts';
import type { Directory } from '../context.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { makePassword } from './make-password.ts';
import { newPassword, withPassword } from './new-password.ts';

const generatedLength = 16;

/**
 * Gives a user another password, which they must change at the next sign-in, and ends their sessions.
 *
 * @param given the password; made here when absent
 * @returns when it was changed, and the password that was made here; null when it was given
 * @throws AppError INSUFFICIENT_PRIVILEGES, FRESH_PROOF_NEEDED, RESOURCE_NOT_FOUND, PASSWORD_TOO_WEAK
 */
export async function resetPassword(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  given?: string,
): Promise<{ password: string | null; changedAt: Instant }> {
  authorizeSome(caller, 'reset passwords');
  const password = given === undefined ? makePassword(generatedLength) : null;
  const profile = { password: given ?? password, forceChangePasswordNextSignIn: true };
  const next = await newPassword(directory, userId, profile);
  let changedAt = directory.clock();
  await changeUser(directory, caller, 'reset-password', userId, async (change, before) => {
    await authorizeFor(change, caller, 'reset passwords', before);
    await requireFreshProof(change, caller, userId);
    changedAt = change.now;
    return withPassword(change, before, next);
  });
  return { password, changedAt };
}
