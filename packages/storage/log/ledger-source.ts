import {
  type LedgerChange,
  type LedgerPosition,
  type LedgerRead,
  type LedgerRow,
  type LedgerSource,
  MemberSet,
  type SnapshotChunk,
} from '@muster/roster';
import { sql } from 'kysely';
import type { Sessions } from '../sessions/sessions.ts';
import { ledgerRowOf, type StoredLedgerRow } from './ledger-rows.ts';

type ReadRow = Partial<StoredLedgerRow> & { xmin: string; head: number; seq: number | null; ordinal: number | null };

const chunksPerFetch = 500;

/**
 * The stored ledger. Works on connections of its own, so that sessions which wait for memory to catch up cannot keep it
 * from reading.
 */
export class PostgresLedgerSource implements LedgerSource {
  constructor(private readonly sessions: Sessions) {}

  async readFloor(): Promise<number> {
    const row = await this.sessions.use((connection) =>
      connection.row<{ position: number }>(sql`select position from membership_floor`),
    );
    return row!.position;
  }

  async *readSnapshots(): AsyncIterable<SnapshotChunk> {
    const { connection, end } = await this.sessions.open();
    let failure: unknown = 'abandoned';
    try {
      await connection.script(`begin transaction read only;
        declare chunks no scroll cursor for select group_number, position, last_seq, members from membership_snapshot`);
      for (;;) {
        const rows = await connection.rows<{
          group_number: number;
          position: number;
          last_seq: number;
          members: Uint8Array;
        }>(sql`fetch ${sql.lit(chunksPerFetch)} from chunks`);
        if (rows.length === 0) break;
        for (const { group_number: group, position, last_seq: lastSeq, members } of rows) {
          yield { group, position, lastSeq, members: MemberSet.fromBytes(members) };
        }
      }
      await connection.script('commit');
      failure = undefined;
    } finally {
      end(failure !== undefined);
    }
  }

  async readAfter(position: LedgerPosition, limit: number): Promise<LedgerRead> {
    const rows = await this.sessions.use((connection) => connection.rows<ReadRow>(readStatement(position, limit)));
    const changes = new Map<number, LedgerRow[]>();
    for (const row of rows) {
      if (row.seq === null) continue;
      const kept = changes.get(row.seq) ?? [];
      changes.set(row.seq, kept);
      if (row.ordinal !== null) kept.push(ledgerRowOf(row as StoredLedgerRow));
    }
    const isComplete = changes.size <= limit;
    const found: LedgerChange[] = [...changes].map(([seq, kept]) => ({ seq, rows: kept }));
    const { xmin, head } = rows[0]!;
    return { changes: found.slice(0, limit), xmin: BigInt(xmin), head, isComplete };
  }

  async readHorizon(): Promise<bigint> {
    const row = await this.sessions.use((connection) =>
      connection.row<{ id: string }>(sql`select pg_current_xact_id()::text as id`),
    );
    return BigInt(row!.id);
  }
}

/** One statement, hence one snapshot: what is visible and wanted, one change more than the limit, and how far it sees. */
function readStatement({ highest, gaps }: LedgerPosition, limit: number) {
  return sql<ReadRow>`
    with wanted as materialized (
      select seq from (
        (select seq from change_log where ordinal = 0 and seq > ${highest}::bigint order by seq limit ${limit + 1})
        union all
        (select seq from unnest(${gaps.map(({ from }) => from)}::bigint[], ${gaps.map(({ to }) => to)}::bigint[])
            as gap(first, last)
          join change_log on ordinal = 0 and seq between first and last)
      ) as found order by seq limit ${limit + 1}
    )
    select seen.xmin, seen.head, wanted.seq, ledger.ordinal, ledger.member_number, ledger.group_number, ledger.joined,
      ledger.left_groups, ledger.joined_set, ledger.left_set
    from (
      select pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
        (select coalesce(max(seq), 0) from change_log) as head
    ) as seen
    left join wanted on true
    left join membership_ledger as ledger on ledger.seq = wanted.seq
    order by wanted.seq, ledger.ordinal`;
}
