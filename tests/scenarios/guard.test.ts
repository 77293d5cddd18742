import {
  approveMembershipChange,
  expireHolds,
  type Group,
  listPasses,
  rejectMembershipChange,
  reprocessRule,
  type User,
  updateGroup,
  updateOrganization,
  updateUser,
  writePeople,
} from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplicationWith, groupOfMany, heldGroup, somePeople } from './builders.ts';
import { changesAfter, codeOf, logHead, membersOf, movementsOf, propertiesOf, statusOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(async () => {
  // A question that is still open is answered, so that the directory can be verified as a whole.
  for (const { pass } of await listPasses(test.directory, administrator)) {
    if (pass.held !== null) await approveMembershipChange(test.directory, administrator, pass.groupId);
  }
  await test.close();
});

const setRule = (group: Group, membershipRule: string) =>
  updateGroup(test.directory, administrator, group.id, { properties: { membershipRule } });
const nobody = 'user.city -eq "Nowhere"';
const members = async (group: Group) => (await membersOf(test.directory, group)).length;
const move = (people: readonly User[], city: string) =>
  writePeople(
    test.directory,
    administrator,
    'import',
    people.map(({ id }) => ({ kind: 'update', id, properties: { city } })),
  );

describe('the guard', () => {
  it('holds a pass that would put out too many, before its first write, and says so', async () => {
    const { group } = await groupOfMany(test, 30);
    const place = await logHead(test);
    await setRule(group, nobody);
    await test.settle();
    expect(await members(group)).toBe(30);
    expect(await movementsOf(test.directory, group, place)).toEqual([]);
    expect(await statusOf(test.directory, group)).toMatchObject({
      status: 'NotStarted',
      isApprovalRequired: true,
      leavingCount: 30,
      joiningCount: 0,
      approvalExpirationDateTime: Date.parse('2026-06-18T12:00:00Z'),
      errorMessage:
        'held: 30 of 30 members would leave and 0 would join; waits for an approval until 2026-06-18T12:00:00Z',
    });
    const noted = (await changesAfter(test.directory, place)).flatMap((change) => change.facts).at(-1)!;
    expect(noted.changes.membershipRuleProcessingStatus![1]).toMatchObject({ isApprovalRequired: true });
    const [listed] = await listPasses(test.directory, administrator);
    expect(listed).toMatchObject({ groupName: group.properties.displayName, pass: { held: { leaving: 30 } } });
  });

  it('lets pass what is within either limit', async () => {
    const few = await groupOfMany(test, 25);
    await setRule(few.group, nobody);
    await test.settle();
    expect(await members(few.group)).toBe(0);

    const many = await groupOfMany(test, 150);
    const own = many.group.properties.membershipRule as string;
    const leaving = many.people.slice(0, 30).map((person) => `"${person.properties.displayName as string}"`);
    await setRule(many.group, `${own} -and user.displayName -notIn [${leaving.join(', ')}]`);
    await test.settle();
    expect(await members(many.group)).toBe(120);
  });

  it('lets a held pass go on once somebody approves it', async () => {
    const group = await heldGroup(test, 30);
    const place = await logHead(test);
    await approveMembershipChange(test.directory, administrator, group.id, { leaving: 30, joining: 0 });
    await test.settle();
    expect(await members(group)).toBe(0);
    expect((await statusOf(test.directory, group))!.status).toBe('Succeeded');
    const causes = (await changesAfter(test.directory, place)).map((change) => change.cause.operation);
    expect([...new Set(causes)]).toEqual(['approve-membership-change', 'pass']);
    expect(await codeOf(approveMembershipChange(test.directory, administrator, group.id))).toBe('APPROVAL_NOT_WANTED');
  });

  it('takes an approval only from who may, and only of the numbers that wait', async () => {
    const group = await heldGroup(test, 30);
    const reader = anApplicationWith('Group.Read.All');
    expect(await codeOf(approveMembershipChange(test.directory, reader, group.id))).toBe('INSUFFICIENT_PRIVILEGES');
    const outdated = approveMembershipChange(test.directory, administrator, group.id, { leaving: 12 });
    expect(await codeOf(outdated)).toBe('APPROVAL_OUTDATED');
    await test.settle();
    expect(await members(group)).toBe(30);
  });

  it('goes back to the rule before, or pauses, when somebody rejects it', async () => {
    const back = await heldGroup(test, 30);
    const own = (
      await test.query<{ rule: string }>('select membership_rule as rule from groups where id = $1', [back.id])
    )[0]!;
    const decide = (...rest: readonly unknown[]) =>
      rejectMembershipChange(test.directory, administrator, back.id, ...(rest as []));
    expect(own.rule).toBe(nobody);
    expect(await codeOf(decide('restoreRule', { leaving: 12 }))).toBe('APPROVAL_OUTDATED');
    const reader = anApplicationWith('Group.Read.All');
    expect(await codeOf(rejectMembershipChange(test.directory, reader, back.id))).toBe('INSUFFICIENT_PRIVILEGES');
    const place = await logHead(test);
    await decide('restoreRule', { leaving: 30, joining: 0 });
    await test.settle();
    expect((await propertiesOf(test.directory, back)).membershipRule).toBe(back.properties.membershipRule);
    expect(await statusOf(test.directory, back)).toMatchObject({ status: 'Succeeded', isApprovalRequired: false });
    expect([await members(back), await movementsOf(test.directory, back, place)]).toEqual([30, []]);
    const [change] = await changesAfter(test.directory, place);
    expect(change!.cause.operation).toBe('reject-membership-change');
    expect(change!.facts.map(({ changes }) => Object.keys(changes))).toEqual([
      ['membershipRule'],
      ['ruleVersion'],
      ['membershipRuleProcessingStatus'],
    ]);
    expect(await codeOf(decide())).toBe('APPROVAL_NOT_WANTED');

    const paused = await heldGroup(test, 30);
    await rejectMembershipChange(test.directory, administrator, paused.id);
    await test.settle();
    expect(await propertiesOf(test.directory, paused)).toMatchObject({
      membershipRuleProcessingState: 'Paused',
      membershipRule: nobody,
    });
    expect(await members(paused)).toBe(30);
  });

  it('asks again when far more would leave than was approved', async () => {
    const group = await heldGroup(test, 30);
    await approveMembershipChange(test.directory, administrator, group.id);
    await updateOrganization(test.directory, administrator, await tenantId(), { membershipGuard: { leavingCount: 0 } });
    await setRule(group, 'user.city -ne null');
    await test.settle();
    await somePeople(
      test.directory,
      Array.from({ length: 60 }, () => ({ city: 'New' })),
    );
    await setRule(group, nobody);
    await test.settle();
    expect((await statusOf(test.directory, group)) as object).toMatchObject({ leavingCount: 90 });
  });

  it('forgets the question when the rule is put right', async () => {
    const { group } = await groupOfMany(test, 30);
    const own = group.properties.membershipRule as string;
    await setRule(group, nobody);
    await test.settle();
    await setRule(group, own);
    await test.settle();
    expect(await members(group)).toBe(30);
    expect(await statusOf(test.directory, group)).toMatchObject({ status: 'Succeeded', isApprovalRequired: false });
  });

  it('pauses a group whose question nobody answered in time', async () => {
    const group = await heldGroup(test, 30);
    expect(await expireHolds(test.directory)).toBe(0);
    test.at('2026-06-18T12:00:00Z');
    expect(await codeOf(approveMembershipChange(test.directory, administrator, group.id))).toBe('APPROVAL_NOT_WANTED');
    expect(await expireHolds(test.directory)).toBe(1);
    expect((await propertiesOf(test.directory, group)).membershipRuleProcessingState).toBe('Paused');
    expect(await members(group)).toBe(30);
    expect(await expireHolds(test.directory)).toBe(0);
  });

  it('leaves those in whose answers single writes do not turn, while a pass is held', async () => {
    const { group, people } = await groupOfMany(test, 30);
    await setRule(group, nobody);
    await test.settle();
    await updateUser(test.directory, administrator, people[0]!.id, { city: 'Bern' });
    await updateUser(test.directory, administrator, people[1]!.id, { jobTitle: 'Lead' });
    expect(await members(group)).toBe(30);
    const [newcomer] = await somePeople(test.directory, [{ city: 'Nowhere' }]);
    expect(await membersOf(test.directory, group)).toContain(newcomer!.id);
    await updateUser(test.directory, administrator, newcomer!.id, { city: 'Bern' });
    expect(await members(group)).toBe(30);
  });

  it('has limits of the directory and of a group', async () => {
    const id = await tenantId();
    await updateOrganization(test.directory, administrator, id, {
      membershipGuard: { leavingCount: 5, leavingPercent: 50 },
    });
    const { group } = await groupOfMany(test, 6);
    await setRule(group, nobody);
    await test.settle();
    expect(await members(group)).toBe(6);
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipGuard: { leavingCount: 6 } },
    });
    await reprocessRule(test.directory, administrator, group.id);
    await test.settle();
    expect(await members(group)).toBe(0);
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipGuard: { joiningCount: 5 } },
    });
    await setRule(group, 'user.displayName -ne null');
    await test.settle();
    expect(await statusOf(test.directory, group)).toMatchObject({ isApprovalRequired: true, joiningCount: 6 });
    for (const limits of [{ leavingCount: -1 }, { leavingPercent: 101 }, { colour: 1 }, { leavingCount: 1.5 }]) {
      const group6 = updateGroup(test.directory, administrator, group.id, { properties: { membershipGuard: limits } });
      expect(await codeOf(group6)).toBe('PROPERTY_INVALID');
      const whole = updateOrganization(test.directory, administrator, id, { membershipGuard: limits });
      expect(await codeOf(whole)).toBe('PROPERTY_INVALID');
    }
  });

  it('fills a new group of any usual size unasked', async () => {
    const { group } = await groupOfMany(test, 60);
    expect(await members(group)).toBe(60);
  });
});

