import { MemberSet, type ReadonlyMemberSet } from './member-set.ts';

/** The numbers in both sets, as a new set. */
export function and(a: ReadonlyMemberSet, b: ReadonlyMemberSet): MemberSet {
  return a.size <= b.size ? a.clone().retainAll(b) : b.clone().retainAll(a);
}

/** The numbers in either set, as a new set. */
export function or(a: ReadonlyMemberSet, b: ReadonlyMemberSet): MemberSet {
  return a.clone().addAll(b);
}

/** The numbers in the first set that are not in the second, as a new set. */
export function andNot(a: ReadonlyMemberSet, b: ReadonlyMemberSet): MemberSet {
  return a.clone().removeAll(b);
}

/** The numbers in any of the sets, as a new set; empty when there are none. */
export function unionOf(sets: Iterable<ReadonlyMemberSet>): MemberSet {
  const union = new MemberSet();
  for (const set of sets) union.addAll(set);
  return union;
}
