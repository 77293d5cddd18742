import { type LedgerPosition, type LedgerRead, type LedgerSource, MemberSet, type SnapshotChunk } from '@muster/roster';
import { sql } from 'kysely';
import type { Sessions } from '../sessions/sessions.ts';
import { readLedger } from './read-ledger.ts';

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
      await connection.script(
        'begin transaction read only',
        'declare chunks no scroll cursor for select group_number, position, last_seq, members from membership_snapshot',
      );
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

  readAfter(position: LedgerPosition, limit: number): Promise<LedgerRead> {
    return this.sessions.use((connection) => readLedger(connection, position, limit));
  }

  async readHorizon(): Promise<bigint> {
    const row = await this.sessions.use((connection) =>
      connection.row<{ id: string }>(sql`select pg_current_xact_id()::text as id`),
    );
    return BigInt(row!.id);
  }
}
