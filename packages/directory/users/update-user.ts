import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Operation } from '../authorization/permission-table.ts';
import type { Change } from '../changes/change.ts';
import { changeUser } from '../changes/change-user.ts';
import type { Directory } from '../context.ts';
import { requireFreshProof } from '../credentials/fresh-proof.ts';
import { decidePassword, newPassword, noPassword } from '../credentials/new-password.ts';
import { sessionEnd } from '../credentials/sign-in-sessions.ts';
import { checkProperties } from '../objects/check-properties.ts';
import type { Properties, PropertyValue, User } from '../objects/directory-object.ts';
import { mergeProperties } from '../objects/merge-properties.ts';
import { issuerOf } from '../organization/domains.ts';
import { changedProperties } from '../rules/rule-object.ts';
import { checkUserValues } from './check-user.ts';
import { proxyAddressesFor } from './mail-addresses.ts';
import { renamedIdentities } from './renamed-identities.ts';
import { refuseSyncedProperties } from './synced-properties.ts';
import { checkUserPrincipalName } from './user-principal-name.ts';

/**
 * Changes a user's properties. When it returns the user is a member of exactly the groups whose rules select it now.
 *
 * @param patch null clears a property, absent leaves it; `passwordProfile` sets a new password
 * @throws AppError INSUFFICIENT_PRIVILEGES, FRESH_PROOF_NEEDED, RESOURCE_NOT_FOUND, PROPERTY_REQUIRED, PROPERTY_INVALID, SYNCED_OBJECT,
 *   DOMAIN_NOT_VERIFIED, PASSWORD_TOO_WEAK, UNIQUE_VALUE_TAKEN, LAST_GLOBAL_ADMINISTRATOR
 */
export async function updateUser(directory: Directory, caller: Caller, id: ObjectId, patch: Properties): Promise<void> {
  const operations = operationsOf(patch);
  for (const operation of operations) authorizeSome(caller, operation);
  const { passwordProfile, ...properties } = patch;
  const password = passwordProfile === undefined ? null : await newPassword(directory, id, passwordProfile, properties);
  await changeUser(directory, caller, 'update-user', id, async (change, before) => {
    for (const operation of operations) await authorizeFor(change, caller, operation, before);
    if (password !== null) await requireFreshProof(change, caller, id);
    const { stamp, beside } = password === null ? noPassword : await decidePassword(change, before, password);
    const after = await changedUser(change, before, properties, stamp);
    return beside === undefined ? { after } : { after, beside };
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
  Object.assign(properties, sessionEnd(before.properties, properties, change.now));
  checkUserValues(properties);
  return { ...before, version: before.version + 1, properties };
}

/**
 * Properties by which people sign in or recover their accounts. `mail` is not among Graph's: here people sign in by it, and
 * whoever proves it accepts an invitation in the place of the user.
 *
 * @see Graph surface spec §12.1
 */
const sensitive: readonly string[] = [
  'accountEnabled',
  'userPrincipalName',
  'mail',
  'otherMails',
  'mobilePhone',
  'businessPhones',
];
const phones: readonly string[] = ['mobilePhone', 'businessPhones'];

/** What the caller must be allowed to, all of it. A patch of one thing alone needs no more than the right to that thing. */
function operationsOf(patch: Properties): readonly Operation[] {
  const names = Object.keys(patch).filter((name) => name !== 'passwordProfile');
  const password: readonly Operation[] = patch.passwordProfile === undefined ? [] : ['set passwords'];
  const only = (allowed: readonly string[]) => names.length > 0 && names.every((name) => allowed.includes(name));
  if (names.length === 0) return password.length > 0 ? password : ['update users'];
  if (only(['accountEnabled'])) return [...password, patch.accountEnabled === true ? 'enable users' : 'disable users'];
  if (only(phones)) return [...password, 'update phone numbers of users'];
  if (only(['usageLocation'])) return [...password, 'update usage locations of users'];
  const guarded = names.some((name) => sensitive.includes(name));
  const further: Operation[] = guarded ? ['update sensitive properties of users'] : [];
  if (names.includes('userType')) further.push('make guests of members and members of guests');
  return [...password, 'update users', ...further];
}
