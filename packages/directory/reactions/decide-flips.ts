import type { ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import { evaluate, type RuleObject } from '@muster/rules';
import type { Change } from '../changes/change.ts';
import type { ObjectTransition } from '../changes/object-transition.ts';
import type { Device, User } from '../objects/directory-object.ts';
import { type RelationState, withRelations } from '../relations/relation-state.ts';
import type { ReportingLines } from '../relations/reporting-lines.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

export interface FlipQuestion {
  /** Whom it is about; at most 10,000. */
  readonly numbers: readonly ObjectNumber[];
  /** The rules, each before those that depend on it. */
  readonly order: readonly ActiveRule[];
  /** Those of the numbers about whom a rule is to be decided in any case. */
  readonly due: (rule: ActiveRule) => readonly ObjectNumber[];
  /** Rules of which the present membership may not be what they answered before the change. */
  readonly doubtful: ReadonlySet<ActiveRule>;
  readonly dependentsOf: (group: number) => readonly ActiveRule[];
  readonly lines: ReportingLines;
  readonly was: RelationState;
  readonly is: RelationState;
}

/** An object before and after the change, as rules see it; null where it did not live. */
interface Seen {
  readonly type: 'user' | 'device';
  readonly before: { readonly object: User | Device; readonly values: RuleObject } | null;
  readonly after: { readonly object: User | Device; readonly values: RuleObject };
}

/**
 * Decides the rules in order, before and after the change, and moves whoever an answer turned for; whoever moved is asked
 * about by the rules that depend on the group. A change that does not turn an answer moves nobody, so that a group whose
 * pass is held for approval stays as it is; where the pass is only on its way, the answer is compared with the membership.
 */
export async function decideFlips(change: Change, question: FlipQuestion): Promise<void> {
  const { order, due, doubtful, dependentsOf, was, is } = question;
  const seen = await look(change, question.numbers);
  const managers = [...seen.values()].flatMap(({ before, after }) => [
    before?.object.managerId,
    after.object.managerId,
  ]);
  if (order.some(readsLines)) await question.lines.load(managers.map((id) => id ?? null));
  const further = new Map<ActiveRule, Set<ObjectNumber>>();
  for (const rule of order) {
    const [joined, left]: [ObjectNumber[], ObjectNumber[]] = [[], []];
    for (const number of new Set([...due(rule), ...(further.get(rule) ?? [])])) {
      const each = seen.get(number);
      if (each === undefined || each.type !== rule.rule.objectType) continue;
      const wasSelected = doubtful.has(rule)
        ? change.isMember(rule.groupNumber, number)
        : each.before !== null && selects(change, rule, each.before, was);
      const isSelected = selects(change, rule, each.after, is);
      if (isSelected === wasSelected || change.isMember(rule.groupNumber, number) === isSelected) continue;
      (isSelected ? joined : left).push(number);
    }
    moveByRule(change, rule, joined, left);
    if (joined.length + left.length === 0) continue;
    for (const dependent of dependentsOf(rule.groupNumber)) {
      const known = further.get(dependent) ?? new Set();
      for (const number of [...joined, ...left]) known.add(number);
      further.set(dependent, known);
    }
  }
}

function readsLines({ rule }: ActiveRule): boolean {
  return rule.relations.directReportsOf.length + rule.relations.allReportsOf.length > 0;
}

function selects(
  change: Change,
  rule: ActiveRule,
  { object, values }: { readonly object: User | Device; readonly values: RuleObject },
  state: RelationState,
): boolean {
  return evaluate(rule.rule, withRelations(values, object, rule, state), change.now);
}

/** The living users and devices among the numbers, this change's own states of them first. One statement for each type. */
async function look(change: Change, numbers: readonly ObjectNumber[]): Promise<ReadonlyMap<ObjectNumber, Seen>> {
  const { rules } = change.directory;
  const moved = new Map<ObjectNumber, ObjectTransition>();
  for (const transition of change.transitions) {
    const { number } = (transition.after ?? transition.before)!;
    moved.set(number, { before: (moved.get(number) ?? transition).before, after: transition.after });
  }
  const seeing = (object: User | Device) => ({ object, values: toRuleObject(object, [], rules) });
  const seen = new Map<ObjectNumber, Seen>();
  for (const object of await change.session.objects.findByNumbers(numbers, ['user', 'device'])) {
    const own = moved.get(object.number);
    if (own?.after === null) continue;
    const after = seeing((own?.after ?? object) as User | Device);
    const before = own === undefined ? after : own.before && seeing(own.before as User | Device);
    seen.set(object.number, { type: object.type as 'user' | 'device', before, after });
  }
  return seen;
}

/** Rows of the members that are written about or move in this change anyway; for others one row of the group, when they are several. */
function moveByRule(change: Change, rule: ActiveRule, joined: readonly ObjectNumber[], left: readonly ObjectNumber[]) {
  const own = new Set<number>(change.movements().keys());
  for (const { before, after } of change.transitions) own.add((after ?? before)!.number);
  const isOwn = (member: ObjectNumber) => own.has(member);
  const [joiners, leavers] = [joined.filter((each) => !isOwn(each)), left.filter((each) => !isOwn(each))];
  const isBulk = joiners.length + leavers.length > 1;
  for (const member of joined) if (!isBulk || isOwn(member)) change.move(rule.groupNumber, member, true);
  for (const member of left) if (!isBulk || isOwn(member)) change.move(rule.groupNumber, member, false);
  if (isBulk) change.moveMany(rule.groupNumber, MemberSet.of(joiners), MemberSet.of(leavers));
}
