import type { Instant } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Directory } from '../context.ts';
import type { Device, User } from '../objects/directory-object.ts';
import { membersByRule } from '../populations/members-by-rule.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { selects } from '../rules/membership-test.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import { differenceOf, type Selection } from './selection.ts';

const objectsAtOnce = 2000;

/**
 * The database answers, stretch by stretch; what was written since is decided by the interpreter. Rules over memberships
 * and managers are asked again altogether, as what moved since says little about them.
 */
export async function byDatabase(directory: Directory, rule: ActiveRule): Promise<Selection> {
  const { store } = directory;
  const asksOthers = rule.rule.form === 'memberOf' || rule.rule.readsRelations;
  // Nobody writes while the exclusive key is held: what is committed after this place of the log is looked at again.
  let position = await store.write('exclusive', (session) => session.log.head());
  let members = await store.read((session) => collect(directory, session, rule, directory.clock()));
  return {
    get members() {
      return members;
    },
    async bringUp({ session, now }, present) {
      if (asksOthers) {
        members = await collect(directory, session, rule, now);
        return;
      }
      const touched = await session.log.touchedAfter(position, Number.MAX_SAFE_INTEGER, true);
      const stale = new Set<number>(touched.flatMap((each) => each.numbers));
      // Time turns answers without any object being written; where the clock was quicker, the answers differ.
      if (rule.rule.isTimeDependent) {
        const { joining, leaving } = differenceOf(members, present);
        for (const number of joining.addAll(leaving)) stale.add(number);
      }
      await decideAgain(directory, session, rule, now, [...stale], members);
      position = touched.at(-1)?.seq ?? position;
    },
  };
}

async function collect(directory: Directory, session: ReadSession, rule: ActiveRule, now: Instant): Promise<MemberSet> {
  const members = MemberSet.of();
  for await (const numbers of membersByRule(directory, session, rule, now)) members.addAll(MemberSet.of(numbers));
  return members;
}

async function decideAgain(
  { rules }: Directory,
  session: ReadSession,
  rule: ActiveRule,
  now: Instant,
  numbers: readonly number[],
  members: MemberSet,
): Promise<void> {
  for (const number of numbers) members.remove(number);
  for (let i = 0; i < numbers.length; i += objectsAtOnce) {
    const some = numbers.slice(i, i + objectsAtOnce);
    for (const object of await session.objects.findByNumbers(some, [rule.rule.objectType])) {
      if (selects(rule, toRuleObject(object as User | Device, [], rules), now)) members.add(object.number);
    }
  }
}
