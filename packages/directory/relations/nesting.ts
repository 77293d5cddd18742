import type { ObjectNumber } from '@muster/kernel';
import { and, MemberSet, type ReadonlyMemberSet, type ReadonlyMemberships } from '@muster/roster';
import type { Change } from '../changes/change.ts';

/** Which groups lie inside which, in one state of the directory. Answers are kept: one object for one state. */
export class Nesting {
  readonly #answers = new Map<number, ReadonlySet<number>>();

  /** @param inside the groups that are members of a group */
  constructor(private readonly inside: (group: number) => Iterable<number>) {}

  /** The group and the groups within it at any depth, each once, even where they lie in a circle. */
  within(group: number): ReadonlySet<number> {
    const known = this.#answers.get(group);
    if (known !== undefined) return known;
    const found = new Set([group]);
    for (const outer of found) for (const inner of this.inside(outer)) found.add(inner);
    this.#answers.set(group, found);
    return found;
  }
}

/** A group that joins or leaves another one. */
export interface NestedMove {
  readonly outer: number;
  readonly inner: number;
}

/** Numbers of all groups that have had a member, and of those that have a rule. */
export function knownGroups(memberships: ReadonlyMemberships, ruleGroups: Iterable<number>): MemberSet {
  return memberships
    .groupNumbers()
    .clone()
    .addAll(MemberSet.of([...ruleGroups]));
}

/** The same with those of which a change moves members: perhaps the first they ever have. */
export function knownGroupsAfter(change: Change, ruleGroups: Iterable<number>): MemberSet {
  const { memberships } = change.directory;
  const moved = [...change.movements().values()].flatMap(({ joined, left }) => [...joined, ...left]);
  return knownGroups(memberships, [...ruleGroups, ...moved, ...change.bulkMovements().keys()]);
}

/** Groups inside groups as memory holds them. Costs the groups there are for every group reached. */
export function presentNesting(memberships: ReadonlyMemberships, groups: ReadonlyMemberSet): Nesting {
  return new Nesting((group) => and(memberships.membersOf(group), groups));
}

/** The same with a change's own movements. */
export function nestingAfter(change: Change, groups: ReadonlyMemberSet, moves: readonly NestedMove[]): Nesting {
  const present = change.directory.memberships;
  return new Nesting((group) => {
    const inside = new Set<number>(and(present.membersOf(group), groups));
    for (const { outer, inner } of moves) if (outer === group) inside.add(inner);
    return [...inside].filter((inner) => change.isMember(group as ObjectNumber, inner as ObjectNumber));
  });
}

/** The movements of a change that moved a group. */
export function nestedMoves(change: Change, groups: ReadonlyMemberSet): NestedMove[] {
  const moves: NestedMove[] = [];
  for (const [inner, { joined, left }] of change.movements()) {
    if (!groups.has(inner)) continue;
    for (const outer of [...joined, ...left]) moves.push({ outer, inner });
  }
  for (const [outer, { joined, left }] of change.bulkMovements()) {
    for (const moved of [joined, left]) for (const inner of and(moved, groups)) moves.push({ outer, inner });
  }
  return moves;
}
