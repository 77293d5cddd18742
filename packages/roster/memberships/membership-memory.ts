import type { ObjectNumber } from '@muster/kernel';
import { MemberSet, type ReadonlyMemberSet, requireObjectNumber } from '../bitmaps/member-set.ts';
import { errors } from '../errors.ts';
import { AppliedSeqs, type SeqRange } from './applied-seqs.ts';
import { type LedgerChange, type LedgerRow, touchesGroup } from './ledger-change.ts';
import { transitiveGroups, transitiveMembers } from './nesting.ts';

/** A stored state of a group, or a part of one: its members (of the chunk's range) as of `position`, inclusive. */
export interface SnapshotChunk {
  readonly group: number;
  readonly position: number;
  /** The newest change up to there that moved a member of the group; 0 for none. */
  readonly lastSeq: number;
  readonly members: ReadonlyMemberSet;
}

/** Where memory stands: what a reader of the ledger need not read again. */
export interface LedgerPosition {
  /** Every number up to here is applied or will never come. */
  readonly watermark: number;
  /** The highest number applied. */
  readonly highest: number;
  /** Numbers between the two that are not applied, ascending. */
  readonly gaps: readonly SeqRange[];
}

/** How far a group has moved away from its last snapshot. */
export interface GroupDrift {
  readonly group: ObjectNumber;
  readonly size: number;
  /** Rows applied since the snapshot. At least 1. */
  readonly rows: number;
  /** No row of the group that the snapshot lacks is older than this number. */
  readonly firstSeq: number;
}

interface GroupState {
  readonly members: MemberSet;
  /** Rows up to this number are in the snapshot that `members` was loaded from. */
  loadedAt: number;
  /** The newest snapshot known to be stored, perhaps by another node that is ahead of this one. */
  snapshotAt: number;
  /** Rows ever applied, and how many of them are in the newest snapshot. */
  rowCount: number;
  rowsInSnapshot: number;
  /** Lowest number of a row applied and not in the newest snapshot, or a lower bound of it. */
  firstSeq: number;
  /** Highest number of a row applied, or in the snapshot that was loaded; 0 for none. */
  lastSeq: number;
}

const nobody: ReadonlyMemberSet = new MemberSet();

/** Who is in which group, for reading. Sets handed out are live views: clone one to keep it as it is now. */
export type ReadonlyMemberships = Pick<
  MembershipMemory,
  | 'has'
  | 'membersOf'
  | 'groupsOf'
  | 'memberCount'
  | 'lastSeq'
  | 'rowCount'
  | 'groupNumbers'
  | 'transitiveMembersOf'
  | 'transitiveGroupsOf'
  | 'isApplied'
  | 'position'
  | 'changeCount'
>;

/**
 * All memberships in memory, kept current by the changes of the ledger in whatever order they become known.
 *
 * A change is applied as soon as it is seen, although lower numbers may be missing: a reader never waits for a
 * stranger's open transaction. When a lower number arrives late, it is applied and the higher ones are applied over it
 * again, so that of each pair of group and member the highest number has the last word. Until the gap below them
 * closes, changes are therefore kept.
 *
 * INVARIANT: the state equals that of applying the changes seen so far in ascending order of number and ordinal.
 */
export class MembershipMemory {
  readonly #groups = new Map<number, GroupState>();
  readonly #groupNumbers = new MemberSet();
  #applied = new AppliedSeqs();
  /** Changes applied above the watermark, ascending. */
  #kept: LedgerChange[] = [];
  #changeCount = 0;

  /** Whether the object is a direct member of the group. Constant, or a binary search in a thin group. */
  has(group: number, member: number): boolean {
    return this.#groups.get(group)?.members.has(member) ?? false;
  }

  /** Direct members of a group; empty when the group is not known. A live view. Constant. */
  membersOf(group: number): ReadonlyMemberSet {
    return this.#groups.get(group)?.members ?? nobody;
  }

  /** How many direct members a group has; 0 when it is not known. Constant. */
  memberCount(group: number): number {
    return this.membersOf(group).size;
  }

