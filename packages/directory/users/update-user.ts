import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, isAllowed } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeUser } from '../changes/change-user.ts';
import type { Directory } from '../context.ts';
import { checkProperties } from '../objects/check-properties.ts';
import type { Properties, PropertyValue, User } from '../objects/directory-object.ts';
import { mergeProperties } from '../objects/merge-properties.ts';
import { issuerOf } from '../organization/domains.ts';
import { changedProperties } from '../rules/rule-object.ts';
import { checkUserValues } from './check-user.ts';
import { proxyAddressesFor } from './mail-addresses.ts';
import { hashSecret, readPassword } from './password.ts';
import { renamedIdentities } from './renamed-identities.ts';
import { refuseSyncedProperties } from './synced-properties.ts';
import { checkUserPrincipalName } from './user-principal-name.ts';

/**
 * Changes a user's properties. When it returns the user is a member of exactly the groups whose rules select it now.
 *
 * @param patch null clears a property, absent leaves it; `passwordProfile` sets a new password
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_REQUIRED, PROPERTY_INVALID, SYNCED_OBJECT,
 *   DOMAIN_NOT_VERIFIED, PASSWORD_TOO_WEAK, UNIQUE_VALUE_TAKEN
 */
export async function updateUser(directory: Directory, caller: Caller, id: ObjectId, patch: Properties): Promise<void> {
  authorizeUpdate(caller, patch);
  const { passwordProfile, ...properties } = patch;
  const password = passwordProfile === undefined ? null : readPassword(passwordProfile);
  const passwordHash = password === null ? null : await hashSecret(password.password);
  await changeUser(directory, caller, 'update-user', id, async (change, before) => {
    const stamp = password === null ? {} : { lastPasswordChangeDateTime: change.now };
    const after = await changedUser(change, before, properties, stamp);
    if (password === null || passwordHash === null) return { after };
    const { mustChange } = password;
    return { after, beside: ({ settings }) => settings.savePasswordHash(id, passwordHash, mustChange) };
  });
}

/** The user with the patch, checked; the one given when nothing would change. */
async function changedUser(change: Change, before: User, patch: Properties, stamp: Properties): Promise<User> {
  const after = await patchedUser(change, before, patch, stamp);
  const changed = changedProperties(before, after);
  if (changed.length === 0) return before;
  refuseSyncedProperties(before, changed);
  if (changed.includes('userPrincipalName')) {
    checkUserPrincipalName(after.properties.userPrincipalName as string, await change.session.settings.domains());
  }
  return after;
}

async function patchedUser(change: Change, before: User, patch: Properties, stamp: Properties): Promise<User> {
  const checked = checkProperties('user', patch);
  const properties: Record<string, PropertyValue> = {
    ...mergeProperties('user', before.properties, checked),
    ...stamp,
  };
  if (checked.mail !== undefined && checked.mail !== before.properties.mail) {
    properties.proxyAddresses = proxyAddressesFor(checked.mail as string | null, before.properties);
  }
  if (checked.userPrincipalName !== undefined) {
    const issuer = await issuerOf(change.session);
    properties.identities = renamedIdentities(before, checked.userPrincipalName as string, issuer);
  }
  checkUserValues(properties);
  return { ...before, version: before.version + 1, properties };
}

function authorizeUpdate(caller: Caller, patch: Properties): void {
  const names = Object.keys(patch);
  if (names.includes('passwordProfile')) authorize(caller, 'set passwords');
  const others = names.filter((name) => name !== 'passwordProfile');
  if (others.length === 1 && others[0] === 'accountEnabled') {
    authorize(caller, 'enable and disable users');
  } else if (others.length > 0 || !isAllowed(caller.actor, 'set passwords')) {
    authorize(caller, 'update users');
  }
}
