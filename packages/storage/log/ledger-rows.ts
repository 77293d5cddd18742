import type { ObjectNumber } from '@muster/kernel';
import { type LedgerRow, MemberSet } from '@muster/roster';

/** A row of `membership_ledger` as the driver gives it. */
export interface StoredLedgerRow {
  readonly member_number: number | null;
  readonly group_number: number | null;
  readonly joined: readonly number[] | null;
  readonly left_groups: readonly number[] | null;
  readonly joined_set: Uint8Array | null;
  readonly left_set: Uint8Array | null;
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
export function storedLedgerRow(row: LedgerRow): StoredLedgerRow {
  if (row.kind === 'member') {
    const { member, joined, left } = row;
    return { ...blank, member_number: member, joined, left_groups: left };
  }
  return {
    ...blank,
    group_number: row.group,
    joined_set: row.joined.size === 0 ? null : row.joined.toBytes(),
    left_set: row.left.size === 0 ? null : row.left.toBytes(),
  };
}

const blank: StoredLedgerRow = {
  member_number: null,
  group_number: null,
  joined: null,
  left_groups: null,
  joined_set: null,
  left_set: null,
};
