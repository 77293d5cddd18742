import type { NewSignInRecord, SignInRecord, SignInRecordKind, SignInRecords } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import type { Sessions } from '../sessions/sessions.ts';

const columns = sql`kind, id_hash as "idHash", other_hash as "otherHash", user_id as "userId", client_id as "clientId",
  grant_id as "grantId", payload, created_at as "createdAt", expires_at as "expiresAt", consumed_at as "consumedAt"`;

/** Sessions and tokens of sign-in in PostgreSQL; each call takes a connection of its own for one statement. */
export class PostgresSignInRecords implements SignInRecords {
  constructor(private readonly sessions: Sessions) {}

  async save(record: NewSignInRecord, now: Instant): Promise<void> {
    const { kind, idHash, otherHash, userId, clientId, grantId, payload, expiresAt } = record;
    await this.#run(sql`
      insert into sign_in_records
        (kind, id_hash, other_hash, user_id, client_id, grant_id, payload, created_at, expires_at)
      values (${kind}, ${idHash}, ${otherHash}, ${userId}::uuid, ${clientId}, ${grantId}, ${toJson(payload)}::jsonb,
        ${timestampText(now)}::timestamptz, ${timestampText(expiresAt)}::timestamptz)
      on conflict (kind, id_hash) do update set
        other_hash = excluded.other_hash, user_id = excluded.user_id, client_id = excluded.client_id,
        grant_id = excluded.grant_id, payload = excluded.payload, expires_at = excluded.expires_at`);
  }

  find(kind: SignInRecordKind, idHash: string, now: Instant): Promise<SignInRecord | undefined> {
    return this.#first(sql`
      select ${columns} from sign_in_records
      where kind = ${kind} and id_hash = ${idHash} and expires_at > ${timestampText(now)}::timestamptz`);
  }

  findByOther(kind: SignInRecordKind, otherHash: string, now: Instant): Promise<SignInRecord | undefined> {
    return this.#first(sql`
      select ${columns} from sign_in_records
      where kind = ${kind} and other_hash = ${otherHash} and expires_at > ${timestampText(now)}::timestamptz
      order by created_at desc limit 1`);
  }

  async consume(kind: SignInRecordKind, idHash: string, now: Instant): Promise<boolean> {
    const consumed = await this.#run(sql`
      update sign_in_records set consumed_at = ${timestampText(now)}::timestamptz
      where kind = ${kind} and id_hash = ${idHash} and consumed_at is null`);
    return consumed === 1;
  }

  async remove(kind: SignInRecordKind, idHash: string): Promise<void> {
    await this.#run(sql`delete from sign_in_records where kind = ${kind} and id_hash = ${idHash}`);
  }

  async removeByGrant(kind: SignInRecordKind, grantId: string): Promise<void> {
    await this.#run(sql`delete from sign_in_records where grant_id = ${grantId} and kind = ${kind}`);
  }

  async listOfUser(kind: SignInRecordKind, userId: ObjectId, now: Instant, limit: number): Promise<SignInRecord[]> {
    return this.sessions.use((connection) =>
      connection.rows<SignInRecord>(sql`
        select ${columns} from sign_in_records
        where user_id = ${userId}::uuid and kind = ${kind} and expires_at > ${timestampText(now)}::timestamptz
        order by created_at desc, id_hash limit ${limit}`),
    );
  }

  removeOfUser(userId: ObjectId): Promise<number> {
    return this.#run(sql`delete from sign_in_records where user_id = ${userId}::uuid`);
  }

  removeExpired(now: Instant, limit: number): Promise<number> {
    return this.#run(sql`
      delete from sign_in_records where (kind, id_hash) in (
        select kind, id_hash from sign_in_records where expires_at <= ${timestampText(now)}::timestamptz
        order by expires_at limit ${limit})`);
  }

  #run(statement: RawBuilder<unknown>): Promise<number> {
    return this.sessions.use((connection) => connection.run(statement));
  }

  #first(statement: RawBuilder<SignInRecord>): Promise<SignInRecord | undefined> {
    return this.sessions.use((connection) => connection.row(statement));
  }
}
