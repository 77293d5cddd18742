import {
  type CompactionLimits,
  floorOf,
  type GroupSnapshot,
  type LedgerFollower,
  planCompaction,
  snapshotOf,
} from '@muster/roster';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import type { Sessions } from '../sessions/sessions.ts';

/** Held by the one node that writes snapshots; any number, the same in every process. */
const compactionKey = 7_241_002;

const groupsPerTransaction = 20;

/**
 * Writes new snapshots of the groups that have moved away from their last one, in short transactions, and then raises
 * the floor from which a start reads the ledger. Only one node at a time does; for the others this is over at once.
 *
 * @returns how many groups got a new snapshot
 */
export async function compactMemberships(
  sessions: Sessions,
  follower: LedgerFollower,
  limits?: CompactionLimits,
): Promise<number> {
  if (!follower.isLoaded) return 0;
  const { connection, end } = await sessions.open();
  // The key belongs to the connection: it is given back even if this process ends here.
  let isBroken = true;
  try {
    const row = await connection.row<{ held: boolean }>(
      sql`select pg_try_advisory_lock(${compactionKey}::bigint) as held`,
    );
    const written = row!.held ? await compact(connection, follower, limits) : 0;
    if (row!.held) await connection.run(sql`select pg_advisory_unlock(${compactionKey}::bigint)`);
    isBroken = false;
    return written;
  } finally {
    end(isBroken);
  }
}

async function compact(connection: Connection, follower: LedgerFollower, limits?: CompactionLimits): Promise<number> {
  const { memory } = follower;
  const groups = planCompaction(memory.drifts(), memory.position().watermark, limits);
  let written = 0;
  for (let start = 0; start < groups.length; start += groupsPerTransaction) {
    const snapshots = groups
      .slice(start, start + groupsPerTransaction)
      .flatMap((group) => snapshotOf(memory, group) ?? []);
    const stored = await storedPositions(connection, snapshots);
    const newer = snapshots.filter(({ group, position }) => (stored.get(group) ?? -1) < position);
    await store(connection, newer);
    for (const { group, position, rowCount } of newer) memory.noteSnapshot(group, position, rowCount);
    for (const [group, position] of stored) memory.noteSnapshot(group, position, 0);
    written += newer.length;
  }
  const floor = floorOf(memory.drifts(), memory.position().watermark);
  await connection.run(sql`update membership_floor set position = ${floor}::bigint where position < ${floor}::bigint`);
  return written;
}

/** Snapshots that other nodes have written meanwhile are never replaced by older ones. */
async function storedPositions(
  connection: Connection,
  snapshots: readonly GroupSnapshot[],
): Promise<ReadonlyMap<number, number>> {
  const rows = await connection.rows<{ group_number: number; position: number }>(sql`
    select group_number, max(position) as position from membership_snapshot
    where group_number = any(${snapshots.map(({ group }) => group)}::bigint[]) group by group_number`);
  return new Map(rows.map((row) => [row.group_number, row.position]));
}

async function store(connection: Connection, snapshots: readonly GroupSnapshot[]): Promise<void> {
  if (snapshots.length === 0) return;
  const groups = snapshots.map(({ group }) => group);
  const chunks = snapshots.flatMap(({ group, position, lastSeq, chunks: parts }) =>
    parts.map(
      ({ chunk, bytes }) =>
        sql`(${group}::bigint, ${chunk}::bigint, ${position}::bigint, ${lastSeq}::bigint, ${bytes}::bytea)`,
    ),
  );
  await connection.script('begin');
  await connection.run(sql`delete from membership_snapshot where group_number = any(${groups}::bigint[])`);
  await connection.run(
    sql`insert into membership_snapshot (group_number, chunk, position, last_seq, members) values ${sql.join(chunks)}`,
  );
  await connection.script('commit');
}
