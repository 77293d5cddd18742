import type { ObjectId } from '@muster/kernel';
import { systemCaller } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import { requireObject } from '../objects/require-object.ts';
import { deleteUser } from '../users/delete-user.ts';
import { invitationErrors } from './errors.ts';
import { readExternalIdentitiesPolicy } from './external-identities-policy.ts';
import { isExternal } from './external-user.ts';

/**
 * Somebody from outside leaves by themselves: their account lies among the deleted items from then on. Whoever calls this
 * has made sure that it is they who ask.
 *
 * @throws AppError LEAVING_NOT_ALLOWED, NOT_EXTERNAL, RESOURCE_NOT_FOUND
 * @see B2B and governance spec §1.7
 */
export async function leaveDirectory(directory: Directory, userId: ObjectId): Promise<void> {
  await directory.store.read(async (session) => {
    const user = await requireObject(session, 'user', userId);
    if (!isExternal(user)) throw invitationErrors.NOT_EXTERNAL({});
    const { allowExternalIdentitiesToLeave } = await readExternalIdentitiesPolicy(session);
    if (!allowExternalIdentitiesToLeave) throw invitationErrors.LEAVING_NOT_ALLOWED({});
  });
  await deleteUser(directory, systemCaller, userId);
}
