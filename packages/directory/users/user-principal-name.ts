import { directoryErrors } from '../errors.ts';
import type { Domain } from '../ports/settings-store.ts';

const aliasForm = /^[A-Za-z0-9'.\-_!#^~]{1,64}$/;

/**
 * Checks a user principal name: `alias@domain`, at most 113 characters, the domain one of the verified ones.
 *
 * Letters with marks are refused, as they would make names that look alike.
 *
 * @param domains the directory's domains
 * @throws AppError PROPERTY_INVALID, DOMAIN_NOT_VERIFIED
 * @see Graph surface spec §12.1
 */
export function checkUserPrincipalName(name: string, domains: readonly Domain[]): void {
  const at = name.lastIndexOf('@');
  const alias = name.slice(0, Math.max(at, 0));
  const isGuestForm = /#EXT#$/i.test(alias);
  // A guest's alias holds the whole address of their home, so it may be longer.
  const fits = isGuestForm ? /^[A-Za-z0-9'.\-_!#^~]{1,104}$/.test(alias) : aliasForm.test(alias);
  if (at < 1 || !fits || name.length > 113 || alias.endsWith('.') || alias.startsWith('.')) {
    throw directoryErrors.PROPERTY_INVALID({
      property: 'userPrincipalName',
      reason: "alias@domain is expected; the alias has up to 64 letters of A to Z, digits and ' . - _ ! # ^ ~",
    });
  }
  const domain = name.slice(at + 1).toLowerCase();
  if (!domains.some((each) => each.isVerified && each.id === domain)) {
    throw directoryErrors.DOMAIN_NOT_VERIFIED({ domain });
  }
}
