import type { CredentialAges } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/** @see CredentialWriter.forgetOld */
export async function forgetOld(connection: Connection, ages: CredentialAges): Promise<number> {
  const before = (instant: Instant) => sql`${timestampText(instant)}::timestamptz`;
  const oldest: readonly RawBuilder<unknown>[] = [
    sql`delete from sign_in_brakes where key in (select key from sign_in_brakes
      where last_at < ${before(ages.brakesUnusedSince)} order by last_at limit ${ages.limit}::bigint)`,
    sql`delete from familiar_networks where (user_id, network) in (select user_id, network from familiar_networks
      where last_at < ${before(ages.networksUnusedSince)} order by last_at limit ${ages.limit}::bigint)`,
    sql`delete from used_once where key in (select key from used_once
      where expires_at < ${before(ages.now)} order by expires_at limit ${ages.limit}::bigint)`,
    sql`delete from sign_ins where id in (select id from sign_ins
      where at < ${before(ages.signInsBefore)} order by at limit ${ages.limit}::bigint)`,
  ];
  let removed = 0;
  for (const statement of oldest) removed += await connection.run(statement);
  return removed;
}
