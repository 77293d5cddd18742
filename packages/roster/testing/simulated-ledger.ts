import { MemberSet } from '../bitmaps/member-set.ts';
import type { GroupSnapshot } from '../compaction/snapshot-of.ts';
import type { LedgerRead, LedgerSource } from '../follow/ledger-source.ts';
import type { LedgerChange, LedgerRow } from '../memberships/ledger-change.ts';
import type { LedgerPosition, SnapshotChunk } from '../memberships/membership-memory.ts';

/** A transaction that has its id; its number comes when asked for. */
export interface SimulatedTransaction {
  readonly id: number;
  takeSeq(): number;
  commit(rows: readonly LedgerRow[]): LedgerChange;
  rollback(): void;
}

/**
 * A ledger in memory whose reads see what PostgreSQL would let them see: transaction ids and sequence numbers are
 * handed out before commit, and the upper end of a snapshot is one past the highest id that has ended.
 */
export class SimulatedLedger implements LedgerSource {
  /** Reads of the ledger so far. */
  readCount = 0;
  horizonCount = 0;
  /** When set, the next call of the source fails with it. */
  failure: Error | undefined;
  /** Answers wait for this after they have looked. */
  gate: Promise<void> = Promise.resolve();
  floor = 0;
  readonly committed: LedgerChange[] = [];
  readonly #running = new Set<number>();
  readonly #snapshots = new Map<number, GroupSnapshot>();
  #nextId = 754;
  #nextSeq = 1;
  #highestEnded = 753;

  begin(): SimulatedTransaction {
    const id = this.#nextId++;
    this.#running.add(id);
    let seq = 0;
    const takeSeq = () => {
      seq ||= this.#nextSeq++;
      return seq;
    };
    const commit = (rows: readonly LedgerRow[]) => {
      const change = { seq: takeSeq(), rows };
      this.committed.push(change);
      this.#end(id);
      return change;
    };
    return { id, takeSeq, commit, rollback: () => this.#end(id) };
  }

  /** One transaction from begin to commit. */
  write(...rows: LedgerRow[]): LedgerChange {
    return this.begin().commit(rows);
  }

  /** Stores a snapshot as storage must: never over a newer one. */
  store(snapshot: GroupSnapshot): void {
    const stored = this.#snapshots.get(snapshot.group);
    if (stored === undefined || stored.position < snapshot.position) this.#snapshots.set(snapshot.group, snapshot);
  }

  storeFloor(floor: number): void {
    this.floor = Math.max(this.floor, floor);
  }

  async readFloor(): Promise<number> {
    this.#failIfTold();
    return this.floor;
  }

  async *readSnapshots(): AsyncIterable<SnapshotChunk> {
    const snapshots = [...this.#snapshots.values()];
    await this.gate;
    for (const { group, position, lastSeq, chunks } of snapshots) {
      for (const { bytes } of chunks) {
        this.#failIfTold();
        yield { group, position, lastSeq, members: MemberSet.fromBytes(bytes) };
      }
    }
  }

  async readAfter({ highest, gaps }: LedgerPosition, limit: number): Promise<LedgerRead> {
    this.readCount++;
    this.#failIfTold();
    const isWanted = (seq: number) => seq > highest || gaps.some((gap) => gap.from <= seq && seq <= gap.to);
    const wanted = this.committed.filter((change) => isWanted(change.seq)).sort((a, b) => a.seq - b.seq);
    const read = {
      changes: wanted.slice(0, limit),
      xmin: BigInt(Math.min(this.#highestEnded + 1, ...this.#running)),
      head: Math.max(0, ...this.committed.map((change) => change.seq)),
      isComplete: wanted.length <= limit,
    };
    await this.gate;
    return read;
  }

  async readHorizon(): Promise<bigint> {
    this.horizonCount++;
    this.#failIfTold();
    const id = this.#nextId++;
    this.#end(id);
    await this.gate;
    return BigInt(id);
  }

  #end(id: number): void {
    this.#running.delete(id);
    this.#highestEnded = Math.max(this.#highestEnded, id);
  }

  #failIfTold(): void {
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
  }
}
