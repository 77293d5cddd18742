import type { Instant, ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import { evaluate } from '@muster/rules';
import type { Directory } from '../context.ts';
import type { Device, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { knownGroups, presentNesting } from '../relations/nesting.ts';
import { type RelationState, withRelations } from '../relations/relation-state.ts';
import { ReportingLines } from '../relations/reporting-lines.ts';
import { selects } from '../rules/membership-test.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

/** How many numbers one statement looks through: half a megabyte of numbers when all match. */
const numbersAtOnce = 65_536;
/** How many objects are read at once to be asked again. */
const objectsAtOnce = 1000;

type Batches = AsyncGenerator<readonly ObjectNumber[], void, undefined>;

/**
 * The numbers of the objects that a rule selects at `now`, ascending, in batches, answered by the database and not from
 * memory: for populations that are too large to be kept there. What the database cannot decide the interpreter does. In
 * a session of `store.snapshot` all batches are of one instant; otherwise each is of its own.
 *
 * Cost: one statement for each 65,536 numbers ever handed out, and one for each 1,000 objects that must be asked again.
 * Memory: one batch. A rule over memberships is answered with the memberships in memory, a
 * condition about reports with a statement for a thousand managers of a level.
 */
export async function* membersByRule(
  directory: Directory,
  session: ReadSession,
  rule: ActiveRule,
  now: Instant,
): Batches {
  if (!rule.isManagerAlive) return;
  if (rule.rule.form === 'memberOf') return yield* membersOfSources(directory, session, rule);
  if (rule.rule.readsRelations) return yield* membersByRelations(directory, session, rule, now);
  const { dateExtensions } = directory.rules;
  const highest = await session.objects.highestNumber(rule.rule.objectType);
  for (let after = 0; after < highest; after += numbersAtOnce) {
    const question = { rule: rule.rule, now, dateExtensions, after, upTo: after + numbersAtOnce };
    const { numbers, isExact } = await session.objects.scanMatching(question);
    if (isExact) yield numbers;
    else yield* askedAgain(directory, session, rule, now, numbers);
  }
}

/** Those of the objects that the interpreter selects. */
async function* askedAgain(
  directory: Directory,
  session: ReadSession,
  rule: ActiveRule,
  now: Instant,
  numbers: readonly ObjectNumber[],
): Batches {
  for (let i = 0; i < numbers.length; i += objectsAtOnce) {
    const objects = await session.objects.findByNumbers(numbers.slice(i, i + objectsAtOnce), [rule.rule.objectType]);
    const selected = objects.filter((each) => {
      return selects(rule, toRuleObject(each as User | Device, [], directory.rules), now);
    });
    yield selected.map(({ number }) => number);
  }
}

/** Object by object, with memberships from memory and managers from the database, level by level for each page. */
async function* membersByRelations(
  directory: Directory,
  session: ReadSession,
  rule: ActiveRule,
  now: Instant,
): Batches {
  const { memberships, rules } = directory;
  await session.catchUpMemberships();
  const nesting = presentNesting(memberships, knownGroups(memberships, rules.groupNumbers()));
  for (let after = 0; ; ) {
    const objects = await session.objects.scan(rule.rule.objectType, after, objectsAtOnce);
    const lines = new ReportingLines(session);
    const { directReportsOf, allReportsOf } = rule.rule.relations;
    if (directReportsOf.length + allReportsOf.length > 0) await lines.load(objects.map(({ managerId }) => managerId));
    const state: RelationState = {
      isMember: (group, member) => memberships.has(group, member),
      nesting,
      above: (manager) => lines.above(manager),
    };
    const selected = objects.filter((each) => {
      return evaluate(rule.rule, withRelations(toRuleObject(each, [], rules), each, rule, state), now);
    });
    yield selected.map(({ number }) => number);
    if (objects.length < objectsAtOnce) return;
    after = objects.at(-1)!.number;
  }
}

/** The members of the source groups, as far as they live and are of the rule's kind. */
async function* membersOfSources(directory: Directory, session: ReadSession, rule: ActiveRule): Batches {
  await session.catchUpMemberships();
  const members = MemberSet.of();
  for (const source of rule.sourceNumbers) members.addAll(directory.memberships.membersOf(source));
  for (let after = 0; ; ) {
    const numbers = members.page(after, objectsAtOnce);
    const living = await session.objects.findByNumbers(numbers, [rule.rule.objectType]);
    yield living.map(({ number }) => number);
    if (numbers.length < objectsAtOnce) return;
    after = numbers.at(-1)!;
  }
}
