import type { PropertyValue, User } from '../objects/directory-object.ts';

/** `identities` after a new user principal name: the user's own sign-in name follows it, identities elsewhere stay. */
export function renamedIdentities(user: User, name: string, issuer: string): PropertyValue {
  const identities = (user.properties.identities ?? []) as readonly { signInType: string }[];
  const elsewhere = identities.filter((identity) => identity.signInType !== 'userPrincipalName');
  return [...elsewhere, { signInType: 'userPrincipalName', issuer, issuerAssignedId: name }] as PropertyValue;
}
