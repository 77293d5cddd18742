import { createHash, randomBytes } from 'node:crypto';
import type { ObjectId } from '@muster/kernel';

/** A new ticket: 256 random bits. */
export function newTicket(): string {
  return randomBytes(32).toString('base64url');
}

/** The form in which a ticket is stored. Looked up by it, so that nothing about a ticket is compared letter by letter. */
export function ticketDigest(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}

/** The address behind which an invitation is redeemed. */
export function redeemUrl(baseUrl: string, tenantId: string, userId: ObjectId, ticket: string): string {
  const query = new URLSearchParams({ tenant: tenantId, user: userId, ticket });
  return `${baseUrl.replace(/\/+$/, '')}/redeem?${query.toString()}`;
}
