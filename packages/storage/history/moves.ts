import type { Move, MoveRange, Pair } from '@muster/directory';
import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import type { StoredLedgerRow } from '../log/ledger-rows.ts';

/** Rows of groups hold packed sets, so that they are fetched a few at a time. */
const groupRowsAtOnce = 200;

interface GroupRow {
  readonly seq: number;
  readonly group_number: ObjectNumber;
  readonly joined_set: Uint8Array | null;
  readonly left_set: Uint8Array | null;
}

/** @see HistoryReader.moves */
export async function moves(connection: Connection, pair: Pair, range: MoveRange): Promise<readonly Move[]> {
  const { group, member } = pair;
  const order = range.order === 'oldest' ? sql`asc` : sql`desc`;
  const ofMember = await connection.rows<{ seq: number; joined: boolean }>(sql`
    select seq, coalesce(${group}::bigint = any(joined), false) as joined from membership_ledger
    where member_number = ${member}::bigint and seq between ${range.from}::bigint and ${range.to}::bigint
      and (${group}::bigint = any(joined) or ${group}::bigint = any(left_groups))
    order by seq ${order} limit ${range.limit}`);
  const ofGroup: Move[] = [];
  for await (const move of movesOfGroups(connection, [pair], range)) {
    if (ofGroup.push(move) === range.limit) break;
  }
  const sign = range.order === 'oldest' ? 1 : -1;
  return [...ofMember.map(({ seq, joined }) => ({ ...pair, seq, joined })), ...ofGroup]
    .sort((a, b) => sign * (a.seq - b.seq))
    .slice(0, range.limit);
}

/** @see HistoryReader.movesBy */
export async function movesBy(
  connection: Connection,
  seqs: readonly number[],
  groups: readonly ObjectNumber[],
  member: ObjectNumber,
): Promise<readonly Move[]> {
  if (seqs.length === 0 || groups.length === 0) return [];
  const rows = await connection.rows<StoredLedgerRow & { seq: number }>(sql`
    select seq, member_number, group_number, joined, left_groups, joined_set, left_set from membership_ledger
    where seq = any(${seqs}::bigint[]) and (member_number = ${member}::bigint
      or (group_number = any(${groups}::bigint[]) and (least_member is null
        or ${member}::bigint between least_member and greatest_member)))
    order by seq`);
  const pairs = groups.map((group) => ({ group, member }));
  return rows.flatMap((row) => {
    const group = row.group_number as ObjectNumber | null;
    if (group !== null) return [...movesIn({ ...row, group_number: group }, pairs)];
    const [joined, left] = [new Set(row.joined), new Set(row.left_groups)];
    const moved = pairs.filter((pair) => joined.has(pair.group) || left.has(pair.group));
    return moved.map((pair) => ({ ...pair, seq: row.seq, joined: joined.has(pair.group) }));
  });
}

/** @see HistoryReader.lastMoves */
export async function lastMoves(connection: Connection, pairs: readonly Pair[], place: number): Promise<Move[]> {
  if (pairs.length === 0) return [];
  const found = new Map<string, Move>();
  for (const move of await lastMovesOfMembers(connection, pairs, place)) found.set(keyOf(move), move);
  // What a row of a group tells counts only when it is newer than what the rows of the member tell.
  const known = pairs.map((pair) => found.get(keyOf(pair))?.seq ?? 0);
  const open = new Set(pairs.map(keyOf));
  const range = { from: Math.min(...known) + 1, to: place, order: 'newest', limit: pairs.length } as const;
  for await (const move of movesOfGroups(connection, pairs, range)) {
    const key = keyOf(move);
    if (!open.delete(key)) continue;
    if (move.seq > (found.get(key)?.seq ?? 0)) found.set(key, move);
    if (open.size === 0) break;
  }
  return [...found.values()];
}

const keyOf = ({ group, member }: Pair) => `${group} ${member}`;

function lastMovesOfMembers(connection: Connection, pairs: readonly Pair[], place: number): Promise<Move[]> {
  const [groups, members] = [pairs.map((pair) => pair.group), pairs.map((pair) => pair.member)];
  return connection.rows(sql`
    select pair.group_number as "group", pair.member, move.seq, move.joined
    from unnest(${groups}::bigint[], ${members}::bigint[]) as pair(group_number, member) cross join lateral (
      select seq, coalesce(pair.group_number = any(joined), false) as joined from membership_ledger
      where member_number = pair.member and seq <= ${place}::bigint
        and (pair.group_number = any(joined) or pair.group_number = any(left_groups))
      order by seq desc limit 1) as move`);
}

/** Moves of the pairs that rows of groups tell, in the order of the range; its limit is not applied. */
async function* movesOfGroups(
  connection: Connection,
  pairs: readonly Pair[],
  range: MoveRange,
): AsyncGenerator<Move, void> {
  let [from, to] = [range.from, range.to];
  while (from <= to) {
    const rows = await groupRows(connection, pairs, { ...range, from, to });
    for (const row of rows) yield* movesIn(row, pairs);
    if (rows.length < groupRowsAtOnce) return;
    if (range.order === 'oldest') from = rows.at(-1)!.seq + 1;
    else to = rows.at(-1)!.seq - 1;
  }
}

/** With all rows of the last change, so that the next page can begin behind it. */
function groupRows(connection: Connection, pairs: readonly Pair[], range: MoveRange): Promise<GroupRow[]> {
  const members = pairs.map(({ member }) => member);
  const groups = [...new Set(pairs.map(({ group }) => group))];
  const order = range.order === 'oldest' ? sql`asc` : sql`desc`;
  return connection.rows(sql`
    select seq, group_number, joined_set, left_set from membership_ledger
    where group_number = any(${groups}::bigint[]) and group_number is not null
      and seq between ${range.from}::bigint and ${range.to}::bigint
      and (least_member is null
        or (least_member <= ${Math.max(...members)}::bigint and greatest_member >= ${Math.min(...members)}::bigint))
    order by seq ${order} fetch first ${sql.lit(groupRowsAtOnce)} rows with ties`);
}

function* movesIn({ seq, group_number, joined_set, left_set }: GroupRow, pairs: readonly Pair[]): Generator<Move> {
  const joined = joined_set === null ? undefined : MemberSet.fromBytes(joined_set);
  const left = left_set === null ? undefined : MemberSet.fromBytes(left_set);
  for (const { group, member } of pairs) {
    if (group !== group_number) continue;
    if (joined?.has(member)) yield { seq, group, member, joined: true };
    else if (left?.has(member)) yield { seq, group, member, joined: false };
  }
}

/** @see HistoryReader.nestings */
export async function nestings(
  connection: Connection,
  place: number,
): Promise<readonly (Move & { readonly memberId: ObjectId })[]> {
  const rows = await connection.rows<Move & { memberId: ObjectId }>(sql`
    select distinct on (nested.object_number, pair.number) nested.object_id as "memberId",
      nested.object_number as member, pair.number as "group", ledger.seq, pair.joined
    from change_log as nested
    join membership_ledger as ledger
      on ledger.member_number = nested.object_number and ledger.seq <= ${place}::bigint
    cross join lateral (
      select unnest(ledger.joined), true union all select unnest(ledger.left_groups), false) as pair(number, joined)
    where nested.object_type = 'group' and nested.action = 'create'
    order by nested.object_number, pair.number, ledger.seq desc`);
  return rows.filter((row) => row.joined);
}
