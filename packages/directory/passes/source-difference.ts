import { MemberSet } from '@muster/roster';
import type { Directory } from '../context.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

/**
 * Where the members of a memberOf group may differ from those of its sources, next after a number: bitmaps only.
 * Which of them are of the rule's kind is decided when the batch is applied.
 */
export async function sourceDifference(
  directory: Directory,
  rule: ActiveRule,
  after: number,
  limit: number,
): Promise<{ candidates: ReadonlyMap<number, number>; upTo: number; seen: number; isLast: boolean }> {
  await directory.store.read((session) => session.catchUpMemberships());
  const { memberships } = directory;
  const wanted = MemberSet.of();
  for (const source of rule.sourceNumbers) wanted.addAll(memberships.membersOf(source));
  const present = memberships.membersOf(rule.groupNumber);
  const different = wanted.clone().removeAll(present).addAll(present.clone().removeAll(wanted));
  const numbers = different.page(after, limit);
  const isLast = numbers.length < limit;
  return {
    candidates: new Map(numbers.map((number) => [number, 0])),
    upTo: isLast ? Number.MAX_SAFE_INTEGER : numbers.at(-1)!,
    seen: isLast ? wanted.size : 0,
    isLast,
  };
}
