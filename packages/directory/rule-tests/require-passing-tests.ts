import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { CheckedRule } from '@muster/rules';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import { requireSources } from '../groups/check-rule.ts';
import type { Device, Properties, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { knownGroups, presentNesting } from '../relations/nesting.ts';
import { type RelationState, withRelations } from '../relations/relation-state.ts';
import { ReportingLines } from '../relations/reporting-lines.ts';
import { selects } from '../rules/membership-test.ts';
import { ruleErrors } from '../rules/rule-errors.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import { hasTestFailed, type RuleTest, type RuleTestResult, ruleTestsOf } from './rule-test.ts';

/**
 * Before a rule is saved: refuses it when it lets somebody in whom it must leave out, or leaves somebody out whom it must let in.
 * Some statements, however many tests there are.
 *
 * @throws AppError RULE_TESTS_FAILED naming those whom it is about
 */
export async function requirePassingTests(change: Change, rule: CheckedRule, properties: Properties): Promise<void> {
  const tests = ruleTestsOf(properties);
  if (tests.length === 0) return;
  await change.catchUp();
  const failed = (await runTests(change, rule, tests)).filter(hasTestFailed);
  if (failed.length === 0) return;
  const sentence = ({ memberId, isMember }: RuleTest) => `${memberId} would ${isMember ? 'not be' : 'be'} a member`;
  throw ruleErrors.RULE_TESTS_FAILED(
    { failed: failed.length, tests: tests.length, first: sentence(failed[0]!) },
    {
      details: failed.map((each) => ({
        code: 'RuleTestFailed',
        target: `membershipRuleTests/${each.memberId}`,
        message: sentence(each),
      })),
      inner: { failedTests: failed.map(({ memberId, isMember }) => ({ memberId, isMember })) },
    },
  );
}

async function runTests(
  change: Change,
  rule: CheckedRule,
  tests: readonly RuleTest[],
): Promise<readonly RuleTestResult[]> {
  const { session, directory, now } = change;
  const members = await testedMembers(session, tests);
  const active = await asActive(session, rule);
  const state = await relationState(change, rule, members);
  const answers = new Map(
    members.map((member) => {
      const object = toRuleObject(member, [], directory.rules);
      const seen = rule.readsRelations ? withRelations(object, member, active, state) : object;
      return [member.id, selects(active, seen, now)];
    }),
  );
  return tests.map((test) => ({ ...test, result: answers.get(test.memberId) ?? null }));
}

/** The users and devices that tests are about, as far as they exist. */
async function testedMembers(session: ReadSession, tests: readonly RuleTest[]): Promise<readonly (User | Device)[]> {
  const ids = tests.map(({ memberId }) => memberId);
  return (await session.objects.findMany(ids, ['user', 'device'])) as readonly (User | Device)[];
}

/** The rule as it would be in force; the group that is to carry it does not matter. */
async function asActive(session: ReadSession, rule: CheckedRule): Promise<ActiveRule> {
  const sources = await requireSources(session, rule.sourceGroupIds as readonly ObjectId[]);
  const managerId = rule.managerId as ObjectId | null;
  const managers = managerId === null ? [] : await session.objects.findMany([managerId], ['user']);
  return {
    groupId: '' as ObjectId,
    groupNumber: 0 as ObjectNumber,
    ruleVersion: 0,
    rule,
    isManagerAlive: managerId === null || managers.length > 0,
    sources: new Map([...sources].map(([id, source]) => [id, source.number])),
    sourceNumbers: [...sources.values()].map((source) => source.number),
  };
}

async function relationState(
  change: Change,
  { relations }: CheckedRule,
  members: readonly (User | Device)[],
): Promise<RelationState> {
  const { memberships, rules } = change.directory;
  const lines = new ReportingLines(change.session);
  const readsLines = relations.directReportsOf.length + relations.allReportsOf.length > 0;
  if (readsLines) await lines.load(members.map(({ managerId }) => managerId));
  const readsNesting = relations.groupsWithin.length > 0;
  const groups = readsNesting ? knownGroups(memberships, rules.groupNumbers()) : MemberSet.of();
  return {
    isMember: (group, member) => memberships.has(group, member),
    nesting: presentNesting(memberships, groups),
    above: (manager) => lines.above(manager),
  };
}

/**
 * Refuses tests about somebody who does not exist. Those that were kept before stay.
 *
 * @throws AppError PROPERTY_INVALID
 */
export async function requireTestedMembers(change: Change, before: Properties, after: Properties): Promise<void> {
  const known = new Set(ruleTestsOf(before).map(({ memberId }) => memberId));
  const added = ruleTestsOf(after).filter(({ memberId }) => !known.has(memberId));
  if (added.length === 0) return;
  const found = new Set((await testedMembers(change.session, added)).map(({ id }) => id));
  const missing = added.find(({ memberId }) => !found.has(memberId));
  if (missing === undefined) return;
  const reason = `there is no user and no device ${missing.memberId}`;
  throw directoryErrors.PROPERTY_INVALID({ property: 'membershipRuleTests', reason });
}
