import type { Change } from '../changes/change.ts';
import { nobodysHash } from '../credentials/password-hash.ts';
import type { User } from '../objects/directory-object.ts';

/** Takes from a locked user what they could sign in here with: the password becomes one that nobody knows, factors go. */
export async function takeCredentials({ session, now }: Change, { id }: User): Promise<void> {
  const { credentials } = session;
  const flags = { mustChange: false, mustChangeWithSecondFactor: false };
  const password = await credentials.passwordOf(id);
  if (password !== undefined) {
    await credentials.savePassword(id, { ...flags, hash: await nobodysHash(), changedAt: now });
  }
  for (const factor of await credentials.factorsOf(id)) await credentials.removeFactor(id, factor.id);
}
