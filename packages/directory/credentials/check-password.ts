import type { ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import type { User } from '../objects/directory-object.ts';
import type { StoredPassword } from '../ports/credential-store.ts';
import { brakedTry, type TryOutcome } from './braked-try.ts';
import { hashSecret, isOutdated, nobodysHash, verifySecret } from './password-hash.ts';
import { longestPassword } from './password-rules.ts';
import { hasExpired } from './password-validity.ts';
import { recordEvent, type SignInDetails } from './sign-in-log.ts';
import { findBySignInName, foldedName } from './sign-in-name.ts';
import type { Lane } from './work-queue.ts';

export interface CheckPassword extends SignInDetails {
  /** A user principal name, or a mail address that one user alone has; as it was typed. */
  readonly loginName: string;
  readonly password: string;
  /** The token that `completeSignIn` gave this browser, if it has one. */
  readonly browser?: string | null;
}

export type PasswordCheck =
  | {
      readonly outcome: 'right';
      readonly userId: ObjectId;
      /** The password has to be changed before anything else. */
      readonly mustChange: boolean;
      /** And a second factor has to be shown before that. */
      readonly mustChangeWithSecondFactor: boolean;
    }
  /** Unknown, wrong, or too soon: not to be told apart. @property retryAfterMs 0 when the next try counts at once */
  | { readonly outcome: 'refused'; readonly retryAfterMs: number }
  /** Said only to those who know the password. */
  | { readonly outcome: 'disabled' };

/**
 * Checks a name and a password. The right one is refused as well while too many tries have been made of late; see
 * docs/administrators/secure.md. A name that nobody has costs the same statements and the same hash as one that
 * somebody has. Synchronised users are asked about on premises; where nobody there can be asked the answer is that of a
 * wrong password, and the try does not count. Some tens of milliseconds; a hash made at an outdated cost is replaced when its password comes by.
 *
 * @throws AppError TOO_MANY_CHECKS
 */
export async function checkPassword(directory: Directory, input: CheckPassword): Promise<PasswordCheck> {
  const { user, stored } = await directory.store.read(async (session) => {
    const found = await findBySignInName(session, input.loginName);
    return { user: found, stored: await session.credentials.passwordOf(found?.id ?? nobody) };
  });
  const attempt = {
    what: 'password',
    name: foldedName(input.loginName),
    userId: user?.id ?? null,
    clientAddress: input.clientAddress,
    browser: input.browser ?? null,
  } as const;
  const tried = await brakedTry(directory, attempt, (lane) =>
    isRightPassword(directory, input.password, user, stored, lane),
  );
  return conclude(directory, input, user, stored, tried);
}

const nobody = '00000000-0000-0000-0000-000000000000' as ObjectId;

async function isRightPassword(
  { remotePasswords }: Directory,
  typed: string,
  user: User | undefined,
  stored: StoredPassword | undefined,
  lane: Lane,
): Promise<boolean | 'unknown'> {
  // Made before the first check, so that the first unknown name takes no longer than others.
  const other = await nobodysHash();
  // What is longer than a password can be is wrong, and costs what a wrong one costs.
  const password = typed.slice(0, longestPassword);
  if (user?.properties.onPremisesSyncEnabled === true) {
    // The hash is worked out all the same: no answer comes sooner than it does for other names.
    const hashed = verifySecret(other, password, lane);
    const [answer] = await Promise.all([remotePasswords.checkPassword(user, typed), hashed]);
    return answer === 'unavailable' ? 'unknown' : answer === 'right';
  }
  const isRight = await verifySecret(stored?.hash ?? other, password, lane);
  return isRight && user !== undefined && stored !== undefined && typed.length <= longestPassword;
}

async function conclude(
  directory: Directory,
  input: CheckPassword,
  user: User | undefined,
  stored: StoredPassword | undefined,
  tried: TryOutcome,
): Promise<PasswordCheck> {
  if (!tried.isRight) {
    if (tried.wasLooked) await recordEvent(directory, input, 'password', 'wrong', user);
    return { outcome: 'refused', retryAfterMs: tried.retryAfterMs };
  }
  const { id } = user!;
  // The user may have been disabled, or given another password, while the hash was worked out.
  const { present, current } = await directory.store.read(async (session) => ({
    present: await session.objects.find('user', id),
    current: await session.credentials.passwordOf(id),
  }));
  if (present === undefined || current?.hash !== stored?.hash) return { outcome: 'refused', retryAfterMs: 0 };
  if (present.properties.accountEnabled !== true) {
    await recordEvent(directory, input, 'password', 'disabled', present);
    return { outcome: 'disabled' };
  }
  await recordEvent(directory, input, 'password', 'right', present);
  if (current !== undefined && isOutdated(current.hash)) await rehash(directory, id, current.hash, input.password);
  const isDue = current !== undefined && (current.mustChange || (await hasExpired(directory, present, current)));
  return {
    outcome: 'right',
    userId: id,
    mustChange: isDue,
    mustChangeWithSecondFactor: current?.mustChangeWithSecondFactor ?? false,
  };
}

async function rehash(directory: Directory, id: ObjectId, before: string, password: string): Promise<void> {
  const after = await hashSecret(password);
  await directory.store.write('shared', ({ credentials }) => credentials.rehashPassword(id, before, after));
}
