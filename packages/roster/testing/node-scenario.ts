import fc from 'fast-check';
import { expect } from 'vitest';
import { floorOf, planCompaction } from '../compaction/plan-compaction.ts';
import { snapshotOf } from '../compaction/snapshot-of.ts';
import { LedgerFollower } from '../follow/ledger-follower.ts';
import type { LedgerRow } from '../memberships/ledger-change.ts';
import { someRows } from './ledger-rows.ts';
import { listingOf, naiveListing } from './naive-memberships.ts';
import { SimulatedLedger, type SimulatedTransaction } from './simulated-ledger.ts';

/** One thing that happens to two nodes on one database. `which` picks a node, or a transaction among the open ones. */
type Happening =
  | { readonly kind: 'begin' }
  | { readonly kind: 'take' | 'rollback' | 'read' | 'settle' | 'compact' | 'restart'; readonly which: number }
  | { readonly kind: 'commit'; readonly which: number; readonly rows: readonly LedgerRow[]; readonly isOwn: boolean };

const which = fc.nat(7);
const kinds = fc.constantFrom('take' as const, 'rollback', 'read', 'read', 'settle', 'compact', 'restart');

/** Any course of events. Writers hold no locks: two open transactions may well touch the same pair. */
export const aCourse: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'begin' as const }) },
    { weight: 6, arbitrary: fc.record({ kind: kinds, which }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('commit' as const), which, rows: someRows, isOwn: fc.boolean() }),
    },
  ),
  // Without a size arrays stay within ten entries, and little can meet.
  { maxLength: 60, size: 'max' },
);

/** How often the situations that matter came about: a suite in which one never did has shown nothing about it. */
export interface Occurrences {
  /** A change was applied under others with higher numbers. */
  lateChanges: number;
  /** A number was given up as rolled back. */
  closedGaps: number;
  /** A read found a gap that was still open. */
  openGaps: number;
  storedSnapshots: number;
  /** A snapshot could not be taken because of a change above a gap. */
  refusedSnapshots: number;
  /** A node started from snapshots, behind a floor. */
  startsFromFloor: number;
}

/** Nothing has occurred. */
export function noOccurrences(): Occurrences {
  return { lateChanges: 0, closedGaps: 0, openGaps: 0, storedSnapshots: 0, refusedSnapshots: 0, startsFromFloor: 0 };
}

class Scenario {
  readonly ledger = new SimulatedLedger();
  readonly nodes: LedgerFollower[] = [];
  open: SimulatedTransaction[] = [];

  constructor(
    readonly pageSize: number,
    readonly seen: Occurrences,
  ) {}

  async restart(node: number): Promise<void> {
    const onError = (error: unknown) => expect.unreachable(String(error));
    const follower = new LedgerFollower({ source: this.ledger, onError, pageSize: this.pageSize });
    if (this.ledger.floor > 0) this.seen.startsFromFloor++;
    await follower.load();
    follower.onApplied(({ seq }) => {
      if (seq < follower.memory.position().highest) this.seen.lateChanges++;
    });
    this.nodes[node] = follower;
  }

  /** Promise 1: whoever reads sees all that has committed. */
  async read(node: number): Promise<void> {
    const head = Math.max(0, ...this.ledger.committed.map((change) => change.seq));
    const memberships = await this.nodes[node]!.readAt(head);
    expect(listingOf(memberships)).toEqual(naiveListing(this.ledger.committed));
    const { watermark, gaps } = memberships.position();
    this.seen.openGaps += gaps.length;
    const known = this.ledger.committed.filter((change) => change.seq <= watermark).length;
    this.seen.closedGaps += watermark - known;
  }

  compact(node: number): void {
    const { memory } = this.nodes[node]!;
    const { watermark } = memory.position();
    const limits = { rows: 1, rowsPerMember: 0, age: 5, groups: 2 };
    for (const group of planCompaction(memory.drifts(), watermark, limits)) {
      const snapshot = snapshotOf(memory, group, 5);
      if (snapshot === undefined) {
        this.seen.refusedSnapshots++;
        continue;
      }
      this.seen.storedSnapshots++;
      this.ledger.store(snapshot);
      memory.noteSnapshot(group, snapshot.position, snapshot.rowCount);
    }
    this.ledger.storeFloor(floorOf(memory.drifts(), watermark));
  }

  take(at: number): SimulatedTransaction | undefined {
    const transaction = this.open[at % Math.max(1, this.open.length)];
    this.open = this.open.filter((other) => other !== transaction);
    return transaction;
  }

  async happen(happening: Happening): Promise<void> {
    if (happening.kind === 'begin') {
      this.open.push(this.ledger.begin());
      return;
    }
    const node = happening.which % 2;
    if (happening.kind === 'take') this.open[happening.which % Math.max(1, this.open.length)]?.takeSeq();
    else if (happening.kind === 'rollback') this.take(happening.which)?.rollback();
    else if (happening.kind === 'commit') {
      const change = (this.take(happening.which) ?? this.ledger.begin()).commit(happening.rows);
      if (happening.isOwn) this.nodes[node]!.applyOwn(change);
    } else if (happening.kind === 'read') await this.read(node);
    else if (happening.kind === 'compact') this.compact(node);
    else if (happening.kind === 'restart') await this.restart(node);
    else await this.nodes[node]!.settleGaps();
  }
}

/**
 * Plays a course of events; fails when a read misses anything that has committed, or when, after all transactions have
 * ended, a gap stays open for good.
 */
export async function playCourse(course: readonly Happening[], pageSize: number, seen: Occurrences): Promise<void> {
  const scenario = new Scenario(pageSize, seen);
  await scenario.restart(0);
  await scenario.restart(1);
  for (const happening of course) await scenario.happen(happening);
  for (const transaction of scenario.open) transaction.rollback();
  for (const [node, follower] of scenario.nodes.entries()) {
    for (let round = 0; round < 5; round++) {
      await follower.catchUp();
      await follower.settleGaps();
    }
    await scenario.read(node);
    expect(follower.memory.position().gaps).toEqual([]);
    scenario.compact(node);
  }
  await scenario.restart(0);
  await scenario.read(0);
}
