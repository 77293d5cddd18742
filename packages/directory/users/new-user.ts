import { type Instant, newObjectId, type ObjectId, type ObjectNumber } from '@muster/kernel';
import { checkProperties, requireProperties } from '../objects/check-properties.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import { securityIdentifier } from '../objects/security-identifier.ts';
import type { NewObject } from '../ports/object-store.ts';
import { checkUserValues } from './check-user.ts';
import { proxyAddressesFor } from './mail-addresses.ts';

/** What a new user is made of. */
export interface UserDraft {
  readonly properties: Properties;
  readonly managerId: ObjectId | null;
}

/**
 * A user ready to be stored, with what the directory itself adds.
 *
 * @param issuer the directory's initial domain, issuer of the user's own sign-in name
 * @throws AppError PROPERTY_REQUIRED, PROPERTY_INVALID, TOO_MANY_EXTENSION_VALUES
 */
export function newUser(draft: UserDraft, number: ObjectNumber, issuer: string, now: Instant): NewObject<'user'> {
  const given = checkProperties('user', draft.properties);
  requireProperties('user', given, ['passwordProfile']);
  checkUserValues(given);
  const id = newObjectId();
  const mail = (given.mail ?? null) as string | null;
  const derived: Record<string, PropertyValue> = {
    createdDateTime: now,
    userType: 'Member',
    identities: [{ signInType: 'userPrincipalName', issuer, issuerAssignedId: given.userPrincipalName as string }],
    securityIdentifier: securityIdentifier(id),
    ...(mail === null ? {} : { proxyAddresses: proxyAddressesFor(mail, {}) }),
  };
  return { type: 'user', id, number, managerId: draft.managerId, properties: { ...derived, ...given } };
}
