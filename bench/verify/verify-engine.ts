import { MemberSet } from '@muster/roster';
import { type CheckedRule, evaluate, type RuleObject } from '@muster/rules';
import type { Engine } from '../engine/engine.ts';
import type { Workload } from '../input/workload.ts';
import type { Verification } from './verification.ts';

/** About how many questions the interpreter is asked; below this everything is compared. */
const budget = 4_000_000;

/** So many of the places 0 to `count` - 1, evenly spread. */
function spread(count: number, wanted: number): number[] {
  const taken = Math.min(count, Math.max(1, Math.floor(wanted)));
  return Array.from({ length: taken }, (_, i) => Math.floor((i * count) / taken));
}

/**
 * Compares the engine, as it stands after FULL, with the interpreter: some users (all, when the workload is small) with
 * every rule, some rules with every user, and the groups of these users. Goes through the users once.
 *
 * @param newCounts what the engine said how many users each of the new rules selects
 */
export function verifyMembers(
  engine: Engine,
  { users: people, rules, newRules, now }: Workload,
  userCount: number,
  newCounts: readonly number[],
  verification: Verification,
): void {
  const someUsers = new Set(spread(userCount, budget / Math.max(1, rules.length)));
  const someRules = spread(rules.length, budget / 4 / userCount);
  const someNew = spread(newRules.length, budget / 4 / userCount);
  const expected = someRules.map(() => [] as number[]);
  const expectedNew = someNew.map(() => 0);
  let user = 0;
  for (const object of people()) {
    if (someUsers.has(user)) verifyUser(engine, rules, user, object, verification, now);
    for (const [i, rule] of someRules.entries()) if (evaluate(rules[rule]!, object, now)) expected[i]!.push(user + 1);
    for (const [i, rule] of someNew.entries()) if (evaluate(newRules[rule]!, object, now)) expectedNew[i]! += 1;
    user += 1;
  }
  for (const [i, rule] of someRules.entries()) {
    const isSame = engine.members.membersOf(rule).equals(MemberSet.of(expected[i]!));
    verification.compare(userCount, isSame, () => `the members of rule ${rule} differ: ${rules[rule]!.text}`);
  }
  for (const [i, rule] of someNew.entries()) {
    const isSame = newCounts[rule] === expectedNew[i];
    verification.compare(userCount, isSame, () => `new rule ${rule}: ${newCounts[rule]} for ${expectedNew[i]}`);
  }
  verification.note(
    `interpreter: ${someUsers.size} of ${userCount} users with ${rules.length} rules, ` +
      `${someRules.length} rules and ${someNew.length} new rules with all users`,
  );
}

function verifyUser(
  engine: Engine,
  rules: readonly CheckedRule[],
  user: number,
  object: RuleObject,
  verification: Verification,
  now: Workload['now'],
): void {
  const groups: number[] = [];
  for (const [rule, each] of rules.entries()) {
    const holds = evaluate(each, object, now);
    if (holds) groups.push(rule);
    const isSame = engine.members.has(rule, user + 1) === holds;
    verification.compare(1, isSame, () => `rule ${rule} ${holds ? 'selects' : 'does not select'} user ${user}`);
  }
  const found = engine.groupsOf(user);
  const isSame = found.length === groups.length && found.every((rule, i) => rule === groups[i]);
  verification.compare(1, isSame, () => `the groups of user ${user} differ`);
}

/**
 * Compares the engine, as it stands after the changes, with the interpreter on changed users and, for every rule, the
 * bitmap that followed the changes with what the columns say now.
 *
 * @param originals changed users as they were at first, by their place
 */
export function verifyChanges(
  engine: Engine,
  { rules, changes, now }: Workload,
  originals: ReadonlyMap<number, RuleObject>,
  verification: Verification,
): void {
  const values = new Map([...originals].map(([user, object]) => [user, { ...object.values }]));
  for (const { user, name, value } of changes) {
    const held = values.get(user);
    if (held !== undefined) held[name] = value;
  }
  for (const [user, held] of values) verifyUser(engine, rules, user, { type: 'user', values: held }, verification, now);
  for (const [rule, each] of rules.entries()) {
    const isSame = engine.members.membersOf(rule).equals(engine.membersBy(each));
    verification.compare(1, isSame, () => `the bitmap of rule ${rule} did not follow the changes: ${each.text}`);
  }
  verification.note(`after the changes: ${values.size} changed users with all rules, every bitmap with the columns`);
}

/** The users of whom `verifyChanges` needs to know what they were: all that change, or a sample of them. */
export function changedUsersToKeep({ rules, changes }: Workload): ReadonlySet<number> {
  const changed = [...new Set(changes.map(({ user }) => user))];
  return new Set(spread(changed.length, budget / 2 / Math.max(1, rules.length)).map((at) => changed[at]!));
}
