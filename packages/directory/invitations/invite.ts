import { type Instant, newObjectId, type ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { isAllowed } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { domainOf } from '../identity-providers/provider-for.ts';
import { enqueueMail } from '../mail/enqueue-mail.ts';
import type { User } from '../objects/directory-object.ts';
import type { Organization } from '../ports/settings-store.ts';
import { requireAdmitted } from './admission.ts';
import { invitationErrors } from './errors.ts';
import { type CheckedInvitation, checkInvitation, type InvitationInput } from './invitation-input.ts';
import { invitationMail } from './invitation-mail.ts';
import { type InvitationPolicy, readInvitationPolicy } from './invitation-policy.ts';
import { addressKey } from './invited-address.ts';
import { invitedUser } from './invited-user.ts';
import { authorizeInvitation, requireInvitationsAllowed } from './may-invite.ts';
import { checkRedirect } from './redirect-address.ts';
import { actingObject, addSponsorsIn } from './sponsors.ts';
import { newTicket, redeemUrl, ticketDigest } from './tickets.ts';

/** Where the invitation is made. */
export interface InvitationSite {
  /** Scheme and host under which people reach the server, as far as the request tells. */
  readonly baseUrl: string;
  /** False when the base is only what the caller says it is: no mail leads there. */
  readonly isBaseTrusted: boolean;
  /** Whether somebody sends the mails that are queued. */
  readonly sendsMail: boolean;
}

/** An invitation that was made. */
export interface Invitation {
  readonly id: string;
  readonly status: 'PendingAcceptance' | 'Completed';
  /** Whoever has it can come once, with the account of the address. It is not stored. */
  readonly inviteRedeemUrl: string;
  readonly inviteRedirectUrl: string;
  readonly user: User;
  /** True when the mail was queued with the invitation. */
  readonly isMailQueued: boolean;
  readonly endsAt: Instant;
}

const dayMs = 86_400_000;

/**
 * Invites a person from outside: makes the account at once, or takes the one that is there; gives a ticket in place of any
 * before it, and queues the mail when one is wanted. Groups whose rules select the account have it as a member when this
 * returns.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, INVITATIONS_NOT_ALLOWED, PROPERTY_REQUIRED, PROPERTY_INVALID,
 *   INVITED_ADDRESS_INVALID, INVITED_DOMAIN_OWN, INVITED_DOMAIN_BLOCKED, INVITED_USER_EXISTS, INVITED_GUEST_BLOCKED,
 *   INVITED_ADDRESS_NOT_OF_USER, RESET_NEEDS_INVITED_USER, REDIRECT_NOT_ALLOWED, PUBLIC_URL_NEEDED, SPONSOR_INVALID,
 *   TOO_MANY_SPONSORS, RESOURCE_NOT_FOUND
 * @see Graph surface spec §12.4; B2B and governance spec §1.3, §1.4
 */
export async function invite(
  directory: Directory,
  caller: Caller,
  input: InvitationInput,
  site: InvitationSite,
): Promise<Invitation> {
  const checked = checkInvitation(input);
  authorizeInvitation(caller, checked);
  const sendsMail = checked.wantsMail && site.sendsMail;
  if (sendsMail && !site.isBaseTrusted) throw invitationErrors.PUBLIC_URL_NEEDED({});
  return changeDirectory(directory, caller, 'invite-external-user', 'shared', async (change) => {
    const ground = await requireGround(change, checked, site);
    // The lock of the address: of two who invite it at once, the second finds the account that the first has made.
    const known = await change.session.invitations.claimAddress(addressKey(checked.address));
    const readsUsers = isAllowed(caller.actor, 'read users');
    const user = await invitedUser(change, checked, known, { readsUsers, caller });
    await linkPeople(change, caller, user, checked);
    const invitation = await giveTicket(change, user, checked, ground, site);
    if (sendsMail) await queueMail(change, caller, invitation, checked, ground.organization);
    return { ...invitation, isMailQueued: sendsMail };
  });
}

interface Ground {
  readonly organization: Organization;
  readonly policy: InvitationPolicy;
  readonly redirectUrl: string;
}

/** What the directory must allow before it is looked whom the address belongs to. */
async function requireGround(
  { session }: Change,
  { address, redirectUrl }: CheckedInvitation,
  site: InvitationSite,
): Promise<Ground> {
  await requireInvitationsAllowed(session);
  const [organization, domains, policy] = await Promise.all([
    session.settings.organization(),
    session.settings.domains(),
    readInvitationPolicy(session),
  ]);
  if (organization === undefined) throw directoryErrors.DIRECTORY_NOT_SET_UP({});
  if (domains.some(({ id, isVerified }) => isVerified && id === domainOf(address))) {
    throw invitationErrors.INVITED_DOMAIN_OWN({});
  }
  await requireAdmitted(session, address);
  // What a caller calls the server does not make it a place to be led to.
  const ownOrigin = site.isBaseTrusted ? new URL(site.baseUrl).origin : null;
  return { organization, policy, redirectUrl: checkRedirect(redirectUrl, { policy, domains, ownOrigin }) };
}

async function linkPeople(
  change: Change,
  caller: Caller,
  user: User,
  { sponsorIds }: CheckedInvitation,
): Promise<void> {
  const { relations } = change.session;
  const isMade = change.transitions.some(({ before, after }) => before === null && after?.id === user.id);
  // Of somebody who is here already, it is for those to say who change users.
  if (!isMade && sponsorIds.length > 0) await authorizeFor(change, caller, 'update users', user);
  const inviter = actingObject(caller);
  const isInvitedBefore = (await relations.linksFrom(user.id, 'invitedBy')).length > 0;
  if (inviter !== null && inviter.id !== user.id && !isInvitedBefore) {
    await relations.addLink(user, 'invitedBy', inviter);
    change.fact(user, 'update', { invitedBy: [null, inviter.id] });
  }
  const isNew = !isInvitedBefore && sponsorIds.length === 0;
  const byDefault: readonly ObjectId[] =
    isNew && inviter?.type === 'user' && inviter.id !== user.id ? [inviter.id] : [];
  await addSponsorsIn(change, user, [...sponsorIds, ...byDefault]);
}

async function giveTicket(
  change: Change,
  user: User,
  { address }: CheckedInvitation,
  { organization, policy, redirectUrl }: Ground,
  site: InvitationSite,
): Promise<Omit<Invitation, 'isMailQueued'>> {
  const ticket = newTicket();
  const [id, key] = [newObjectId(), addressKey(address)];
  const endsAt = (change.now + policy.lifeDays * dayMs) as Instant;
  const times = { invitedAt: change.now, endsAt, redeemedAt: null };
  // One ticket for one account: those of other addresses of theirs go.
  await change.session.invitations.removeInvitations(user.id, key);
  await change.session.invitations.saveInvitation({
    addressKey: key,
    userId: user.id,
    id,
    address,
    ticketHash: ticketDigest(ticket),
    redirectUrl,
    ...times,
  });
  // Somebody who is here already is invited again all the same: the log shows it.
  if (change.facts.length === 0) change.fact(user, 'update', { invitation: [null, id] });
  const isAccepted = user.properties.externalUserState === 'Accepted';
  return {
    id,
    status: isAccepted ? 'Completed' : 'PendingAcceptance',
    inviteRedeemUrl: redeemUrl(site.baseUrl, organization.id, user.id, ticket),
    inviteRedirectUrl: redirectUrl,
    user,
    endsAt,
  };
}

async function queueMail(
  change: Change,
  caller: Caller,
  { inviteRedeemUrl, endsAt }: Pick<Invitation, 'inviteRedeemUrl' | 'endsAt'>,
  { address, copyTo, language, message }: CheckedInvitation,
  { displayName }: Organization,
): Promise<void> {
  const inviterName = actingObject(caller) === null ? null : loggedActor(caller.actor).name;
  const mail = invitationMail({
    to: address,
    copyTo,
    language,
    directoryName: displayName,
    inviterName,
    message,
    link: inviteRedeemUrl,
    endsAt,
  });
  await enqueueMail(change.session, mail, change.now);
}
