import { setImmediate as pause } from 'node:timers/promises';
import type { ReadonlyMemberships } from '@muster/roster';

/** Groups that could have all members of a group, and perhaps more. */
export type CandidatesFor = (group: number) => readonly number[];

/** Of groups with the same digest so many are looked at, and of those that share a member so many of the smallest. */
export const mostCandidates = 64;
const groupsAtOnce = 50;

/**
 * Finds candidates for any group. Those with the same members have the same digest of them. For the larger ones: every group has a member that the fewest groups have, and whatever contains the group contains that
 * member. Made of the memberships as they are while it is made; whoever uses it looks at the present ones.
 *
 * Cost: two passes over all memberships, with pauses; 4 bytes for each object number and at most `mostCandidates` numbers
 * for each group.
 */
export async function indexCandidates(memberships: ReadonlyMemberships): Promise<CandidatesFor> {
  const groups = [...memberships.groupNumbers()].filter((group) => memberships.memberCount(group) > 0);
  groups.sort((left, right) => memberships.memberCount(left) - memberships.memberCount(right) || left - right);
  const { counts, rarest, digests } = await rarestMembers(memberships, groups);
  const same = new Map<string, number[]>();
  for (const [group, digest] of digests) {
    const list = same.get(digest);
    if (list === undefined) same.set(digest, [group]);
    else if (list.length < mostCandidates) list.push(group);
  }
  const sharing = new Map<number, number[]>();
  for (const member of rarest.values()) sharing.set(member, []);
  for (const [i, group] of groups.entries()) {
    memberships.membersOf(group).forEach((member) => {
      if (counts[member] !== pivot) return;
      const list = sharing.get(member)!;
      if (list.length < mostCandidates) list.push(group);
    });
    if (i % groupsAtOnce === 0) await pause();
  }
  return (group) => {
    const twins = same.get(digests.get(group) ?? '') ?? [];
    return [...new Set([...twins, ...(sharing.get(rarest.get(group) ?? 0) ?? [])])];
  };
}

/** Stands in place of the count of a member that some group was given. */
const pivot = 0xffff_ffff;

async function rarestMembers(memberships: ReadonlyMemberships, groups: readonly number[]) {
  const highest = groups.reduce((most, group) => Math.max(most, memberships.membersOf(group).max), 0);
  let counts = new Uint32Array(highest + 1);
  const digests = new Map<number, string>();
  for (const [i, group] of groups.entries()) {
    let [low, high] = [0, 0];
    memberships.membersOf(group).forEach((member) => {
      low = Math.imul(low ^ member, 0x9e3779b1) ^ (low >>> 15);
      high = Math.imul(high + member, 0x85ebca6b) ^ (high >>> 13);
      // Somebody who joined a group meanwhile may have a higher number.
      if (member >= counts.length) counts = grown(counts, member);
      counts[member]! += 1;
    });
    digests.set(group, `${memberships.memberCount(group)} ${low} ${high}`);
    if (i % groupsAtOnce === 0) await pause();
  }
  const rarest = new Map<number, number>();
  for (const [i, group] of groups.entries()) {
    let least = pivot;
    memberships.membersOf(group).forEach((member) => {
      const count = counts[member] ?? pivot;
      if (count >= least) return;
      least = count;
      rarest.set(group, member);
    });
    if (i % groupsAtOnce === 0) await pause();
  }
  for (const member of rarest.values()) counts[member] = pivot;
  return { counts, rarest, digests };
}

function grown(counts: Uint32Array<ArrayBuffer>, highest: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(Math.max(highest + 1, counts.length * 2));
  larger.set(counts);
  return larger;
}

/** Candidates for one group, without an index: one membership test for every group there is. */
export function candidatesDirectly(memberships: ReadonlyMemberships): CandidatesFor {
  return (group) => {
    const [first] = memberships.membersOf(group).page(0, 1);
    return first === undefined ? [] : memberships.groupsOf(first);
  };
}
