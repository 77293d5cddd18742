import type { ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Change } from '../changes/change.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

/**
 * Members that moved into or out of a source group follow into or out of the memberOf groups that name it. memberOf
 * groups cannot be sources themselves, so one step is all.
 *
 * @see rule language spec §5.2
 */
export async function followSources(change: Change): Promise<void> {
  const affected = new Map<ActiveRule, Set<ObjectNumber>>();
  const note = (source: ObjectNumber, member: ObjectNumber) => {
    for (const rule of change.directory.rules.dependentsOf(source)) {
      const members = affected.get(rule);
      if (members === undefined) affected.set(rule, new Set([member]));
      else members.add(member);
    }
  };
  for (const [member, { joined, left }] of change.movements()) {
    for (const group of joined) note(group, member);
    for (const group of left) note(group, member);
  }
  for (const [group, { joined, left }] of change.bulkMovements()) {
    if (change.directory.rules.dependentsOf(group).length === 0) continue;
    for (const member of joined) note(group, member);
    for (const member of left) note(group, member);
  }
  if (affected.size === 0) return;
  await change.catchUp();
  const candidates = new Set([...affected.values()].flatMap((members) => [...members]));
  const kinds = await kindsOf(change, [...candidates]);
  for (const [rule, members] of affected) followInto(change, rule, members, kinds);
}

function followInto(
  change: Change,
  rule: ActiveRule,
  members: ReadonlySet<ObjectNumber>,
  kinds: ReadonlyMap<number, string>,
): void {
  const joined: ObjectNumber[] = [];
  const left: ObjectNumber[] = [];
  for (const member of members) {
    const isRightKind = kinds.get(member) === rule.rule.objectType;
    const selected = isRightKind && rule.sourceNumbers.some((source) => change.isMember(source, member));
    if (selected === change.isMember(rule.groupNumber, member)) continue;
    (selected ? joined : left).push(member);
  }
  // One row of the group for a batch, one row of the member for a single change.
  if (members.size > 1 && !change.movements().size) {
    change.moveMany(rule.groupNumber, MemberSet.of(joined), MemberSet.of(left));
    return;
  }
  for (const member of joined) change.move(rule.groupNumber, member, true);
  for (const member of left) change.move(rule.groupNumber, member, false);
}

/** Number → user or device, this change's own objects included; one statement for 10,000 of them. */
async function kindsOf(change: Change, numbers: readonly ObjectNumber[]): Promise<Map<number, string>> {
  const kinds = new Map<number, string>();
  for (const { after } of change.transitions) if (after !== null) kinds.set(after.number, after.type);
  const unknown = numbers.filter((n) => !kinds.has(n));
  for (let i = 0; i < unknown.length; i += 10_000) {
    for (const object of await change.session.objects.findByNumbers(unknown.slice(i, i + 10_000), ['user', 'device'])) {
      kinds.set(object.number, object.type);
    }
  }
  return kinds;
}
