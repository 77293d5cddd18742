import type { Instant, ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { privacyStatementOf } from '../organization/privacy-statement.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { StoredInvitation } from '../ports/invitation-store.ts';
import { isDomainAdmitted } from './admission.ts';
import { readInvitationPolicy } from './invitation-policy.ts';
import { presentRedirect } from './redirect-address.ts';
import { ticketDigest } from './tickets.ts';

/** What the page behind the link of an invitation shows to whoever has the link. */
export interface FoundInvitation {
  readonly userId: ObjectId;
  /** The invited address: whoever redeems has to prove it. */
  readonly address: string;
  readonly directoryName: string;
  /** Who invited; null when that was the operator, or somebody who is gone. */
  readonly inviterName: string | null;
  /** Where the directory says what it does with data; null when it says nothing. */
  readonly privacyStatementUrl: string | null;
  readonly endsAt: Instant;
}

/** How it stands with the link of an invitation. */
export type InvitationState =
  /** It can be redeemed. @property redirectUrl where it leads then; null when that is not allowed any more */
  | { readonly state: 'open'; readonly invitation: FoundInvitation; readonly redirectUrl: string | null }
  /** It was redeemed with this very link, or without it while the link was good. */
  | { readonly state: 'accepted'; readonly redirectUrl: string | null }
  | { readonly state: 'ended' }
  /** Unknown, replaced, or of somebody who may not come any more: not to be told apart. */
  | { readonly state: 'unusable' };

const longestTicket = 128;

/**
 * The invitation of a ticket; undefined for tickets that are unknown, used, replaced or over, whose account is disabled
 * or deleted, or whose domain may not come any more: these look alike. Four statements.
 */
export async function findInvitation(directory: Directory, ticket: string): Promise<FoundInvitation | undefined> {
  const found = await invitationState(directory, ticket, null);
  return found.state === 'open' ? found.invitation : undefined;
}

/**
 * How it stands with the invitation of a ticket, for the page behind its link. Whoever holds the ticket may know that it was
 * used or is over; of tickets that nobody was given nothing can be known. Six statements at most.
 *
 * @param ownOrigin scheme and host of this server, to which invitations may lead; null when it is not known
 */
export async function invitationState(
  directory: Directory,
  ticket: string,
  ownOrigin: string | null,
): Promise<InvitationState> {
  if (ticket.length > longestTicket) return { state: 'unusable' };
  return directory.store.read(async (session): Promise<InvitationState> => {
    const stored = await session.invitations.invitationByTicket(ticketDigest(ticket));
    const user = stored && (await session.objects.find('user', stored.userId));
    if (!stored || !user || user.properties.accountEnabled === false) return { state: 'unusable' };
    const isOver = stored.redeemedAt === null && stored.endsAt <= directory.clock();
    if (isOver) return { state: 'ended' };
    const redirectUrl = await redirectAfter(session, stored, ownOrigin);
    if (stored.redeemedAt !== null) return { state: 'accepted', redirectUrl };
    const isAdmitted = isDomainAdmitted(await readInvitationPolicy(session), stored.address);
    if (!isAdmitted) return { state: 'unusable' };
    return { state: 'open', invitation: await shownInvitation(session, stored), redirectUrl };
  });
}

async function shownInvitation(session: ReadSession, stored: StoredInvitation): Promise<FoundInvitation> {
  const organization = await session.settings.organization();
  return {
    userId: stored.userId,
    address: stored.address,
    directoryName: organization?.displayName ?? 'Muster',
    inviterName: await inviterNameOf(session, stored),
    privacyStatementUrl: privacyStatementOf(organization),
    endsAt: stored.endsAt,
  };
}

async function inviterNameOf(session: ReadSession, { userId }: StoredInvitation): Promise<string | null> {
  const [link] = await session.relations.linksFrom(userId, 'invitedBy');
  const [inviter] = link === undefined ? [] : await session.objects.findMany([link.id], ['user', 'servicePrincipal']);
  return (inviter?.properties.displayName as string | undefined) ?? null;
}

/** Where the browser goes after the redemption; null when that is not allowed any more. */
export async function redirectAfter(
  session: ReadSession,
  { redirectUrl }: Pick<StoredInvitation, 'redirectUrl'>,
  ownOrigin: string | null,
): Promise<string | null> {
  const [policy, domains] = await Promise.all([readInvitationPolicy(session), session.settings.domains()]);
  return presentRedirect(redirectUrl, { policy, domains, ownOrigin });
}
