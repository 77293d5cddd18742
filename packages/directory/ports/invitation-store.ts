import type { Instant, ObjectId } from '@muster/kernel';

/** The last invitation of an address. */
export interface StoredInvitation {
  /** The folded address. */
  readonly addressKey: string;
  readonly userId: ObjectId;
  readonly id: string;
  readonly address: string;
  /** Digest of the ticket, also once it was used: whoever opens the link again is told so. Null in rows of before that. */
  readonly ticketHash: string | null;
  readonly redirectUrl: string;
  readonly invitedAt: Instant;
  /** The ticket is worth nothing from here on. */
  readonly endsAt: Instant;
  readonly redeemedAt: Instant | null;
}

export interface InvitationReader {
  invitationByTicket(ticketHash: string): Promise<StoredInvitation | undefined>;
  /** The invitations of these folded addresses, in no particular order. At most 1,000. */
  invitationsOf(addressKeys: readonly string[]): Promise<readonly StoredInvitation[]>;
}

export interface InvitationWriter {
  /**
   * Keeps others from inviting the folded address until the transaction ends.
   *
   * @returns the user who was invited by it last, who need not live any more; null for an address that is new
   */
  claimAddress(addressKey: string): Promise<ObjectId | null>;
  /** The same invitation, locked until the transaction ends: of two who redeem at once, one comes second. */
  lockByTicket(ticketHash: string): Promise<StoredInvitation | undefined>;
  lockByAddress(addressKey: string): Promise<StoredInvitation | undefined>;
  /** Inserts or replaces the invitation of the address. */
  saveInvitation(invitation: StoredInvitation): Promise<void>;
  /** Removes the user's invitations, but for that of one address. */
  removeInvitations(userId: ObjectId, exceptKey: string | null): Promise<void>;
}
