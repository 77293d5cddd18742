import { accessAsUser, type Caller, type Directory, resolvePerson } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';

/** The pages act for people by themselves; no other application comes between. */
export const musterClient = { appId: '', name: 'Muster' };

/** A person who is signed in to the pages, with everything that they may do. */
export function personCaller(
  directory: Directory,
  userId: ObjectId,
  client: { readonly appId: string; readonly name: string } = musterClient,
): Promise<Caller> {
  const scopes = [accessAsUser];
  return resolvePerson(directory, { userId, issuedAt: directory.clock(), client, scopes, requestId: null });
}
