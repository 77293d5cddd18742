import type { Instant, ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeUser } from '../changes/change-user.ts';
import type { Directory } from '../context.ts';
import type { Properties } from '../objects/directory-object.ts';

/** Whether a user may be signed in. */
export interface SignInState {
  readonly isEnabled: boolean;
  readonly isDeleted: boolean;
  /** Sessions and refresh tokens from before this instant have ended; null when none were ever ended. */
  readonly sessionsValidFrom: Instant | null;
}

/**
 * Whether the user may be signed in, and since when sessions count. One statement.
 *
 * @returns undefined for somebody who never was or is gone for good
 */
export async function signInState(directory: Directory, userId: ObjectId): Promise<SignInState | undefined> {
  const user = await directory.store.read((session) => session.objects.find('user', userId, 'any'));
  if (user === undefined) return undefined;
  return {
    isEnabled: user.properties.accountEnabled === true,
    isDeleted: user.deletedAt !== null,
    sessionsValidFrom: (user.properties.signInSessionsValidFromDateTime ?? null) as Instant | null,
  };
}

/**
 * Ends every session of the user: what was begun up to now does not count any more.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 * @see Graph surface spec §11.1
 */
export async function revokeSignInSessions(directory: Directory, caller: Caller, userId: ObjectId): Promise<void> {
  authorizeSome(caller, 'revoke sign-in sessions');
  await changeUser(directory, caller, 'revoke-sign-in-sessions', userId, async (change, before) => {
    await authorizeFor(change, caller, 'revoke sign-in sessions', before);
    const properties = { ...before.properties, signInSessionsValidFromDateTime: change.now };
    return { after: { ...before, version: before.version + 1, properties } };
  });
}

/** What a change of a user's properties does to their sessions: who is disabled has none from then on. */
export function sessionEnd(before: Properties, after: Properties, now: Instant): Properties {
  const isDisabled = before.accountEnabled === true && after.accountEnabled !== true;
  return isDisabled ? { signInSessionsValidFromDateTime: now } : {};
}
