import type { Brake, Taken } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';

/**
 * The instant at which the next try is free, after the try with this number: long ago for free ones, so that clocks that
 * differ a little hold up nobody.
 */
const freeAfter = (tries: ReturnType<typeof sql>) => sql`
  case when ${tries} <= brake_rule.free_tries then to_timestamp(0) else moment.now +
    least(brake_rule.longest_ms, brake_rule.first_ms * power(2, least(${tries} - brake_rule.free_tries - 1, 30)))
      * interval '1 millisecond' end`;

/** Tries that count: those of a time when there were none for long are forgotten. */
const triesSoFar = sql`case when brake.last_at < moment.now - brake_rule.forget_ms * interval '1 millisecond'
  then 0 else brake.tries end`;

/**
 * Several processes may ask at once: the rows are locked in the order of their keys, and a row that somebody else has
 * moved on meanwhile is seen as it is then, so that one delay lets one try through.
 *
 * @see CredentialWriter.takeTry
 */
export async function takeTry(connection: Connection, brakes: readonly Brake[], now: Instant): Promise<Taken> {
  const rules = brakes.map((brake) => ({
    key: brake.key,
    free_tries: brake.freeTries,
    first_ms: brake.firstDelayMs,
    longest_ms: brake.longestDelayMs,
    forget_ms: brake.forgetAfterMs,
  }));
  const parts = sql`
    brake_rule as (select * from jsonb_to_recordset(${toJson(rules)}::jsonb)
      as rule(key text, free_tries bigint, first_ms float8, longest_ms float8, forget_ms float8)),
    moment as (select ${timestampText(now)}::timestamptz as now)`;
  const ruleOf = sql`from brake_rule, moment where brake_rule.key = excluded.key`;
  const row = await connection.row<{ held: Instant | null; next: Instant | null; taken: number }>(sql`
    with ${parts},
    held as (select max(brake.free_at) as until from sign_in_brakes as brake, moment
      where brake.key in (select key from brake_rule) and brake.free_at > moment.now),
    taken as (
      insert into sign_in_brakes as brake (key, tries, last_at, free_at)
      select brake_rule.key, 1, moment.now, ${freeAfter(sql`1`)} from brake_rule, moment
      where (select until from held) is null order by brake_rule.key collate "C"
      on conflict (key) do update set
        tries = (select ${triesSoFar} + 1 ${ruleOf}),
        last_at = excluded.last_at,
        free_at = (select ${freeAfter(sql`(${triesSoFar} + 1)`)} ${ruleOf})
      where brake.free_at <= excluded.last_at
      returning brake.free_at)
    select (select until from held) as held, (select max(free_at) from taken) as next,
      (select count(*) from taken) as taken`);
  const { held, next, taken } = row!;
  if (held !== null) return { isAllowed: false, freeAt: held };
  if (taken === brakes.length) return { isAllowed: true, freeAt: Math.max(next ?? 0, now) as Instant };
  // Somebody else took the try between the look and the count.
  return { isAllowed: false, freeAt: (now + Math.max(...brakes.map((brake) => brake.firstDelayMs))) as Instant };
}

/**
 * What begins anew comes last: it is what `takeTry` locks last, so that nobody waits in a circle.
 *
 * @see CredentialWriter.releaseTry
 */
export async function releaseTry(
  connection: Connection,
  cleared: readonly string[],
  givenBack: readonly Brake[],
): Promise<void> {
  for (const { key, freeTries } of [...givenBack].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    await connection.run(sql`
      update sign_in_brakes set tries = greatest(tries - 1, 0),
        free_at = case when tries - 1 <= ${freeTries}::bigint then to_timestamp(0) else free_at end
      where key = ${key}`);
  }
  if (cleared.length > 0) {
    await connection.run(sql`delete from sign_in_brakes where key = any(${cleared}::text[])`);
  }
}
