import type { ReadonlyMemberships } from '@muster/roster';
import type { CandidatesFor } from './overlap-candidates.ts';

/** Groups with the same members as a group, and larger ones with all of them. */
export interface Overlaps {
  readonly identical: readonly number[];
  /** The smallest first. */
  readonly containing: readonly number[];
}

/** Fewer members than that are in another group by chance. */
export const leastContained = 2;
const samples = 8;

/**
 * Compares a group with its candidates, by the memberships as they are now: what is named was so at the moment of the
 * call. Empty groups have no overlaps.
 *
 * @param mostMembers larger groups are passed over as containing: a group of everybody contains every other
 */
export function findOverlaps(
  memberships: ReadonlyMemberships,
  group: number,
  candidatesFor: CandidatesFor,
  mostMembers: number,
): Overlaps {
  const members = memberships.membersOf(group).toArray();
  const identical: number[] = [];
  const containing: number[] = [];
  for (const candidate of candidatesFor(group)) {
    const count = memberships.memberCount(candidate);
    const isSameSize = count === members.length;
    const isWorthIt =
      isSameSize || (count > members.length && members.length >= leastContained && count <= mostMembers);
    if (candidate === group || !isWorthIt || !containsAll(memberships, candidate, members)) continue;
    (isSameSize ? identical : containing).push(candidate);
  }
  containing.sort((left, right) => memberships.memberCount(left) - memberships.memberCount(right));
  return { identical, containing };
}

/** A few members from all over the group tell most others apart at once. */
function containsAll(memberships: ReadonlyMemberships, group: number, members: Uint32Array): boolean {
  if (members.length === 0) return false;
  const larger = memberships.membersOf(group);
  const step = Math.max(1, Math.floor(members.length / samples));
  for (let at = 0; at < members.length; at += step) if (!larger.has(members[at]!)) return false;
  return members.every((member) => larger.has(member));
}
