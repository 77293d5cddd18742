import type { MemberSet, ReadonlyMemberSet } from '../bitmaps/member-set.ts';
import { type LedgerChange, type LedgerRow, touchesGroup } from './ledger-change.ts';

/** Where a replay of one group's history starts and ends. Positions are ledger sequence numbers, inclusive. */
export interface Replay {
  readonly group: number;
  /** The group's members as of `position`; stays as it is. Empty for a replay from the beginning. */
  readonly base: ReadonlyMemberSet;
  /** 0 for a replay from the beginning. */
  readonly position: number;
  readonly upTo: number;
}

/** Makes a set what a row says of the group: leaves first, then joins. */
export function applyRow(row: LedgerRow, group: number, members: MemberSet): void {
  if (!touchesGroup(row, group)) return;
  if (row.kind === 'group') members.removeAll(row.left).addAll(row.joined);
  else if ((row.joined as readonly number[]).includes(group)) members.add(row.member);
  else members.remove(row.member);
}

/**
 * The members a group had right after the change `upTo`, from an earlier state and the ledger after it. Changes may
 * come in any order and may include ones outside (position, upTo] or of other groups: these count for nothing.
 * Linear in the rows.
 */
export function replay({ group, base, position, upTo }: Replay, changes: Iterable<LedgerChange>): MemberSet {
  const due = [...changes].filter((change) => change.seq > position && change.seq <= upTo);
  due.sort((a, b) => a.seq - b.seq);
  const members = base.clone();
  for (const change of due) for (const row of change.rows) applyRow(row, group, members);
  return members;
}
