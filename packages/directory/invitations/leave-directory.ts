import type { ObjectId } from '@muster/kernel';
import type { NamedApplication } from '../actors/caller.ts';
import { resolvePerson } from '../authorization/resolve-person.ts';
import { changeObjects } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { lockObject } from '../objects/require-object.ts';
import type { ReadSession, WriteSession } from '../ports/directory-store.ts';
import { discardUser } from '../users/delete-user.ts';
import { invitationErrors } from './errors.ts';
import { readExternalIdentitiesPolicy } from './external-identities-policy.ts';
import { isExternal } from './external-user.ts';

/** From where somebody leaves, for the log. */
export interface Leaving {
  /** The application through which they do; absent or null at Muster's own pages. */
  readonly application?: NamedApplication | null;
  readonly requestId?: string | null;
}

/**
 * Somebody from outside leaves by themselves: their account lies among the deleted items from then on. Whoever calls this
 * has made sure that it is they who ask.
 *
 * @throws AppError LEAVING_NOT_ALLOWED, NOT_EXTERNAL; PERSON_NOT_SIGNED_IN for somebody unknown, deleted or disabled;
 *   LAST_GLOBAL_ADMINISTRATOR
 * @see B2B and governance spec §1.7
 */
export async function leaveDirectory(
  directory: Directory,
  userId: ObjectId,
  { application = null, requestId = null }: Leaving = {},
): Promise<void> {
  const person = { userId, issuedAt: directory.clock(), client: application, scopes: [], requestId };
  const caller = await resolvePerson(directory, person);
  const lock = (session: WriteSession) => lockObject(session, 'user', userId);
  await changeObjects(directory, caller, 'leave-directory', lock, async (change, user) => {
    if (!isExternal(user)) throw invitationErrors.NOT_EXTERNAL({});
    await requireAllowed(change.session);
    await discardUser(change, user);
  });
}

async function requireAllowed(session: ReadSession): Promise<void> {
  const { allowExternalIdentitiesToLeave } = await readExternalIdentitiesPolicy(session);
  if (!allowExternalIdentitiesToLeave) throw invitationErrors.LEAVING_NOT_ALLOWED({});
}
