import { accessAsUser, type Caller, type Directory, resolvePerson, type SignedInPerson } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';

/** The pages act for people by themselves; no application comes between. */
export const ownPages = null;

/** A person who is signed in to the pages, with everything that they may do. */
export function personCaller(
  directory: Directory,
  userId: ObjectId,
  client: SignedInPerson['client'] = ownPages,
): Promise<Caller> {
  const scopes = [accessAsUser];
  return resolvePerson(directory, { userId, issuedAt: directory.clock(), client, scopes, requestId: null });
}
