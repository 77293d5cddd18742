import type { BulkMove, GroupTally, MovedSince } from '@muster/directory';
import type { ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';

/** Rows of groups hold packed sets, so that they are fetched a few at a time. */
const groupRowsAtOnce = 200;

interface MemberStep {
  /** Counts from 1. */
  readonly step: number;
  readonly looked: number;
  readonly oldest: number;
  readonly joined: number;
  readonly left: number;
}

/** @see HistoryReader.tally */
export async function tally(
  connection: Connection,
  group: ObjectNumber,
  places: readonly number[],
  most: { readonly rows: number; readonly bulk: number },
): Promise<GroupTally> {
  const ofMembers = await memberSteps(connection, group, places, most.rows);
  const { bulk, isCut } = await bulkMoves(connection, group, places[0]!, most.bulk);
  const steps = places.map(() => ({ joined: 0, left: 0 }));
  const add = (step: number, joined: number, left: number) => {
    steps[step]!.joined += joined;
    steps[step]!.left += left;
  };
  for (const { step, joined, left } of ofMembers) add(step - 1, joined, left);
  for (const { seq, joined, left } of bulk)
    add(
      places.findLastIndex((place) => place < seq),
      joined,
      left,
    );
  const looked = ofMembers.reduce((sum, each) => sum + each.looked, 0);
  const cuts = [
    ...(looked < most.rows ? [] : [Math.min(...ofMembers.map(({ oldest }) => oldest))]),
    ...(isCut ? [bulk.at(-1)!.seq] : []),
  ];
  return { steps, bulk, completeAfter: cuts.length === 0 ? null : Math.max(...cuts) };
}

/**
 * The ledger has no index by group over the rows of members, which every write would pay for: all rows are looked at from the
 * newest on, and at most so many. The sets that rows of groups hold are not read.
 */
function memberSteps(
  connection: Connection,
  group: ObjectNumber,
  places: readonly number[],
  limit: number,
): Promise<MemberStep[]> {
  const starts = places.map((place) => place + 1);
  return connection.rows<MemberStep>(sql`
    select width_bucket(seq, ${starts}::bigint[]) as step, count(*) as looked, min(seq) as oldest,
      count(*) filter (where ${group}::bigint = any(joined)) as joined,
      count(*) filter (where ${group}::bigint = any(left_groups)) as "left"
    from (
      select seq, joined, left_groups from membership_ledger
      where seq >= ${starts[0]!}::bigint order by seq desc limit ${limit}::bigint
    ) as looked group by 1`);
}

/** Rows of the group itself, the newest first. */
async function bulkMoves(
  connection: Connection,
  group: ObjectNumber,
  after: number,
  limit: number,
): Promise<{ bulk: readonly BulkMove[]; isCut: boolean }> {
  const bulk: BulkMove[] = [];
  for (let before = Number.MAX_SAFE_INTEGER; bulk.length < limit; before = bulk.at(-1)!.seq) {
    const wanted = Math.min(groupRowsAtOnce, limit - bulk.length);
    const rows = await connection.rows<{ seq: number; joined_set: Uint8Array | null; left_set: Uint8Array | null }>(sql`
      select seq, joined_set, left_set from membership_ledger
      where group_number = ${group}::bigint and seq > ${after}::bigint and seq < ${before}::bigint
      order by seq desc fetch first ${sql.lit(wanted)} rows with ties`);
    const sizeOf = (bytes: Uint8Array | null) => (bytes === null ? 0 : MemberSet.fromBytes(bytes).size);
    bulk.push(...rows.map((row) => ({ seq: row.seq, joined: sizeOf(row.joined_set), left: sizeOf(row.left_set) })));
    if (rows.length < wanted) return { bulk, isCut: false };
  }
  return { bulk, isCut: true };
}

/** @see HistoryReader.movedSince */
export async function movedSince(
  connection: Connection,
  group: ObjectNumber,
  place: number,
  most: { readonly rows: number; readonly bulk: number },
): Promise<MovedSince> {
  const ofMembers = await firstOfMembers(connection, group, place, most.rows);
  const rows = await connection.rows<{ seq: number; joined_set: Uint8Array | null; left_set: Uint8Array | null }>(sql`
    select seq, joined_set, left_set from membership_ledger
    where group_number = ${group}::bigint and seq > ${place}::bigint order by seq limit ${most.bulk + 1}::bigint`);
  const [wasIn, wasOut] = [MemberSet.of(), MemberSet.of()];
  const note = (member: number, joined: boolean) => {
    if (!wasIn.has(member) && !wasOut.has(member)) (joined ? wasOut : wasIn).add(member);
  };
  // Of each member the first move after the place says how it stood there.
  let next = 0;
  const noteMembersUpTo = (seq: number) => {
    for (; next < ofMembers.length && ofMembers[next]!.seq <= seq; next++) {
      const { member, joined } = ofMembers[next]!;
      if (member !== null) note(member, joined);
    }
  };
  for (const { seq, joined_set, left_set } of rows) {
    noteMembersUpTo(seq);
    for (const [bytes, joined] of [[joined_set, true] as const, [left_set, false] as const]) {
      if (bytes !== null) for (const member of MemberSet.fromBytes(bytes)) note(member, joined);
    }
  }
  noteMembersUpTo(Number.MAX_SAFE_INTEGER);
  const looked = ofMembers[0]?.looked ?? 0;
  return { wasIn, wasOut, isCut: rows.length > most.bulk || looked > most.rows };
}

/** Of each member the first move, in order; with how many rows were looked at. */
function firstOfMembers(connection: Connection, group: ObjectNumber, place: number, limit: number) {
  return connection.rows<{ seq: number; member: number | null; joined: boolean; looked: number }>(sql`
    with looked as materialized (
      select seq, member_number, ${group}::bigint = any(joined) as joined, ${group}::bigint = any(left_groups) as "left"
      from membership_ledger where seq > ${place}::bigint order by seq limit ${limit + 1}::bigint
    ), firsts as (
      select distinct on (member_number) seq, member_number as member, joined from looked
      where joined or "left" order by member_number, seq
    )
    select coalesce(firsts.seq, 0) as seq, firsts.member, coalesce(firsts.joined, false) as joined, all_rows.looked
    from (select count(*) as looked from looked) as all_rows left join firsts on true
    order by firsts.seq`);
}
