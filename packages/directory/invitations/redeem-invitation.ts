import { foldCase, type ObjectId } from '@muster/kernel';
import { loggedPerson, type NamedApplication, systemCaller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { inboundAccess } from '../cross-tenant/inbound-access.ts';
import { linkedUserId, linkIdentity } from '../identity-providers/linked-identities.ts';
import type { User } from '../objects/directory-object.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import type { StoredInvitation } from '../ports/invitation-store.ts';
import { requireAdmitted } from './admission.ts';
import { invitationErrors } from './errors.ts';
import { addressesOf, hasGuestName } from './external-user.ts';
import { redirectAfter } from './find-invitation.ts';
import { addressKey, isInvitedAddress } from './invited-address.ts';
import { storeUser } from './store-user.ts';
import { takeCredentials } from './take-credentials.ts';
import { ticketDigest } from './tickets.ts';

/** Who signed in elsewhere, as a provider of this directory tells, or by a passcode. */
export interface RedeemingIdentity {
  readonly providerId: string;
  readonly issuer: string;
  readonly subject: string;
  /** How `identities` of a user name the provider. */
  readonly identityIssuer: string;
  /** Id of the other directory; null for providers that are none. */
  readonly tenantId: string | null;
  readonly address: string | null;
  /** False when nobody vouches for the address: then it proves nothing. */
  readonly isAddressVerified: boolean;
}

export interface RedemptionOptions {
  /** The person has agreed on the consent page. */
  readonly hasConsented: boolean;
  /** The other directory has said that its people need not be asked: its half of automatic redemption. */
  readonly isConsentedAtHome?: boolean;
  /** Scheme and host of this server, to which invitations may lead. */
  readonly ownOrigin?: string | null;
  /** The application to which the person is on their way, for the log; absent or null when it is none. */
  readonly application?: NamedApplication | null;
  /** The request in which it happens, for the log. */
  readonly requestId?: string | null;
}

export type Redemption =
  | { readonly outcome: 'redeemed'; readonly userId: ObjectId; readonly redirectUrl: string | null }
  /** Everything fits, and the person has yet to agree. Nothing was written. */
  | { readonly outcome: 'consentNeeded' };

/**
 * Accepts the invitation of a ticket for the person who signed in: links their account, says that they accepted, spends
 * the ticket; the groups whose rules read any of it follow in the same transaction. Of several who try at once one succeeds.
 *
 * @throws AppError INVITATION_INVALID, INVITATION_FOR_ANOTHER_ADDRESS, INVITED_DOMAIN_BLOCKED, IDENTITY_TAKEN
 * @see B2B and governance spec §1.4.5 to §1.4.8
 */
export function redeemInvitation(
  directory: Directory,
  ticket: string,
  identity: RedeemingIdentity,
  options: RedemptionOptions,
): Promise<Redemption> {
  return redeem(directory, identity, options, ({ invitations }) => invitations.lockByTicket(ticketDigest(ticket)));
}

/**
 * The same for somebody who comes without a link and signs in with the very address that was invited; whoever has it only
 * as a further address needs the link.
 *
 * @throws AppError as `redeemInvitation`
 */
export async function redeemBySignIn(
  directory: Directory,
  identity: RedeemingIdentity,
  options: RedemptionOptions,
): Promise<Redemption> {
  const { address, isAddressVerified } = identity;
  if (address === null || !isAddressVerified || !isInvitedAddress(address))
    throw invitationErrors.INVITATION_INVALID({});
  return redeem(directory, identity, options, ({ invitations }) => invitations.lockByAddress(addressKey(address)));
}

async function redeem(
  directory: Directory,
  identity: RedeemingIdentity,
  options: RedemptionOptions,
  lock: (session: WriteSession) => Promise<StoredInvitation | undefined>,
): Promise<Redemption> {
  const { application = null, requestId = null } = options;
  // Who it is shows only when the invitation is found and fits.
  const caller = { ...systemCaller, requestId };
  return changeDirectory(directory, caller, 'redeem-external-user-invite', 'shared', async (change) => {
    const { session } = change;
    const invitation = await lock(session);
    const user = await requireUsable(change, invitation);
    requireOwner(invitation!, user, identity);
    change.actor = loggedPerson(named(user), application);
    await requireAdmission(session, invitation!, identity);
    if (!(await isAgreed(session, identity, options))) return { outcome: 'consentNeeded' };
    await accept(change, user, identity);
    await session.invitations.saveInvitation({ ...invitation!, redeemedAt: change.now });
    const redirectUrl = await redirectAfter(session, invitation!, options.ownOrigin ?? null);
    return { outcome: 'redeemed', userId: user.id, redirectUrl };
  });
}

function named({ id, properties }: User) {
  return { id, name: properties.displayName as string, userPrincipalName: properties.userPrincipalName as string };
}

async function requireUsable({ session, now }: Change, invitation: StoredInvitation | undefined): Promise<User> {
  const isOpen = invitation !== undefined && invitation.redeemedAt === null && invitation.endsAt > now;
  const user = isOpen ? await session.objects.lock('user', invitation.userId) : undefined;
  if (user === undefined || user.properties.accountEnabled === false) throw invitationErrors.INVITATION_INVALID({});
  return user;
}

/** The link alone opens nothing: the account has to be that of the invited address, or of another address of the user. */
function requireOwner(invitation: StoredInvitation, user: User, identity: RedeemingIdentity): void {
  const { address, isAddressVerified } = identity;
  const key = address === null || !isAddressVerified ? null : foldCase(address);
  const isTheirs = key !== null && (key === invitation.addressKey || addressesOf(user.properties).has(key));
  if (!isTheirs) throw invitationErrors.INVITATION_FOR_ANOTHER_ADDRESS({});
}

async function requireAdmission(
  session: WriteSession,
  { address }: StoredInvitation,
  identity: RedeemingIdentity,
): Promise<void> {
  const comer = { tenantId: identity.tenantId, userId: identity.subject, appId: null };
  await requireAdmitted(session, address, comer);
  // Who comes by another of their addresses comes from that domain.
  await requireAdmitted(session, identity.address!, comer);
}

async function isAgreed(
  session: WriteSession,
  { tenantId, subject }: RedeemingIdentity,
  { hasConsented, isConsentedAtHome = false }: RedemptionOptions,
): Promise<boolean> {
  if (hasConsented) return true;
  if (!isConsentedAtHome || tenantId === null) return false;
  return (await inboundAccess(session, { tenantId, userId: subject, appId: null })).isConsentAutomatic;
}

async function accept(change: Change, user: User, identity: RedeemingIdentity): Promise<void> {
  const { issuer, subject, providerId, identityIssuer } = identity;
  if (user.properties.externalUserState === 'Accepted' && (await change.session.identities.isLinked(user.id))) {
    // Invited again although they came long ago: only they themselves may use it, and nothing changes.
    if ((await linkedUserId(change.session, { issuer, subject })) !== user.id)
      throw invitationErrors.INVITATION_INVALID({});
    change.fact(user, 'update', { invitation: ['PendingAcceptance', 'Completed'] });
    return;
  }
  const identities = await linkIdentity(change, user, { issuer, subject }, { id: providerId, identityIssuer });
  // An account of the directory itself that signs in elsewhere from now on signs in there only.
  const wasInternal = !hasGuestName(user.properties);
  if (wasInternal) await takeCredentials(change, user);
  await storeUser(change, user, {
    identities,
    ...(wasInternal ? { signInSessionsValidFromDateTime: change.now } : {}),
    externalUserState: 'Accepted',
    externalUserStateChangeDateTime: change.now,
  });
}
