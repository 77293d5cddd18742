import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Surroundings } from '../authorization/authorize-for.ts';
import { directoryErrors } from '../errors.ts';

/** A proof of who somebody is counts as fresh for so long. */
export const freshProofMinutes = 10;

/**
 * Before people change what they sign in with themselves, whatever lets them: their sign-in is of the last ten minutes, and was
 * with two factors when they have two. A token that was stolen or lay about is not enough. One statement, for one's own
 * account only.
 *
 * @throws AppError FRESH_PROOF_NEEDED
 */
export async function requireFreshProof(
  { directory, session }: Surroundings,
  { actor }: Caller,
  userId: ObjectId,
): Promise<void> {
  if (actor.kind !== 'user' || actor.id !== userId) return;
  const { at, methods } = actor.proof;
  const factors = await session.credentials.factorsOf(userId);
  const hasTwo = factors.some(({ kind, isConfirmed }) => isConfirmed && kind !== 'temporaryAccessPass');
  const isFresh = at !== null && at > directory.clock() - freshProofMinutes * 60_000;
  if (!isFresh || (hasTwo && !methods.has('mfa'))) throw directoryErrors.FRESH_PROOF_NEEDED({ hasTwo });
}
