import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeUser } from '../changes/change-user.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { requireObject } from '../objects/require-object.ts';
import { brakedTry } from './braked-try.ts';
import { withPassword } from './new-password.ts';
import { nobodysHash, verifySecret } from './password-hash.ts';
import { hashNewPassword } from './password-profile.ts';
import { longestPassword } from './password-rules.ts';
import { foldedName } from './sign-in-name.ts';

export interface OwnPasswordChange {
  readonly current: string;
  readonly next: string;
  readonly clientAddress: string;
  /** The token of `completeSignIn`, where the browser showed one. */
  readonly browser?: string | null;
}

/**
 * Changes the password of somebody who knows it. All their sessions end, and whoever changed it begins a new one. Tries
 * count as tries to sign in.
 *
 * @param caller for the log; that they may is proved by the present password
 * @throws AppError RESOURCE_NOT_FOUND, WRONG_CURRENT_PASSWORD, PASSWORD_TOO_WEAK (also for the present password),
 *   TOO_MANY_CHECKS
 */
export async function changeOwnPassword(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  input: OwnPasswordChange,
): Promise<void> {
  const { user, stored } = await directory.store.read(async (session) => ({
    user: await requireObject(session, 'user', userId),
    stored: await session.credentials.passwordOf(userId),
  }));
  const hash = stored?.hash ?? (await nobodysHash());
  const attempt = {
    what: 'password',
    name: foldedName(user.properties.userPrincipalName as string),
    userId,
    clientAddress: input.clientAddress,
    browser: input.browser ?? null,
  } as const;
  const tried = await brakedTry(
    directory,
    attempt,
    async (lane) =>
      (await verifySecret(hash, input.current.slice(0, longestPassword), lane)) &&
      input.current.length <= longestPassword,
  );
  if (!tried.isRight) throw directoryErrors.WRONG_CURRENT_PASSWORD({ retryAfterMs: tried.retryAfterMs });
  if (input.next === input.current) {
    throw directoryErrors.PASSWORD_TOO_WEAK({ reason: 'the new password is the present one' });
  }
  const next = await hashNewPassword(directory, input.next, user.properties);
  await storeChange(directory, caller, userId, hash, next);
}

/**
 * The same as `changeOwnPassword`, for a caller who may do it for this user.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, and those of `changeOwnPassword`
 */
export async function changePasswordAs(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  input: OwnPasswordChange,
): Promise<void> {
  authorizeSome(caller, 'change own password');
  const user = await directory.store.read(async (session) => {
    const found = await requireObject(session, 'user', userId);
    await authorizeFor({ directory, session }, caller, 'change own password', found);
    return found;
  });
  await changeOwnPassword(directory, caller, user.id, input);
}

async function storeChange(directory: Directory, caller: Caller, userId: ObjectId, before: string, hash: string) {
  await changeUser(directory, caller, 'change-own-password', userId, async (change, user) => {
    const present = await change.session.credentials.passwordOf(userId);
    // Somebody else has set another one meanwhile: then the one given is not the present one any more.
    if (present?.hash !== before) throw directoryErrors.WRONG_CURRENT_PASSWORD({ retryAfterMs: 0 });
    return withPassword(change, user, { hash, mustChange: false, mustChangeWithSecondFactor: false });
  });
}
