import type { LedgerChange } from '../memberships/ledger-change.ts';
import type { ReadonlyMemberships } from '../memberships/membership-memory.ts';

/** Memberships as plain text, `group: member member`, ascending, without empty groups: easy to compare and to read. */
export type Listing = string[];

const ascending = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

function listing(groups: Iterable<[number, Iterable<number>]>): Listing {
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([group, members]) => [group, ascending(members)] as const)
    .filter(([, members]) => members.length > 0)
    .map(([group, members]) => `${group}: ${members.join(' ')}`);
}

/** What the changes amount to, one after the other in order of number, with nothing clever. */
export function naiveListing(changes: Iterable<LedgerChange>): Listing {
  const groups = new Map<number, Set<number>>();
  const membersOf = (group: number) => {
    const members = groups.get(group) ?? new Set();
    groups.set(group, members);
    return members;
  };
  for (const { rows } of [...changes].sort((a, b) => a.seq - b.seq)) {
    for (const row of rows) {
      if (row.kind === 'member') {
        for (const group of row.left) membersOf(group).delete(row.member);
        for (const group of row.joined) membersOf(group).add(row.member);
      } else {
        for (const member of row.left) membersOf(row.group).delete(member);
        for (const member of row.joined) membersOf(row.group).add(member);
      }
    }
  }
  return listing(groups);
}

/** The same of memberships in memory. */
export function listingOf(memberships: ReadonlyMemberships): Listing {
  return listing([...memberships.groupNumbers()].map((group) => [group, memberships.membersOf(group)]));
}
