import type { Cause, Fact } from '@muster/directory';
import type { LedgerRow } from '@muster/roster';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { storedLedgerRow } from './ledger-rows.ts';

/** Parameters of a statement are limited to 65,535; a row takes ten. */
const rowsPerStatement = 5_000;

/**
 * Takes the next place in the log and writes facts and ledger rows there. Two statements; one without ledger rows.
 *
 * INVARIANT: the transaction has its id before it takes its place. Readers rely on it when they decide that a missing
 * place was rolled back.
 */
export async function appendChange(
  connection: Connection,
  cause: Cause,
  facts: readonly Fact[],
  rows: readonly LedgerRow[],
): Promise<number> {
  // A change without facts has one row all the same, so that its place is never taken for a missing one.
  const stored = facts.length === 0 ? [{ ordinal: 0 }] : facts.map(storedFact);
  const place = await connection.row<{ seq: number }>(sql`
    with place as materialized (
      select nextval('change_seq') as seq from (select pg_current_xact_id() as id offset 0) as own where own.id is not null
    ), facts as (
      insert into change_log
        (seq, ordinal, at, actor, operation, request_id, object_type, object_id, object_number, action, changes)
      select place.seq, fact.ordinal, ${timestampText(cause.at)}::timestamptz, ${toJson(cause.actor)}::jsonb,
        ${cause.operation}, ${cause.requestId}, fact.object_type, fact.object_id, fact.object_number, fact.action,
        fact.changes
      from place, jsonb_to_recordset(${toJson(stored)}::jsonb) as fact(
        ordinal integer, object_type text, object_id text, object_number bigint, action text, changes jsonb)
    )
    select seq from place`);
  const { seq } = place!;
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await insertRows(connection, seq, start, rows.slice(start, start + rowsPerStatement));
  }
  return seq;
}

function storedFact(fact: Fact, ordinal: number) {
  return {
    ordinal,
    object_type: fact.objectType,
    object_id: fact.objectId,
    object_number: fact.objectNumber,
    action: fact.action,
    changes: fact.changes,
  };
}

async function insertRows(
  connection: Connection,
  seq: number,
  start: number,
  rows: readonly LedgerRow[],
): Promise<void> {
  const values = rows.map((row, index) => {
    const stored = storedLedgerRow(row);
    return sql`(${seq}::bigint, ${start + index}::integer, ${stored.member_number}::bigint,
      ${stored.group_number}::bigint, ${stored.joined}::bigint[], ${stored.left_groups}::bigint[],
      ${stored.joined_set}::bytea, ${stored.left_set}::bytea, ${stored.least_member}::bigint,
      ${stored.greatest_member}::bigint)`;
  });
  await connection.run(sql`
    insert into membership_ledger
      (seq, ordinal, member_number, group_number, joined, left_groups, joined_set, left_set, least_member,
        greatest_member)
    values ${sql.join(values)}`);
}