describe('an import that empties a group bit by bit', () => {
  it('is stopped when what left within an hour is too much, and writes nothing of that batch', async () => {
    const { group, people } = await groupOfMany(test, 60);
    for (let i = 0; i < 24; i += 8) await move(people.slice(i, i + 8), 'Bern');
    expect(await members(group)).toBe(36);
    expect(await codeOf(move(people.slice(24, 32), 'Bern'))).toBe('IMPORT_EMPTIES_GROUP');
    expect(await members(group)).toBe(36);
    const again = await propertiesOf(test.directory, group);
    expect(again.displayName).toBe(group.properties.displayName);
    await move(people.slice(24, 25), 'Bern');
    expect(await members(group)).toBe(35);
  });

  it('may go on when the hour is over, from elsewhere, or when somebody entitled says so', async () => {
    const { group, people } = await groupOfMany(test, 60);
    await move(people.slice(0, 25), 'Bern');
    expect(await codeOf(move(people.slice(25, 26), 'Bern'))).toBe('IMPORT_EMPTIES_GROUP');
    const one = [{ kind: 'update' as const, id: people[25]!.id, properties: { city: 'Bern' } }];
    await writePeople(test.directory, administrator, 'another import', one);
    await writePeople(
      test.directory,
      administrator,
      'import',
      people.slice(26, 60).map(({ id }) => ({ kind: 'update' as const, id, properties: { city: 'Bern' } })),
      { mayEmptyGroups: true },
    );
    expect(await members(group)).toBe(0);
    const later = await groupOfMany(test, 60);
    await move(later.people.slice(0, 25), 'Bern');
    test.at('2026-06-15T13:01:00Z');
    await move(later.people.slice(25, 50), 'Bern');
    expect(await members(later.group)).toBe(10);
  });

  it('counts nobody who leaves an assigned group or joins', async () => {
    const everybody = await aGroup(test.directory, 'user.city -eq "Bern"');
    const { people } = await groupOfMany(test, 20);
    await move(people, 'Bern');
    await move(people.slice(0, 10), 'Basel');
    expect(await members(everybody)).toBe(10);
  });
});

async function tenantId(): Promise<string> {
  return (await test.directory.store.read((session) => session.settings.organization()))!.id;
}
