import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import { evaluate } from '@muster/rules';
import type { WriteSession } from '../ports/directory-store.ts';
import { selects } from '../rules/membership-test.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import { type ActiveRule, RuleRegistry } from '../rules/rule-registry.ts';
import { ExpectedRelations } from './expected-relations.ts';

const objectsAtOnce = 1000;

export interface ExpectedMembers {
  /** Members that the rules select, of every group whose pass is finished. */
  readonly members: ReadonlyMap<ObjectNumber, MemberSet>;
  readonly counts: {
    readonly rules: number;
    readonly objects: number;
    readonly pending: readonly ObjectId[];
    readonly broken: readonly ObjectId[];
  };
}

/**
 * Asks every rule about every object, rules over memberships after those whose members they ask for. Where a source has
 * no finished rule of its own, its members are those given.
 */
export async function expectedMembers(
  session: WriteSession,
  now: Instant,
  present: ReadonlyMap<ObjectNumber, MemberSet>,
): Promise<ExpectedMembers> {
  const registry = new RuleRegistry();
  await registry.refresh(session);
  const all = registry.all();
  const active = all.filter((rule): rule is ActiveRule => !('problem' in rule));
  const broken = all.filter((rule) => 'problem' in rule).map((rule) => rule.groupId);
  const passes = await session.rules.passes(active.map((rule) => rule.groupId));
  const isSettled = (rule: ActiveRule) => passes.get(rule.groupId)?.status === 'Succeeded';
  const settled = active.filter(isSettled);
  const members = new Map(settled.map((rule) => [rule.groupNumber, new MemberSet()]));
  const relations = new ExpectedRelations(session, members, present);
  let objects = 0;
  for (const type of ['user', 'device'] as const) {
    const rules = relations.inOrder(settled.filter((rule) => rule.rule.objectType === type));
    for (let after = 0; ; ) {
      const page = await session.objects.scan(type, after, objectsAtOnce);
      objects += page.length;
      for (const object of page) {
        const seen = toRuleObject(object, [], registry);
        for (const rule of rules) {
          const isSelected = rule.rule.readsRelations
            ? evaluate(rule.rule, await relations.related(object, seen, rule), now)
            : selects(rule, seen, now);
          if (isSelected) members.get(rule.groupNumber)!.add(object.number);
        }
      }
      if (page.length < objectsAtOnce) break;
      after = page.at(-1)!.number;
    }
  }
  const pending = active.filter((rule) => !isSettled(rule)).map((rule) => rule.groupId);
  return { members, counts: { rules: all.length, objects, pending, broken } };
}
