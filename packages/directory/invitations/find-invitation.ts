import type { Instant, ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
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

const longestTicket = 128;

/**
 * The invitation of a ticket; undefined for tickets that are unknown, used, replaced or over, whose account is disabled
 * or deleted, or whose domain may not come any more: these look alike. Four statements.
 */
export async function findInvitation(directory: Directory, ticket: string): Promise<FoundInvitation | undefined> {
  if (ticket.length > longestTicket) return undefined;
  return directory.store.read(async (session) => {
    const stored = await session.invitations.invitationByTicket(ticketDigest(ticket));
    if (stored === undefined || stored.endsAt <= directory.clock()) return undefined;
    const user = await session.objects.find('user', stored.userId);
    if (user === undefined || user.properties.accountEnabled === false) return undefined;
    if (!isDomainAdmitted(await readInvitationPolicy(session), stored.address)) return undefined;
    const organization = await session.settings.organization();
    const profile = (organization?.properties.privacyProfile ?? null) as { statementUrl?: string | null } | null;
    const statement = profile?.statementUrl ?? null;
    return {
      userId: user.id,
      address: stored.address,
      directoryName: organization?.displayName ?? 'Muster',
      inviterName: await inviterNameOf(session, stored),
      privacyStatementUrl: statement !== null && /^https:\/\//i.test(statement) ? statement : null,
      endsAt: stored.endsAt,
    };
  });
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
