import type { ObjectNumber } from '@muster/kernel';
import type { GroupDrift } from '../memberships/membership-memory.ts';

/** When a group is worth a new snapshot. */
export interface CompactionLimits {
  /** Rows that no snapshot is written for, however small the group. */
  readonly rows: number;
  /** Further rows per member: writing a large group again must pay. */
  readonly rowsPerMember: number;
  /** Sequence numbers a row may lie behind the watermark: how much of the ledger a start may have to read. */
  readonly age: number;
  /** The most groups of one plan. */
  readonly groups: number;
}

/** Limits that keep the ledger after the floor within about a hundred thousand changes. */
export const defaultCompactionLimits: CompactionLimits = { rows: 64, rowsPerMember: 0.01, age: 100_000, groups: 500 };

/**
 * The groups that need a new snapshot, those with the oldest rows first. Sorts the groups that have drifted.
 *
 * @param watermark of the memory whose drifts these are.
 */
export function planCompaction(
  drifts: readonly GroupDrift[],
  watermark: number,
  limits: CompactionLimits = defaultCompactionLimits,
): ObjectNumber[] {
  return drifts
    .filter((d) => d.rows > limits.rows + d.size * limits.rowsPerMember || d.firstSeq < watermark - limits.age)
    .sort((a, b) => a.firstSeq - b.firstSeq || a.group - b.group)
    .slice(0, limits.groups)
    .map((d) => d.group);
}

/**
 * The number behind which a start may begin to read the ledger: every row up to it is in the stored snapshot of its
 * group. Store it after the snapshots, never lowering it: a node that knows fewer snapshots works out a lower one.
 */
export function floorOf(drifts: readonly GroupDrift[], watermark: number): number {
  return drifts.reduce((floor, drift) => Math.min(floor, drift.firstSeq - 1), watermark);
}
