import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeObjects } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { lockObject } from '../objects/require-object.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import { grantsOf, livingSessions } from './living-sessions.ts';

/**
 * Ends one session of a user: its browser is signed in no more, and the refresh tokens that applications got in it are gone.
 * Access tokens that are out live until their end. The other sessions go on.
 *
 * @param id as `listSignInSessions` gives it
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, also when the session has ended or is somebody else's
 * @see ADR 44
 */
export async function endSignInSession(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  id: string,
): Promise<void> {
  authorizeSome(caller, 'revoke sign-in sessions');
  const lock = (session: WriteSession) => lockObject(session, 'user', userId);
  await changeObjects(directory, caller, 'end-sign-in-session', lock, async (change, user) => {
    await authorizeFor(change, caller, 'revoke sign-in sessions', user);
    const { signInSessions } = change.session;
    const stored = await signInSessions.findSession(livingSessions(user, change.now), id);
    if (stored === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    await signInSessions.removeSession(userId, id, grantsOf(stored));
    change.fact(user, 'update', { signInSessions: [{ startedAt: stored.startedAt }, null] });
  });
}