  /** Groups the object is a direct member of, ascending. One membership test for every group there is. */
  groupsOf(member: number): ObjectNumber[] {
    const groups: ObjectNumber[] = [];
    this.#groupNumbers.forEach((group) => {
      if (this.has(group, member)) groups.push(group);
    });
    return groups;
  }

  /** Groups that have, or once had, a member or a snapshot. A live view. Constant. */
  groupNumbers(): ReadonlyMemberSet {
    return this.#groupNumbers;
  }

  /**
   * Members of the group and of the groups within it, those groups included, the group itself not. A new set. Linear in
   * the members of all groups reached.
   */
  transitiveMembersOf(group: number): MemberSet {
    return transitiveMembers(this, group);
  }

  /**
   * Groups the object is in, directly or through groups within groups, itself not included. A new set. Tests every group
   * there is once for every group found.
   */
  transitiveGroupsOf(member: number): MemberSet {
    return transitiveGroups(this, member);
  }

  /** Whether the change is applied, or known never to come. */
  isApplied(seq: number): boolean {
    return this.#applied.has(seq);
  }

  /** Goes up whenever a change or a snapshot is taken in: as long as it stays the same, so do all memberships. */
  get changeCount(): number {
    return this.#changeCount;
  }

  /** Where memory stands in the ledger. Cost grows with the gaps. */
  position(): LedgerPosition {
    return { watermark: this.#applied.watermark, highest: this.#applied.highest, gaps: this.#applied.gaps() };
  }

  /**
   * Applies one committed change; changes nothing when it was applied before. Costs the pairs in the change, and those
   * of the changes with higher numbers that came before it.
   *
   * @returns false when the change was applied already, or its number was declared never to come.
   * @throws AppError ROSTER_SEQ_INVALID, ROSTER_NUMBER_OUT_OF_RANGE; nothing is applied then.
   */
  apply(change: LedgerChange): boolean {
    for (const row of change.rows) requireNumbers(row);
    if (!this.#applied.add(change.seq)) return false;
    this.#changeCount++;
    this.#applyRows(change, true);
    let at = this.#kept.length;
    while (at > 0 && this.#kept[at - 1]!.seq > change.seq) at--;
    for (const later of this.#kept.slice(at)) this.#applyRows(later, false);
    this.#kept.splice(at, 0, change);
    this.#release();
    return true;
  }

  /** Declares that no number up to `seq` is still to come but those applied. */
  closeGapsUpTo(seq: number): void {
    this.#applied.closeUpTo(seq);
    this.#release();
  }

  /**
   * Forgets everything and starts behind `floor`: the changes up to there are in the snapshots that will be loaded, and
   * need not be applied. 0 for a start from the beginning of the ledger.
   */
  startFrom(floor: number): void {
    this.#changeCount++;
    this.#groups.clear();
    this.#groupNumbers.retainAll(nobody);
    this.#kept = [];
    this.#applied = new AppliedSeqs(floor);
  }

  /**
   * Takes in a snapshot, or one chunk of it, before any change is applied. Changes up to its position will not touch the
   * group again, although they may touch others.
   *
   * @throws AppError ROSTER_SNAPSHOT_TORN when an earlier chunk of the group had another position.
   */
  loadChunk({ group, position, lastSeq, members }: SnapshotChunk): void {
    const known = this.#groups.get(group);
    if (known !== undefined && known.loadedAt !== position) throw errors.ROSTER_SNAPSHOT_TORN({ group });
    this.#changeCount++;
    const state = known ?? this.#stateOf(group);
    state.loadedAt = position;
    state.snapshotAt = position;
    state.lastSeq = lastSeq;
    state.members.addAll(members);
  }

  /** Groups with rows since their last snapshot, ascending by group. */
  drifts(): GroupDrift[] {
    const drifts: GroupDrift[] = [];
    this.#groupNumbers.forEach((group) => {
      const { members, rowCount, rowsInSnapshot, firstSeq } = this.#groups.get(group)!;
      const rows = rowCount - rowsInSnapshot;
      if (rows > 0) drifts.push({ group, size: members.size, rows, firstSeq });
    });
    return drifts;
  }

  /**
   * Whether the group is now exactly as it was right after the change at the watermark: no change that is applied above
   * the watermark touches it. Costs the changes above the watermark.
   */
  isExactAtWatermark(group: number): boolean {
    return !this.#kept.some((change) => change.rows.some((row) => touchesGroup(row, group)));
  }

  /** The newest change that moved a member of the group, or 0: when its membership last changed. */
  lastSeq(group: number): number {
    return this.#groups.get(group)?.lastSeq ?? 0;
  }

  /** How many rows of the group were applied since the start, whether or not a snapshot holds them. */
  rowCount(group: number): number {
    return this.#groups.get(group)?.rowCount ?? 0;
  }

  /**
   * Notes that a snapshot of the group as of `position` is stored, so that its drift counts from there. An older one
   * than is known already changes nothing.
   *
   * @param rowCount what `rowCount` said when the snapshot was taken; 0 for a snapshot that another node took.
   */
  noteSnapshot(group: number, position: number, rowCount: number): void {
    const state = this.#groups.get(group);
    if (state === undefined || position <= state.snapshotAt) return;
    state.snapshotAt = position;
    state.rowsInSnapshot = Math.max(state.rowsInSnapshot, rowCount);
    state.firstSeq = Math.max(state.firstSeq, position + 1);
  }

  #applyRows(change: LedgerChange, isFirstTime: boolean): void {
    for (const row of change.rows) {
      if (row.kind === 'group') {
        const state = this.#stateBefore(row.group, change.seq, isFirstTime);
        state?.members.removeAll(row.left).addAll(row.joined);
      } else {
        for (const group of row.left) this.#stateBefore(group, change.seq, isFirstTime)?.members.remove(row.member);
        for (const group of row.joined) this.#stateBefore(group, change.seq, isFirstTime)?.members.add(row.member);
      }
    }
  }

  /** The state a row of this number is to be applied to; undefined when the group was loaded with it. */
  #stateBefore(group: number, seq: number, isFirstTime: boolean): GroupState | undefined {
    const state = this.#groups.get(group) ?? this.#stateOf(group);
    if (seq <= state.loadedAt) return undefined;
    state.lastSeq = Math.max(state.lastSeq, seq);
    if (isFirstTime && seq > state.snapshotAt) {
      state.firstSeq = state.rowCount === state.rowsInSnapshot ? seq : Math.min(state.firstSeq, seq);
      state.rowCount++;
    }
    return state;
  }

  #stateOf(group: number): GroupState {
    const members = new MemberSet();
    const state = { members, loadedAt: 0, snapshotAt: 0, rowCount: 0, rowsInSnapshot: 0, firstSeq: 0, lastSeq: 0 };
    this.#groupNumbers.add(group);
    this.#groups.set(group, state);
    return state;
  }

  /** Lets go of the changes that nothing can come below any more. */
  #release(): void {
    const { watermark } = this.#applied;
    let passed = 0;
    while (passed < this.#kept.length && this.#kept[passed]!.seq <= watermark) passed++;
    if (passed > 0) this.#kept.splice(0, passed);
  }
}

function requireNumbers(row: LedgerRow): void {
  if (row.kind === 'group') requireObjectNumber(row.group);
  else for (const n of [row.member, ...row.joined, ...row.left]) requireObjectNumber(n);
}
