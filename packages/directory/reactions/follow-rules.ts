import type { Change } from '../changes/change.ts';
import type { ObjectTransition } from '../changes/object-transition.ts';
import { selects } from '../rules/membership-test.ts';
import { changedRuleNames, toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import { doubtfulRules } from './doubtful-rules.ts';

/**
 * A created, changed or restored object joins the groups whose rules it comes to satisfy and leaves those whose rules it
 * ceases to satisfy: found by the rule index over the columns of this process, by the interpreter while there are none.
 *
 * Where a membership may not be what the rule said before - the rule is new and its pass has not come by, or time has
 * turned it - the rules that what changed can touch are asked outright. A group whose pass is held for approval follows
 * only what turns its rule's answer round.
 */
export async function followRules(change: Change): Promise<void> {
  const { columns, rules } = change.directory;
  if (!change.transitions.some(({ after }) => after !== null)) return;
  const doubtful = [...(await doubtfulRules(change))];
  for (const transition of change.transitions) {
    const { after } = transition;
    if (after === null) continue;
    const names = touchedNames(transition);
    const { gained, lost } =
      columns.flips(transition, names, change.now) ?? flipsByInterpreter(change, transition, names);
    const asked = doubtful.filter((rule) => isTouched(rule, transition, names));
    if (gained.length + lost.length + asked.length === 0) continue;
    await change.catchUp();
    for (const group of gained) {
      const rule = rules.find(group) as ActiveRule;
      if (isAlive(change, rule)) change.move(rule.groupNumber, after.number, true);
    }
    for (const group of lost) change.move((rules.find(group) as ActiveRule).groupNumber, after.number, false);
    if (asked.length === 0) continue;
    const object = toRuleObject(after, [], rules);
    for (const rule of asked) {
      change.move(rule.groupNumber, after.number, selects(rule, object, change.now, isAlive(change, rule)));
    }
  }
}

function isTouched({ rule }: ActiveRule, transition: ObjectTransition, names: ReadonlySet<string>): boolean {
  if (rule.objectType !== transition.after!.type || rule.readsRelations) return false;
  return transition.before === null || [...rule.properties].some((name) => names.has(name));
}

/** Rule properties that the change can change; none for an object that was not there before. */
function touchedNames({ before, after }: ObjectTransition): ReadonlySet<string> {
  if (before === null) return new Set();
  return changedRuleNames(before, after!);
}

/** @see rule language spec §5.1: the reports of a manager who does not exist are nobody */
function isAlive(change: Change, { rule, isManagerAlive }: ActiveRule): boolean {
  return change.declaredAlive(rule.managerId) ?? isManagerAlive;
}

function flipsByInterpreter(change: Change, { before, after }: ObjectTransition, names: ReadonlySet<string>) {
  const { rules } = change.directory;
  const gained: number[] = [];
  const lost: number[] = [];
  const is = toRuleObject(after!, [], rules);
  const was = before === null ? undefined : toRuleObject(before, [], rules);
  for (const rule of before === null ? rules.allOf(after!.type) : rules.touchedBy(after!.type, names)) {
    const isSelected = selects(rule, is, change.now, true);
    const wasSelected = was !== undefined && selects(rule, was, change.now, true);
    if (isSelected !== wasSelected) (isSelected ? gained : lost).push(rule.groupNumber);
  }
  return { gained, lost };
}
