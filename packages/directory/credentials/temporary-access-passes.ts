import { randomInt } from 'node:crypto';
import { type Instant, newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { StoredFactor } from '../ports/credential-store.ts';
import { brakedTry } from './braked-try.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { hashSecret, nobodysHash, verifySecret } from './password-hash.ts';
import { changeFactors, noteFactor, type SecondFactor, withoutSecrets } from './second-factors.ts';
import { recordEvent, type SignInDetails } from './sign-in-log.ts';
import { findBySignInName, foldedName } from './sign-in-name.ts';
import type { Lane } from './work-queue.ts';

/** @see Microsoft Entra, "Configure Temporary Access Pass" (same limits; a pass is longer here by default) */
export const passMinutes = { least: 10, default: 60, most: 43_200 } as const;

/** Letters and digits that are not mistaken for one another; twelve of them are 69 bits. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789';
const passLength = 12;
const longestTyped = 64;

export interface NewAccessPass {
  readonly lifetimeInMinutes: number | null;
  readonly isUsableOnce: boolean;
  /** Null for now. */
  readonly startsAt: Instant | null;
}

/** Whether a pass can be used now, in Graph's words. */
export type PassUsability = 'EnabledByPolicy' | 'NotYetValid' | 'Expired' | 'OneTimeUsed';

/** Why a pass can be used, or cannot. */
export function passUsability({ data, mark }: Pick<StoredFactor, 'data' | 'mark'>, now: Instant): PassUsability {
  if (now >= (data.endsAt as number)) return 'Expired';
  if (data.isUsableOnce === true && mark > 0) return 'OneTimeUsed';
  return now < (data.startsAt as number) ? 'NotYetValid' : 'EnabledByPolicy';
}

/**
 * Gives a user a pass with which they can sign in for a while, password and second factor in one, to register what they
 * have lost. Its text is returned once and kept only as a hash. A pass that cannot be used any more gives way.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID, TOO_MANY_FACTORS when there is one that
 *   can be used
 */
export async function createTemporaryAccessPass(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  input: NewAccessPass,
): Promise<{ pass: SecondFactor; text: string }> {
  authorizeSome(caller, 'give temporary access passes');
  const minutes = input.lifetimeInMinutes ?? passMinutes.default;
  if (!Number.isInteger(minutes) || minutes < passMinutes.least || minutes > passMinutes.most) {
    const reason = `a whole number from ${passMinutes.least} to ${passMinutes.most} is expected`;
    throw directoryErrors.PROPERTY_INVALID({ property: 'lifetimeInMinutes', reason });
  }
  const text = Array.from({ length: passLength }, () => letters[randomInt(letters.length)]).join('');
  const hash = await hashSecret(text);
  return changeFactors(directory, caller, 'create-temporary-access-pass', userId, async (change, user, factors) => {
    await authorizeFor(change, caller, 'give temporary access passes', user);
    await requireFreshProof(change, caller, userId);
    const old = factors.filter(({ kind }) => kind === 'temporaryAccessPass');
    for (const each of old) {
      const isOver = ['Expired', 'OneTimeUsed'].includes(passUsability(each, change.now));
      if (!isOver) throw directoryErrors.TOO_MANY_FACTORS({ kind: 'temporaryAccessPass', limit: 1 });
      await change.session.credentials.removeFactor(userId, each.id);
    }
    const startsAt = Math.max(input.startsAt ?? 0, change.now);
    const factor: StoredFactor = {
      userId,
      id: newObjectId(),
      kind: 'temporaryAccessPass',
      displayName: null,
      isConfirmed: true,
      createdAt: change.now,
      lastUsedAt: null,
      mark: 0,
      data: { hash, startsAt, endsAt: startsAt + minutes * 60_000, isUsableOnce: input.isUsableOnce },
    };
    await change.session.credentials.insertFactor(factor);
    await noteFactor(change, user, factor, true);
    return { pass: withoutSecrets(factor), text };
  });
}

export interface CheckAccessPass extends SignInDetails {
  /** As for `checkPassword`. */
  readonly loginName: string;
  readonly pass: string;
  readonly browser?: string | null;
}

export type AccessPassCheck =
  | { readonly outcome: 'right'; readonly userId: ObjectId }
  | { readonly outcome: 'refused'; readonly retryAfterMs: number }
  | { readonly outcome: 'disabled' };

/**
 * Checks a name and a temporary access pass: right counts as two factors. Tries count as tries of passwords; names that
 * nobody has, and users without a pass, cost the same.
 *
 * @throws AppError TOO_MANY_CHECKS
 */
export async function checkTemporaryAccessPass(directory: Directory, input: CheckAccessPass): Promise<AccessPassCheck> {
  const { user, factors } = await directory.store.read(async (session) => {
    const found = await findBySignInName(session, input.loginName);
    return { user: found, factors: await session.credentials.factorsOf(found?.id ?? nobody) };
  });
  const { clientAddress, browser = null } = input;
  const name = foldedName(input.loginName);
  const attempt = { what: 'password', name, userId: user?.id ?? null, clientAddress, browser } as const;
  const tried = await brakedTry(directory, attempt, (lane) => usesPass(directory, input.pass, factors, lane));
  if (!tried.isRight) {
    if (tried.wasLooked) await recordEvent(directory, input, 'temporaryAccessPass', 'wrong', user);
    return { outcome: 'refused', retryAfterMs: tried.retryAfterMs };
  }
  const outcome = user!.properties.accountEnabled === true ? 'right' : 'disabled';
  await recordEvent(directory, input, 'temporaryAccessPass', outcome, user);
  return outcome === 'right' ? { outcome, userId: user!.id } : { outcome };
}

const nobody = '00000000-0000-0000-0000-000000000000' as ObjectId;

async function usesPass(
  directory: Directory,
  typed: string,
  factors: readonly StoredFactor[],
  lane: Lane,
): Promise<boolean> {
  const other = await nobodysHash();
  const now = directory.clock();
  const pass = factors.find(
    (each) => each.kind === 'temporaryAccessPass' && passUsability(each, now) === 'EnabledByPolicy',
  );
  const isRight = await verifySecret(
    (pass?.data.hash as string | undefined) ?? other,
    typed.trim().slice(0, longestTyped),
    lane,
  );
  if (!isRight || pass === undefined) return false;
  return directory.store.write('shared', ({ credentials }) => credentials.useFactor(pass, pass.mark + 1, now));
}
