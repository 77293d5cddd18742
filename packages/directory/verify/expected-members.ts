import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { WriteSession } from '../ports/directory-store.ts';
import { selects } from '../rules/membership-test.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import { type ActiveRule, RuleRegistry } from '../rules/rule-registry.ts';

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

/** Asks every rule about every object. memberOf rules follow the memberships that are given. */
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
  const living = { user: new MemberSet(), device: new MemberSet() };
  let objects = 0;
  for (const type of ['user', 'device'] as const) {
    const rules = settled.filter((rule) => rule.rule.objectType === type && rule.rule.form !== 'memberOf');
    for (let after = 0; ; ) {
      const page = await session.objects.scan(type, after, objectsAtOnce);
      objects += page.length;
      for (const object of page) {
        living[type].add(object.number);
        const seen = toRuleObject(object, [], registry.dateExtensions);
        for (const rule of rules) if (selects(rule, seen, now)) members.get(rule.groupNumber)!.add(object.number);
      }
      if (page.length < objectsAtOnce) break;
      after = page.at(-1)!.number;
    }
  }
  for (const rule of settled.filter((each) => each.rule.form === 'memberOf')) {
    const expected = members.get(rule.groupNumber)!;
    for (const source of rule.sourceNumbers) expected.addAll(present.get(source) ?? MemberSet.of());
    expected.retainAll(living[rule.rule.objectType]);
  }
  const pending = active.filter((rule) => !isSettled(rule)).map((rule) => rule.groupId);
  return { members, counts: { rules: all.length, objects, pending, broken } };
}
