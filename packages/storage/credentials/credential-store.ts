import type {
  Brake,
  CredentialAges,
  CredentialReader,
  CredentialWriter,
  SignInEvent,
  StoredFactor,
  StoredPassword,
  Taken,
} from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { storable, toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { forgetOld } from './forget-old.ts';
import { releaseTry, takeTry } from './sign-in-brakes.ts';

const at = (instant: Instant) => sql`${timestampText(instant)}::timestamptz`;

/** Passwords, second factors and what guards them, on one connection. */
export class PostgresCredentialStore implements CredentialReader, CredentialWriter {
  constructor(private readonly connection: Connection) {}

  passwordOf(user: ObjectId): Promise<StoredPassword | undefined> {
    return this.connection.row(sql`
      select hash, must_change as "mustChange",
        coalesce(must_change_with_second_factor, false) as "mustChangeWithSecondFactor", changed_at as "changedAt"
      from password_hashes where user_id = ${user}::uuid`);
  }

  factorsOf(user: ObjectId): Promise<StoredFactor[]> {
    return this.connection.rows(sql`
      select user_id as "userId", id, kind, display_name as "displayName", is_confirmed as "isConfirmed",
        created_at as "createdAt", last_used_at as "lastUsedAt", mark, data
      from second_factors where user_id = ${user}::uuid order by created_at, id`);
  }

  async isFamiliar(user: ObjectId, network: string, since: Instant): Promise<boolean> {
    const rows = await this.connection.rows(sql`
      select 1 from familiar_networks
      where user_id = ${user}::uuid and network = ${network} and last_at >= ${at(since)}`);
    return rows.length > 0;
  }

  async savePassword(user: ObjectId, password: StoredPassword): Promise<void> {
    const { hash, mustChange, mustChangeWithSecondFactor, changedAt } = password;
    await this.connection.run(sql`
      insert into password_hashes (user_id, hash, must_change, must_change_with_second_factor, changed_at)
      values (${user}::uuid, ${hash}, ${mustChange}, ${mustChangeWithSecondFactor},
        ${changedAt === null ? null : timestampText(changedAt)}::timestamptz)
      on conflict (user_id) do update set hash = excluded.hash, must_change = excluded.must_change,
        must_change_with_second_factor = excluded.must_change_with_second_factor, changed_at = excluded.changed_at`);
  }

  async rehashPassword(user: ObjectId, before: string, after: string): Promise<void> {
    await this.connection.run(sql`
      update password_hashes set hash = ${after} where user_id = ${user}::uuid and hash = ${before}`);
  }

  async insertFactor(factor: StoredFactor): Promise<void> {
    const { userId, id, kind, displayName, isConfirmed, createdAt, lastUsedAt, mark, data } = factor;
    await this.connection.run(sql`
      insert into second_factors (user_id, id, kind, display_name, is_confirmed, created_at, last_used_at, mark, data)
      values (${userId}::uuid, ${id}::uuid, ${kind}, ${displayName === null ? null : storable(displayName)},
        ${isConfirmed}, ${at(createdAt)}, ${lastUsedAt === null ? null : timestampText(lastUsedAt)}::timestamptz,
        ${mark}::bigint, ${toJson(data)}::jsonb)`);
  }

  async confirmFactor(user: ObjectId, id: ObjectId, mark: number, now: Instant): Promise<boolean> {
    const confirmed = await this.connection.run(sql`
      update second_factors set is_confirmed = true, mark = ${mark}::bigint, last_used_at = ${at(now)}
      where user_id = ${user}::uuid and id = ${id}::uuid and not is_confirmed`);
    return confirmed === 1;
  }

  async useFactor(factor: StoredFactor, mark: number, now: Instant): Promise<boolean> {
    const used = await this.connection.run(sql`
      update second_factors set mark = ${mark}::bigint, last_used_at = ${at(now)}
      where user_id = ${factor.userId}::uuid and id = ${factor.id}::uuid and mark = ${factor.mark}::bigint`);
    return used === 1;
  }

  async removeFactor(user: ObjectId, id: ObjectId): Promise<boolean> {
    const removed = await this.connection.run(
      sql`delete from second_factors where user_id = ${user}::uuid and id = ${id}::uuid`,
    );
    return removed === 1;
  }

  takeTry(brakes: readonly Brake[], now: Instant): Promise<Taken> {
    return takeTry(this.connection, brakes, now);
  }

  releaseTry(cleared: readonly string[], givenBack: readonly Brake[]): Promise<void> {
    return releaseTry(this.connection, cleared, givenBack);
  }

  async rememberNetwork(user: ObjectId, network: string, now: Instant, most: number): Promise<void> {
    await this.connection.run(sql`
      insert into familiar_networks (user_id, network, last_at) values (${user}::uuid, ${network}, ${at(now)})
      on conflict (user_id, network) do update set last_at = excluded.last_at`);
    await this.connection.run(sql`
      delete from familiar_networks where user_id = ${user}::uuid and network in (
        select network from familiar_networks where user_id = ${user}::uuid
        order by last_at desc, network offset ${most}::bigint)`);
  }

  async useOnce(key: string, expiresAt: Instant): Promise<boolean> {
    const inserted = await this.connection.run(
      sql`insert into used_once (key, expires_at) values (${key}, ${at(expiresAt)}) on conflict do nothing`,
    );
    return inserted === 1;
  }

  async recordSignIn(event: SignInEvent): Promise<void> {
    await this.connection.run(sql`
      insert into sign_ins (id, at, user_id, user_principal_name, client_address, method, outcome, details)
      values (${event.id}::uuid, ${at(event.at)}, ${event.userId}::uuid, ${event.userPrincipalName},
        ${storable(event.clientAddress)}, ${event.method}, ${event.outcome}, ${toJson(event.details)}::jsonb)`);
  }

  forgetOld(ages: CredentialAges): Promise<number> {
    return forgetOld(this.connection, ages);
  }
}
