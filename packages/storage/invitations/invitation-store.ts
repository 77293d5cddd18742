import type { InvitationReader, InvitationWriter, StoredInvitation } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { storable } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

const fields = sql`address_key as "addressKey", user_id as "userId", id, address, ticket_hash as "ticketHash",
  redirect_url as "redirectUrl", invited_at as "invitedAt", ends_at as "endsAt", redeemed_at as "redeemedAt"`;

/** Invitations, on one connection. A row without a user is a claim whose transaction has not come that far. */
export class PostgresInvitationStore implements InvitationReader, InvitationWriter {
  constructor(private readonly connection: Connection) {}

  invitationByTicket(ticketHash: string): Promise<StoredInvitation | undefined> {
    return this.connection.row(
      sql`select ${fields} from invitations where ticket_hash = ${ticketHash} and user_id is not null`,
    );
  }

  invitationsOf(addressKeys: readonly string[]): Promise<StoredInvitation[]> {
    return this.connection.rows(
      sql`select ${fields} from invitations where address_key = any(${addressKeys.map(storable)}::text[]) and user_id is not null`,
    );
  }

  async claimAddress(addressKey: string): Promise<ObjectId | null> {
    const row = await this.connection.row<{ userId: ObjectId | null }>(sql`
      insert into invitations (address_key) values (${storable(addressKey)})
      on conflict (address_key) do update set address_key = excluded.address_key
      returning user_id as "userId"`);
    return row!.userId;
  }

  lockByTicket(ticketHash: string): Promise<StoredInvitation | undefined> {
    return this.connection.row(
      sql`select ${fields} from invitations where ticket_hash = ${ticketHash} and user_id is not null for update`,
    );
  }

  lockByAddress(addressKey: string): Promise<StoredInvitation | undefined> {
    return this.connection.row(
      sql`select ${fields} from invitations where address_key = ${storable(addressKey)} and user_id is not null for update`,
    );
  }

  async saveInvitation(invitation: StoredInvitation): Promise<void> {
    const { addressKey, userId, id, address, ticketHash, redirectUrl, invitedAt, endsAt, redeemedAt } = invitation;
    await this.connection.run(sql`
      insert into invitations (address_key, user_id, id, address, ticket_hash, redirect_url, invited_at, ends_at, redeemed_at)
      values (${storable(addressKey)}, ${userId}::uuid, ${id}::uuid, ${storable(address)}, ${ticketHash},
        ${storable(redirectUrl)}, ${instant(invitedAt)}::timestamptz, ${instant(endsAt)}::timestamptz,
        ${instant(redeemedAt)}::timestamptz)
      on conflict (address_key) do update set user_id = excluded.user_id, id = excluded.id, address = excluded.address,
        ticket_hash = excluded.ticket_hash, redirect_url = excluded.redirect_url, invited_at = excluded.invited_at,
        ends_at = excluded.ends_at, redeemed_at = excluded.redeemed_at`);
  }

  async removeInvitations(userId: ObjectId, exceptKey: string | null): Promise<void> {
    await this.connection.run(sql`
      delete from invitations where user_id = ${userId}::uuid and address_key is distinct from ${exceptKey}::text`);
  }
}

function instant(value: Instant | null): string | null {
  return value === null ? null : timestampText(value);
}
