import type { ObjectNumber } from '@muster/kernel';
import { type LedgerRow, MemberSet, type ReadonlyMemberSet } from '@muster/roster';

/** A row of `membership_ledger` as the driver gives it. */
export interface StoredLedgerRow {
  readonly member_number: number | null;
  readonly group_number: number | null;
  readonly joined: readonly number[] | null;
  readonly left_groups: readonly number[] | null;
  readonly joined_set: Uint8Array | null;
  readonly left_set: Uint8Array | null;
}

/** The lowest and highest member in a row of a group, beside the sets, so that a statement can look for one member. */
export interface MemberBounds {
  readonly least_member: number | null;
  readonly greatest_member: number | null;
}

/** The ledger row of a stored one. @throws AppError ROSTER_PACKED_SET_DAMAGED */
export function ledgerRowOf(row: StoredLedgerRow): LedgerRow {
  if (row.member_number !== null) {
    return {
      kind: 'member',
      member: row.member_number as ObjectNumber,
      joined: (row.joined ?? []) as readonly ObjectNumber[],
      left: (row.left_groups ?? []) as readonly ObjectNumber[],
    };
  }
  const setOf = (bytes: Uint8Array | null) => (bytes === null ? new MemberSet() : MemberSet.fromBytes(bytes));
  return {
    kind: 'group',
    group: row.group_number as ObjectNumber,
    joined: setOf(row.joined_set),
    left: setOf(row.left_set),
  };
}

/** The stored form of a ledger row. Empty sets are not kept. */
export function storedLedgerRow(row: LedgerRow): StoredLedgerRow & MemberBounds {
  if (row.kind === 'member') {
    const { member, joined, left } = row;
    return { ...blank, member_number: member, joined, left_groups: left };
  }
  const { joined, left } = row;
  return {
    ...blank,
    ...boundsOf(joined, left),
    group_number: row.group,
    joined_set: joined.size === 0 ? null : joined.toBytes(),
    left_set: left.size === 0 ? null : left.toBytes(),
  };
}

function boundsOf(...sets: readonly ReadonlyMemberSet[]): MemberBounds {
  const filled = sets.filter((set) => set.size > 0);
  if (filled.length === 0) return { least_member: null, greatest_member: null };
  return {
    least_member: Math.min(...filled.map((set) => set.page(0, 1)[0]!)),
    greatest_member: Math.max(...filled.map((set) => set.max)),
  };
}

const blank: StoredLedgerRow & MemberBounds = {
  member_number: null,
  group_number: null,
  joined: null,
  left_groups: null,
  joined_set: null,
  left_set: null,
  least_member: null,
  greatest_member: null,
};
