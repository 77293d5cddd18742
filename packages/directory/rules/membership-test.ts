import type { Instant } from '@muster/kernel';
import { evaluate, type RuleObject } from '@muster/rules';
import type { ActiveRule } from './rule-registry.ts';

/**
 * True when the rule makes the object a member. Rules over relations are not decided here: they follow memberships and managers.
 *
 * @see rule language spec §5.1: the reports of a manager who does not exist are nobody
 */
export function selects(
  rule: ActiveRule,
  object: RuleObject,
  now: Instant,
  isManagerAlive: boolean = rule.isManagerAlive,
): boolean {
  if (object.type !== rule.rule.objectType) return false;
  return isManagerAlive && evaluate(rule.rule, object, now);
}
