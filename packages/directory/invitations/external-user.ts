import { foldCase } from '@muster/kernel';
import type { Properties, PropertyValue, User } from '../objects/directory-object.ts';

const isText = (value: unknown, text: string) => typeof value === 'string' && foldCase(value) === foldCase(text);

/** True while the user's invitation waits to be accepted. */
export function isPending({ creationType, externalUserState }: Properties): boolean {
  return isText(creationType, 'Invitation') && isText(externalUserState, 'PendingAcceptance');
}

/** True for a user who has an account elsewhere. */
export function isFederated(properties: Properties): boolean {
  const identities = (properties.identities ?? []) as readonly Readonly<Record<string, unknown>>[];
  const own = identities.filter(({ signInType }) => isText(signInType, 'userPrincipalName'));
  const isOwn = (issuer: unknown) => own.some((each) => typeof issuer === 'string' && isText(each.issuer, issuer));
  return identities.some(({ signInType, issuer }) => isText(signInType, 'federated') && !isOwn(issuer));
}

/** True for a user who is at home elsewhere, or of whom that is not known yet. @see B2B and governance spec §1.1 */
export function isExternal(user: User): boolean {
  return isFederated(user.properties) || isPending(user.properties) || hasGuestName(user.properties);
}

/** True for a name that was made of an address elsewhere. */
export function hasGuestName({ userPrincipalName }: Properties): boolean {
  return typeof userPrincipalName === 'string' && /#EXT#@/i.test(userPrincipalName);
}

/** The folded addresses of the user. */
export function addressesOf({ mail, otherMails, proxyAddresses }: Properties): ReadonlySet<string> {
  const texts = (value: PropertyValue | undefined) => (Array.isArray(value) ? (value as readonly string[]) : []);
  const aliases = texts(proxyAddresses).flatMap((address) =>
    /^smtp:/i.test(address) ? [address.slice('smtp:'.length)] : [],
  );
  const all = [...(typeof mail === 'string' ? [mail] : []), ...texts(otherMails), ...aliases];
  return new Set(all.map((address) => foldCase(address)));
}
