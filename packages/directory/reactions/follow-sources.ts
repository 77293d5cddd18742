import { MemberSet } from '@muster/roster';
import type { Change } from '../changes/change.ts';
import { dependencyOrder } from '../relations/dependency-order.ts';
import { knownGroupsAfter, nestedMoves, nestingAfter, presentNesting } from '../relations/nesting.ts';
import type { RelationState } from '../relations/relation-state.ts';
import { ReportingLines } from '../relations/reporting-lines.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import { decideFlips } from './decide-flips.ts';
import { doubtfulRules } from './doubtful-rules.ts';
import {
  type Affected,
  affectedByLines,
  affectedByMovements,
  affectedByProperties,
  dependentsIn,
} from './rules-affected.ts';

/** Objects decided at a time: what bounds the memory that a movement of many takes. */
const objectsAtOnce = 2000;

/**
 * Rules that ask about memberships or managers above follow what a change moved: an object joins the groups whose rules
 * it comes to satisfy and leaves those whose rules it ceases to satisfy. Rules over rules come after those they read, so
 * that one transaction carries a movement through a chain of any length.
 *
 * Where more objects are concerned than one transaction should decide, passes of the rules do it.
 *
 * Costs the objects that may be concerned, the rules that name what moved, and for rules over members at any depth the
 * groups within. Only a change of links between objects (managers, groups in groups) takes the exclusive key.
 *
 * @see rule language spec §5.2; ADR 13
 */
export async function followSources(change: Change): Promise<void> {
  const { memberships, rules } = change.directory;
  const { relational } = rules;
  if (relational.size === 0) return;
  const affected: Affected = new Map();
  affectedByProperties(change, relational, affected);
  const lines = new ReportingLines(change.session, change.transitions);
  await affectedByLines(change, relational, lines, affected);
  const hasMoved = change.movements().size > 0 || change.bulkMovements().size > 0;
  if (!hasMoved && affected.size === 0) return;
  await change.catchUp();
  const groups = relational.readsNesting ? knownGroupsAfter(change, rules.groupNumbers()) : MemberSet.of();
  const moves = relational.readsNesting ? nestedMoves(change, groups) : [];
  if (moves.length > 0) change.requireExclusive();
  const before = presentNesting(memberships, groups);
  const after = nestingAfter(change, groups, moves);
  const dependentsOf = dependentsIn(relational, [before, after]);
  affectedByMovements(change, dependentsOf, { before, after, moves }, affected);
  if (affected.size === 0) return;
  const was: RelationState = {
    isMember: (group, member) => memberships.has(group, member),
    nesting: before,
    above: (manager) => lines.aboveBefore(manager),
  };
  const is: RelationState = {
    isMember: (group, member) => change.isMember(group, member),
    nesting: after,
    above: (manager) => lines.above(manager),
  };
  const everybody = MemberSet.of();
  for (const members of affected.values()) everybody.addAll(members);
  if (everybody.size > change.directory.limits.followedAtOnce) {
    await leaveToPasses(change, affected.keys());
    return;
  }
  const order = dependencyOrder(affected.keys(), (rule) => dependentsOf(rule.groupNumber));
  const doubtful = await doubtfulRules(change);
  for (let last = 0; ; ) {
    const numbers = everybody.page(last, objectsAtOnce);
    const due = (rule: ActiveRule) => numbers.filter((number) => affected.get(rule)?.has(number));
    await decideFlips(change, { numbers, order, due, doubtful, dependentsOf, lines, was, is });
    if (numbers.length < objectsAtOnce) return;
    last = numbers.at(-1)!;
  }
}

/** Rules that depend on these follow with the passes' batches. */
async function leaveToPasses(change: Change, rules: Iterable<ActiveRule>): Promise<void> {
  change.requireExclusive();
  for (const rule of rules) await change.registerRule({ id: rule.groupId, number: rule.groupNumber }, true);
}
