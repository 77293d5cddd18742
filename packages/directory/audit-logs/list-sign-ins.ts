import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { SignInQuery } from '../ports/audit-log.ts';
import type { SignInEvent } from '../ports/credential-store.ts';

/** The most sign-ins of one page. */
export const mostSignIns = 1000;

/**
 * Sign-ins, and checks of credentials on the way to them, a page of them. They are kept for `signInLogDays` of the
 * organization. One statement.
 *
 * @param query `limit` up to `mostSignIns` + 1
 * @throws AppError INSUFFICIENT_PRIVILEGES
 * @see Graph surface spec §11.10
 */
export async function listSignIns(
  directory: Directory,
  caller: Caller,
  query: SignInQuery,
): Promise<readonly SignInEvent[]> {
  authorize(caller, 'read sign-ins');
  return directory.store.read((session) => session.audits.signIns(query));
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getSignIn(directory: Directory, caller: Caller, id: ObjectId): Promise<SignInEvent> {
  authorize(caller, 'read sign-ins');
  const found = await directory.store.read((session) => session.audits.signIn(id));
  if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return found;
}
