import type { Change } from '../changes/change.ts';
import { nobodysHash } from '../credentials/password-hash.ts';
import { removeAllFactors } from '../credentials/second-factors.ts';
import type { User } from '../objects/directory-object.ts';

/** Takes from a locked user what they could sign in here with: the password becomes one that nobody knows, factors go. */
export async function takeCredentials(change: Change, user: User): Promise<void> {
  const { credentials } = change.session;
  const flags = { mustChange: false, mustChangeWithSecondFactor: false };
  const password = await credentials.passwordOf(user.id);
  if (password !== undefined) {
    await credentials.savePassword(user.id, { ...flags, hash: await nobodysHash(), changedAt: change.now });
  }
  await removeAllFactors(change, user);
}
