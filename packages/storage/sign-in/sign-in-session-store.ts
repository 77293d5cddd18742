import type { LivingSessions, SessionPlace, SessionReader, SessionWriter, StoredSession } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { timestampText } from '../objects/timestamp-text.ts';

const started = sql`coalesce((payload->>'loginTs')::numeric * 1000,
  floor(extract(epoch from created_at) * 1000))::bigint`;

/** What applications got in a session. */
const kindsOfGrants = ['AuthorizationCode', 'DeviceCode', 'Grant', 'RefreshToken'];

/** Sessions of people, on one connection. */
export class PostgresSignInSessionStore implements SessionReader, SessionWriter {
  constructor(private readonly connection: Connection) {}

  listSessions(of: LivingSessions, after: SessionPlace | null, limit: number): Promise<StoredSession[]> {
    const further =
      after === null ? sql`true` : sql`(${started}, other_hash) < (${after.startedAt}::bigint, ${after.id}::text)`;
    return this.#sessions(of, further, limit);
  }

  async findSession(of: LivingSessions, id: string): Promise<StoredSession | undefined> {
    const [found] = await this.#sessions(of, sql`other_hash = ${id}`, 1);
    return found;
  }

  #sessions({ userId, now, validFrom }: LivingSessions, which: RawBuilder<unknown>, limit: number) {
    const isValid = validFrom === null ? sql`true` : sql`${started} >= ${validFrom}::bigint`;
    return this.connection.rows<StoredSession>(sql`
      select other_hash as id, ${started} as "startedAt", expires_at as "endsAt", payload from sign_in_records
      where user_id = ${userId}::uuid and kind = 'Session' and other_hash is not null
        and expires_at > ${timestampText(now)}::timestamptz and ${isValid} and ${which}
      order by ${started} desc, other_hash desc limit ${limit}`);
  }

  async lastRefreshes(grantIds: readonly string[]): Promise<ReadonlyMap<string, Instant>> {
    if (grantIds.length === 0) return new Map();
    const rows = await this.connection.rows<{ grantId: string; at: Instant }>(sql`
      select grant_id as "grantId", max(created_at) as at from sign_in_records
      where grant_id = any(${grantIds}::text[]) and kind = 'RefreshToken' group by grant_id`);
    return new Map(rows.map(({ grantId, at }) => [grantId, at]));
  }

  async removeSession(userId: ObjectId, id: string, grantIds: readonly string[]): Promise<void> {
    await this.connection.run(sql`
      delete from sign_in_records where user_id = ${userId}::uuid and kind = 'Session' and other_hash = ${id}`);
    if (grantIds.length === 0) return;
    await this.connection.run(sql`
      delete from sign_in_records
      where grant_id = any(${grantIds}::text[]) and kind = any(${kindsOfGrants}::text[])`);
  }
}
