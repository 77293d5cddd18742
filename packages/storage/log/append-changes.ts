import type { Fact, LogEntry } from '@muster/directory';
import type { Connection } from '../connection/connection.ts';
import { prepared } from '../connection/prepared-statement.ts';
import { toJson } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { storedLedgerRow } from './ledger-rows.ts';

/**
 * Takes the next places in the log, one for each change, and writes facts and ledger rows there, one statement.
 *
 * INVARIANT: the transaction has its id before it takes a place. Readers rely on it when they decide that a missing
 * place was rolled back.
 *
 * @returns the places, ascending
 */
export async function appendChanges(connection: Connection, entries: readonly LogEntry[]): Promise<readonly number[]> {
  const facts = entries.flatMap(factsOf);
  const ledger = entries.flatMap(({ rows }, i) => rows.map((row, ordinal) => placed(i, ordinal, storedLedgerRow(row))));
  const causes = entries.map(({ cause }) => cause);
  const taken = await connection.row(
    appendStatement(
      causes.map(({ at }) => timestampText(at)),
      causes.map(({ actor }) => toJson(actor)),
      causes.map(({ operation }) => operation),
      causes.map(({ requestId }) => requestId),
      facts.map(({ change }) => change),
      facts.map(({ ordinal }) => ordinal),
      facts.map(({ row }) => row?.objectType ?? null),
      facts.map(({ row }) => row?.objectId ?? null),
      facts.map(({ row }) => row?.objectNumber ?? null),
      facts.map(({ row }) => row?.action ?? null),
      facts.map(({ row }) => (row === null ? null : toJson(row.changes))),
      ledger.map(({ change }) => change),
      ledger.map(({ ordinal }) => ordinal),
      ledger.map(({ row }) => row.member_number),
      ledger.map(({ row }) => row.group_number),
      ledger.map(({ row }) => arrayText(row.joined)),
      ledger.map(({ row }) => arrayText(row.left_groups)),
      ledger.map(({ row }) => row.joined_set),
      ledger.map(({ row }) => row.left_set),
      ledger.map(({ row }) => row.least_member),
      ledger.map(({ row }) => row.greatest_member),
    ),
  );
  return taken!.places;
}

/** A row with the change to which it belongs, counted from 1 as arrays are in SQL, and its place there. */
interface Placed<R> {
  readonly change: number;
  readonly ordinal: number;
  readonly row: R;
}

function placed<R>(index: number, ordinal: number, row: R): Placed<R> {
  return { change: index + 1, ordinal, row };
}

/** A change without facts has one row all the same, so that its place is never taken for a missing one. */
function factsOf({ facts }: LogEntry, index: number): Placed<Fact | null>[] {
  if (facts.length === 0) return [placed(index, 0, null)];
  return facts.map((fact, ordinal) => placed(index, ordinal, fact));
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
    ...causes: [at: Texts, actors: Texts, operations: Texts, requestIds: Texts],
    ...facts: [changes: Numbers, ordinals: Numbers, types: Texts, ids: Texts, numbers: Numbers, actions: Texts],
    values: Texts,
    ...ledger: [changes: Numbers, ordinals: Numbers, members: Numbers, groups: Numbers, joined: Texts, left: Texts],
    ...bulk: [joinedSets: Sets, leftSets: Sets, least: Numbers, greatest: Numbers],
  ],
  { places: readonly number[] }
>(`
  with place as materialized (
    select array_agg(seq order by seq) as places from (
      select nextval('change_seq') as seq
      from (select pg_current_xact_id() as id offset 0) as own, generate_series(1, cardinality($2::jsonb[]))
      where own.id is not null offset 0
    ) as taken
  ), facts as (
    insert into change_log
      (seq, ordinal, at, actor, operation, request_id, object_type, object_id, object_number, action, changes)
    select place.places[fact.change], fact.ordinal, ($1::timestamptz[])[fact.change], ($2::jsonb[])[fact.change],
      ($3::text[])[fact.change], ($4::text[])[fact.change], fact.object_type, fact.object_id, fact.object_number,
      fact.action, fact.changes
    from place, unnest($5::integer[], $6::integer[], $7::text[], $8::text[], $9::bigint[], $10::text[], $11::jsonb[])
      as fact(change, ordinal, object_type, object_id, object_number, action, changes)
  ), ledger as (
    insert into membership_ledger
      (seq, ordinal, member_number, group_number, joined, left_groups, joined_set, left_set, least_member,
        greatest_member)
    select place.places[moved.change], moved.ordinal, moved.member_number, moved.group_number, moved.joined::bigint[],
      moved.left_groups::bigint[], moved.joined_set, moved.left_set, moved.least_member, moved.greatest_member
    from place, unnest($12::integer[], $13::integer[], $14::bigint[], $15::bigint[], $16::text[], $17::text[],
      $18::bytea[], $19::bytea[], $20::bigint[], $21::bigint[])
      as moved(change, ordinal, member_number, group_number, joined, left_groups, joined_set, left_set, least_member,
        greatest_member)
  )
  select places from place`);
