import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { decidePassword, newPassword, noPassword } from '../credentials/new-password.ts';
import { directoryErrors } from '../errors.ts';
import { unlinkIdentities } from '../identity-providers/linked-identities.ts';
import { invitationErrors } from '../invitations/errors.ts';
import { isExternal } from '../invitations/external-user.ts';
import { storeUser } from '../invitations/store-user.ts';
import type { Properties, PropertyValue, User } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { issuerOf } from '../organization/domains.ts';
import { checkUserValues } from '../users/check-user.ts';
import { proxyAddressesFor } from '../users/mail-addresses.ts';
import { renamedIdentities } from '../users/renamed-identities.ts';
import { checkUserPrincipalName } from '../users/user-principal-name.ts';

/** What an account from outside needs to be one of the directory itself. */
export interface InternalAccount {
  readonly userPrincipalName: string;
  /** Not wanted for synchronised users, who keep the password of their own directory. */
  readonly passwordProfile?: PropertyValue;
  readonly mail?: string | null;
}

/**
 * Makes an external user a member who signs in here: id, groups, applications and licences stay.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, NOT_EXTERNAL, PROPERTY_REQUIRED, PROPERTY_INVALID,
 *   PASSWORD_TOO_WEAK, DOMAIN_NOT_VERIFIED, UNIQUE_VALUE_TAKEN
 * @see B2B and governance spec §1.5
 */
export async function convertToInternal(
  directory: Directory,
  caller: Caller,
  id: ObjectId,
  account: InternalAccount,
): Promise<User> {
  const operations = ['convert users', 'set passwords'] as const;
  for (const operation of operations) authorizeSome(caller, operation);
  if (!account.userPrincipalName) throw required('userPrincipalName');
  const { passwordProfile = null, userPrincipalName } = account;
  const password =
    passwordProfile === null ? null : await newPassword(directory, id, passwordProfile, { userPrincipalName });
  return changeDirectory(directory, caller, 'convert-external-to-internal-user', 'shared', async (change) => {
    const before = await lockObject(change.session, 'user', id);
    for (const operation of operations) await authorizeFor(change, caller, operation, before);
    if (!isExternal(before)) throw invitationErrors.NOT_EXTERNAL({});
    const isSynced = before.properties.onPremisesSyncEnabled === true;
    if ((password?.hash ?? null) === null && !isSynced) throw required('passwordProfile');
    const { stamp, beside } = password === null ? noPassword : await decidePassword(change, before, password);
    await beside?.(change.session);
    await change.session.invitations.removeInvitations(id, null);
    const identities = await unlinkIdentities(change, before);
    return toInternal(change, { ...before, properties: { ...before.properties, identities } }, before, account, stamp);
  });
}

/** Puts the values of an internal member on a locked user. */
export async function toInternal(
  change: Change,
  unlinked: User,
  before: User,
  { userPrincipalName, mail }: InternalAccount,
  stamp: Properties,
): Promise<User> {
  const { session } = change;
  checkUserPrincipalName(userPrincipalName, await session.settings.domains());
  if (/#EXT#@/i.test(userPrincipalName)) {
    throw directoryErrors.PROPERTY_INVALID({ property: 'userPrincipalName', reason: 'it is the name of a guest' });
  }
  const values: Record<string, PropertyValue> = {
    ...stamp,
    userPrincipalName,
    userType: 'Member',
    signInSessionsValidFromDateTime: change.now,
    externalUserState: null,
    externalUserStateChangeDateTime: null,
    identities: renamedIdentities(unlinked, userPrincipalName, await issuerOf(session)),
  };
  if (mail !== undefined) {
    checkUserValues({ mail });
    values.mail = mail;
    values.proxyAddresses = proxyAddressesFor(mail, before.properties);
  }
  return storeUser(change, before, values);
}

function required(property: string) {
  return directoryErrors.PROPERTY_REQUIRED({ property, resource: 'User' });
}
