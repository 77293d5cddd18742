import { foldCase, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { unlinkIdentities } from '../identity-providers/linked-identities.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { User } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { issuerOf } from '../organization/domains.ts';
import { invitationErrors } from './errors.ts';
import { addressesOf, hasGuestName, isExternal } from './external-user.ts';
import { freeGuestName, newGuest } from './guest-user.ts';
import type { CheckedInvitation } from './invitation-input.ts';
import { pendingValues, resetValues } from './pending-values.ts';
import { storeUser } from './store-user.ts';

interface Inviter {
  readonly caller: Caller;
  /** Whether ids of users may be told. */
  readonly readsUsers: boolean;
}

/**
 * The account that an invitation is about, as it stands after it: made, found, or turned into one that signs in elsewhere.
 * The address is claimed by then.
 *
 * @param known who was invited by the address last
 */
export async function invitedUser(
  change: Change,
  invitation: CheckedInvitation,
  known: ObjectId | null,
  inviter: Inviter,
): Promise<User> {
  if (invitation.userId !== null) return namedUser(change, invitation, known, inviter);
  const before = known === null ? undefined : await change.session.objects.lock('user', known);
  // Somebody whose address was taken away from them is not who is invited now.
  const isSame =
    before !== undefined && isExternal(before) && addressesOf(before.properties).has(foldCase(invitation.address));
  const found = isSame ? before : await ownerOf(change, invitation.address);
  if (found === undefined) return createGuest(change, invitation);
  const id = inviter.readsUsers ? found.id : null;
  if (!isExternal(found)) throw invitationErrors.INVITED_USER_EXISTS({ id });
  if (found.properties.accountEnabled === false) throw invitationErrors.INVITED_GUEST_BLOCKED({ id });
  return lockObject(change.session, 'user', found.id);
}

/** The living user to whom the address belongs; of several the one who was there first. */
async function ownerOf({ session }: Change, address: string, except?: ObjectId): Promise<User | undefined> {
  const byMail = await session.objects.findUsersByValues('mail', [address]);
  const byName = await session.objects.findUsersByValues('userPrincipalName', [address]);
  const others = [...byMail, ...byName].filter(({ id }) => id !== except);
  return others.sort((a, b) => a.number - b.number)[0];
}

async function createGuest(change: Change, invitation: CheckedInvitation): Promise<User> {
  const { session, now } = change;
  const issuer = await issuerOf(session);
  const name = await freeGuestName(session, invitation.address, issuer);
  const [number] = await session.objects.takeNumbers(1);
  const guest = newGuest(invitation, name, number!, issuer, now);
  await session.objects.insert([guest]);
  const after: User = { ...guest, version: 1, deletedAt: null };
  change.fact(after, 'create', describeCreation(after));
  change.transitions.push({ before: null, after });
  return after;
}

/** The invitation names its user: sent again, reset, or given to an account of the directory itself. */
async function namedUser(
  change: Change,
  invitation: CheckedInvitation,
  known: ObjectId | null,
  { caller, readsUsers }: Inviter,
): Promise<User> {
  const user = await lockObject(change.session, 'user', invitation.userId!);
  // Before anything is said of the account: whoever does not see its addresses must not find them by trying.
  const isBlind = caller.actor.kind === 'user' && !readsUsers;
  if (invitation.resetsRedemption) await authorizeFor(change, caller, 'reset redemption', user);
  else if (isBlind || !isExternal(user)) await authorizeFor(change, caller, 'convert users', user);
  await requireUnowned(change, invitation.address, user, known, readsUsers);
  if (user.properties.accountEnabled === false) {
    throw invitationErrors.INVITED_GUEST_BLOCKED({ id: readsUsers ? user.id : null });
  }
  if (invitation.resetsRedemption) return resetUser(change, user, invitation.address);
  if (!addressesOf(user.properties).has(foldCase(invitation.address))) {
    throw invitationErrors.INVITED_ADDRESS_NOT_OF_USER({});
  }
  return isExternal(user) ? user : storeUser(change, user, pendingValues(change));
}

/** Nobody else may have the address: whoever proves it would be taken for them. */
async function requireUnowned(
  change: Change,
  address: string,
  user: User,
  known: ObjectId | null,
  readsUsers: boolean,
): Promise<void> {
  const former = known === null || known === user.id ? undefined : await change.session.objects.find('user', known);
  const isHeld = former !== undefined && addressesOf(former.properties).has(foldCase(address));
  const owner = isHeld ? former : await ownerOf(change, address, user.id);
  if (owner !== undefined) throw invitationErrors.INVITED_USER_EXISTS({ id: readsUsers ? owner.id : null });
}

/** @see B2B and governance spec §1.5: id, name, groups, applications and licences stay */
async function resetUser(change: Change, user: User, address: string): Promise<User> {
  const { creationType, externalUserState } = user.properties;
  const wasInvited =
    creationType === 'Invitation' || typeof externalUserState === 'string' || hasGuestName(user.properties);
  if (!wasInvited) throw invitationErrors.RESET_NEEDS_INVITED_USER({});
  const identities = await unlinkIdentities(change, user);
  const others = (user.properties.otherMails ?? []) as readonly string[];
  const isKnown = addressesOf(user.properties).has(foldCase(address));
  return storeUser(change, user, {
    ...resetValues(change),
    identities,
    ...(isKnown ? {} : { otherMails: [...others, address] }),
  });
}
