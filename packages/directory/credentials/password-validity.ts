import type { Directory } from '../context.ts';
import type { User } from '../objects/directory-object.ts';
import type { StoredPassword } from '../ports/credential-store.ts';

const day = 86_400_000;

/**
 * Whether the user's password is older than the domain of their name lets passwords be; never where `passwordPolicies`
 * says `DisablePasswordExpiration`. A password from before its age was kept counts as old.
 */
export async function hasExpired(directory: Directory, user: User, password: StoredPassword): Promise<boolean> {
  if (String(user.properties.passwordPolicies ?? '').includes('DisablePasswordExpiration')) return false;
  const own = String(user.properties.userPrincipalName).split('@').at(-1)!.toLowerCase();
  const domains = await directory.store.read((session) => session.settings.domains());
  const days = domains.find(({ id }) => id === own)?.passwordValidityDays ?? null;
  return days !== null && (password.changedAt ?? 0) + days * day <= directory.clock();
}
