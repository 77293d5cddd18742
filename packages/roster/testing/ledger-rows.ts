import type { ObjectNumber } from '@muster/kernel';
import fc from 'fast-check';
import { MemberSet } from '../bitmaps/member-set.ts';
import type { GroupRow, LedgerRow, MemberRow } from '../memberships/ledger-change.ts';

type Moves = { readonly joined?: readonly number[]; readonly left?: readonly number[] };

/** A row of one member: groups joined and left. */
export function memberRow(member: number, { joined = [], left = [] }: Moves): MemberRow {
  const groups = (numbers: readonly number[]) => numbers as readonly ObjectNumber[];
  return { kind: 'member', member: member as ObjectNumber, joined: groups(joined), left: groups(left) };
}

/** A row of one group: members joined and left. */
export function groupRow(group: number, { joined = [], left = [] }: Moves): GroupRow {
  return { kind: 'group', group: group as ObjectNumber, joined: MemberSet.of(joined), left: MemberSet.of(left) };
}

const moves = (number: fc.Arbitrary<number>) =>
  fc
    .uniqueArray(number, { maxLength: 5 })
    .chain((all) => fc.nat({ max: all.length }).map((at) => ({ joined: all.slice(0, at), left: all.slice(at) })));

/** Few groups and members, so that changes meet. */
const aGroup = fc.integer({ min: 1, max: 5 });
const aMember = fc.integer({ min: 1, max: 12 });

/** Any row over a handful of groups and members. */
export const aRow: fc.Arbitrary<LedgerRow> = fc.oneof(
  fc.tuple(aMember, moves(aGroup)).map(([member, m]) => memberRow(member, m)),
  fc.tuple(aGroup, moves(aMember)).map(([group, m]) => groupRow(group, m)),
);

/** The rows of one transaction, sometimes none. */
export const someRows = fc.array(aRow, { maxLength: 3 });
