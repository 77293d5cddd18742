import type { ObjectNumber } from '@muster/kernel';
import type { ReadonlyMemberSet } from '../bitmaps/member-set.ts';

/** What one object change did to one member: the groups joined and left. No group stands in both. */
export interface MemberRow {
  readonly kind: 'member';
  readonly member: ObjectNumber;
  readonly joined: readonly ObjectNumber[];
  readonly left: readonly ObjectNumber[];
}

/** What one batch of a pass did to one group: the members joined and left. No member stands in both. */
export interface GroupRow {
  readonly kind: 'group';
  readonly group: ObjectNumber;
  readonly joined: ReadonlyMemberSet;
  readonly left: ReadonlyMemberSet;
}

/** One row of the membership ledger. */
export type LedgerRow = MemberRow | GroupRow;

/**
 * What one committed transaction wrote to the membership ledger. Whoever receives a change keeps it as it is: its
 * arrays and sets must not be altered afterwards.
 */
export interface LedgerChange {
  /** Whole, at least 1, unique to the transaction; handed out before it commits, after it got its transaction id. */
  readonly seq: number;
  /** By ordinal. May be empty. */
  readonly rows: readonly LedgerRow[];
}

/** Whether the row joins anybody to the group or removes anybody from it. */
export function touchesGroup(row: LedgerRow, group: number): boolean {
  if (row.kind === 'group') return row.group === group;
  return (row.joined as readonly number[]).includes(group) || (row.left as readonly number[]).includes(group);
}
