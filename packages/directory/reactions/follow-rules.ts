import type { Change, ObjectTransition } from '../changes/change.ts';
import { selects } from '../rules/membership-test.ts';
import { changedProperties, ruleNamesTouchedBy, toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

/**
 * A created, changed or restored object joins the groups whose rules select it now and leaves those whose rules do
 * not. Only rules that can be touched by what changed are asked; the answer is compared with the present membership,
 * not with an earlier answer, so that a pass under way and this write never disagree.
 */
export async function followRules(change: Change): Promise<void> {
  const { rules } = change.directory;
  for (const transition of change.transitions) {
    const { after } = transition;
    if (after === null) continue;
    const touched = rulesTouched(change, transition);
    if (touched.length === 0) continue;
    await change.catchUp();
    const object = toRuleObject(after, [], rules.dateExtensions);
    for (const rule of touched) {
      change.move(
        rule.groupNumber,
        after.number,
        selects(rule, object, change.now, change.declaredAlive(rule.rule.managerId)),
      );
    }
  }
}

function rulesTouched(change: Change, { before, after }: ObjectTransition): readonly ActiveRule[] {
  const { rules } = change.directory;
  const { type } = after!;
  if (before === null) return rules.allOf(type);
  const names = changedProperties(before, after!).flatMap((property) => ruleNamesTouchedBy(type, property));
  return [...rules.touchedBy(type, names)];
}
