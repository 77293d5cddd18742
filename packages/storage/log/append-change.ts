import type { Cause, Fact } from '@muster/directory';
import type { LedgerRow } from '@muster/roster';
import type { Connection } from '../connection/connection.ts';
import { prepared } from '../connection/prepared-statement.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { storedLedgerRow } from './ledger-rows.ts';

/**
 * Takes the next place in the log and writes facts and ledger rows there, one statement.
 *
 * INVARIANT: the transaction has its id before it takes its place. Readers rely on it when they decide that a missing
 * place was rolled back.
 *
 * @returns the place
 */
export async function appendChange(
  connection: Connection,
  cause: Cause,
  facts: readonly Fact[],
  rows: readonly LedgerRow[],
): Promise<number> {
  const { at, actor, operation, requestId } = cause;
  const ledger = rows.map(storedLedgerRow);
  const place = await connection.row(
    appendStatement(
      timestampText(at),
      toJson(actor),
      operation,
      requestId,
      // A change without facts has one row all the same, so that its place is never taken for a missing one.
      facts.length === 0 ? [null] : facts.map((fact) => fact.objectType),
      facts.map((fact) => fact.objectId),
      facts.map((fact) => fact.objectNumber),
      facts.map((fact) => fact.action),
      facts.map((fact) => toJson(fact.changes)),
      ledger.map((row) => row.member_number),
      ledger.map((row) => row.group_number),
      ledger.map((row) => arrayText(row.joined)),
      ledger.map((row) => arrayText(row.left_groups)),
      ledger.map((row) => row.joined_set),
      ledger.map((row) => row.left_set),
      ledger.map((row) => row.least_member),
      ledger.map((row) => row.greatest_member),
    ),
  );
  return place!.seq;
}

/** An array as one text: arrays of arrays would all have to have one length. */
function arrayText(numbers: readonly number[] | null): string | null {
  return numbers === null ? null : `{${numbers.join(',')}}`;
}

type Texts = readonly (string | null)[];
type Numbers = readonly (number | null)[];
type Sets = readonly (Uint8Array | null)[];

/** Log and ledger lie in one place even where objects are spread over machines, so arrays may be taken apart here. */
const appendStatement = prepared<
  [
    ...cause: [at: string, actor: string, operation: string, requestId: string | null],
    ...facts: [types: Texts, ids: Texts, numbers: Numbers, actions: Texts, changes: Texts],
    ...ledger: [members: Numbers, groups: Numbers, joined: Texts, left: Texts, joinedSets: Sets, leftSets: Sets],
    ...bounds: [least: Numbers, greatest: Numbers],
  ],
  { seq: number }
>(`
  with place as materialized (
    select nextval('change_seq') as seq from (select pg_current_xact_id() as id offset 0) as own where own.id is not null
  ), facts as (
    insert into change_log
      (seq, ordinal, at, actor, operation, request_id, object_type, object_id, object_number, action, changes)
    select place.seq, fact.ordinal - 1, $1::timestamptz, $2::jsonb, $3, $4, fact.object_type, fact.object_id,
      fact.object_number, fact.action, fact.changes::jsonb
    from place, unnest($5::text[], $6::text[], $7::bigint[], $8::text[], $9::text[]) with ordinality
      as fact(object_type, object_id, object_number, action, changes, ordinal)
  ), ledger as (
    insert into membership_ledger
      (seq, ordinal, member_number, group_number, joined, left_groups, joined_set, left_set, least_member,
        greatest_member)
    select place.seq, moved.ordinal - 1, moved.member_number, moved.group_number, moved.joined::bigint[],
      moved.left_groups::bigint[], moved.joined_set, moved.left_set, moved.least_member, moved.greatest_member
    from place, unnest($10::bigint[], $11::bigint[], $12::text[], $13::text[], $14::bytea[], $15::bytea[], $16::bigint[],
      $17::bigint[]) with ordinality
      as moved(member_number, group_number, joined, left_groups, joined_set, left_set, least_member, greatest_member,
        ordinal)
  )
  select seq from place`);
