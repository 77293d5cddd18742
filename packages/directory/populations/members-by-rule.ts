import type { Instant, ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Directory } from '../context.ts';
import type { Device, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
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
 * Memory: one batch. A memberOf rule is answered from the memberships in memory.
 */
export async function* membersByRule(
  directory: Directory,
  session: ReadSession,
  rule: ActiveRule,
  now: Instant,
): Batches {
  if (!rule.isManagerAlive) return;
  if (rule.rule.form === 'memberOf') return yield* membersOfSources(directory, session, rule);
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
  const { dateExtensions } = directory.rules;
  for (let i = 0; i < numbers.length; i += objectsAtOnce) {
    const objects = await session.objects.findByNumbers(numbers.slice(i, i + objectsAtOnce), [rule.rule.objectType]);
    const selected = objects.filter((each) => {
      return selects(rule, toRuleObject(each as User | Device, [], dateExtensions), now);
    });
    yield selected.map(({ number }) => number);
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
