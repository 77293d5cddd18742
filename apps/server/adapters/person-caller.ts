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

/** The same, for what takes a fresh proof: the pages ask for it by themselves before they change anything. */
export function provenCaller(directory: Directory, userId: ObjectId): Promise<Caller> {
  const now = directory.clock();
  const proof = { provedAt: now, amr: ['mfa'], scopes: [accessAsUser] };
  return resolvePerson(directory, { userId, issuedAt: now, client: ownPages, requestId: null, ...proof });
}
