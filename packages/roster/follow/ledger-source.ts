import type { LedgerChange } from '../memberships/ledger-change.ts';
import type { LedgerPosition, SnapshotChunk } from '../memberships/membership-memory.ts';

/** What one read of the ledger saw, all of it in one database snapshot. */
export interface LedgerRead {
  /** Ascending by number; at least one when the read is not complete. */
  readonly changes: readonly LedgerChange[];
  /** Lowest transaction id still running in the snapshot: `pg_snapshot_xmin(pg_current_snapshot())`. */
  readonly xmin: bigint;
  /** Highest number visible in the snapshot; 0 when there is none. */
  readonly head: number;
  /** Whether everything visible that the position lacks is among the changes. */
  readonly isComplete: boolean;
}

/** The stored ledger and its snapshots, as the follower needs them. */
export interface LedgerSource {
  /**
   * A number up to which every ledger row is in the stored snapshot of its group; 0 when nothing is stored.
   * The follower asks before it reads the snapshots, so the two need no common database snapshot.
   */
  readFloor(): Promise<number>;

  /** All stored chunks of all groups, in any order, read in one database snapshot. */
  readSnapshots(): AsyncIterable<SnapshotChunk>;

  /** The lowest `limit` visible changes that are above `position.highest` or in one of its gaps. */
  readAfter(position: LedgerPosition, limit: number): Promise<LedgerRead>;

  /**
   * A transaction id above that of every transaction that had one when this was called: an id handed out for the
   * purpose, `select pg_current_xact_id()` in a transaction of its own. `pg_snapshot_xmax` is not one: running
   * transactions may have higher ids. Called only while a gap persists.
   */
  readHorizon(): Promise<bigint>;
}
