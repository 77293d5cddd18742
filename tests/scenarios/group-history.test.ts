import {
  addMembers,
  deleteGroup,
  deleteUser,
  type Group,
  type GroupHistoryQuestion,
  groupHistory,
  type PastMemberList,
  pastMembers,
  removeMember,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { newObjectId, parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { administrator, aGroup, anApplicationWith, asPerson, aTeam, aUser, giveRole, somePeople } from './builders.ts';
import { codeOf, membersOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const at = (text: string) => parseInstant(text)!;
const history = (group: { id: Group['id'] }, options: Partial<GroupHistoryQuestion> = {}, caller = administrator) =>
  groupHistory(test.directory, caller, { groupId: group.id, from: null, to: null, interval: 'day', ...options });
/** Day of the month at which each interval begins, with who joined, left and is in at its end. */
const days = (steps: Awaited<ReturnType<typeof history>>['steps']) =>
  steps.map(({ from, joined, left, members }) => [new Date(from).getUTCDate(), joined, left, members]);

it('tells day by day how many joined and left, by hand and by rules, alone and many at once', async () => {
  const people = await somePeople(test.directory, [{ city: 'Bern' }, { city: 'Bern' }, { city: 'Rom' }, {}]);
  const [ann, ben, cleo, dan] = people.map(({ id }) => id);
  const ruled = await aGroup(test.directory, 'user.city -eq "Bern"');
  const assigned = await aGroup(test.directory);
  await test.settle();
  test.at('2026-06-16T13:00:00Z');
  await updateUser(test.directory, administrator, cleo!, { city: 'Bern' });
  await addMembers(test.directory, administrator, assigned.id, [ann!, ben!]);
  test.at('2026-06-17T13:00:00Z');
  await updateUser(test.directory, administrator, ann!, { city: 'Rom' });
  await removeMember(test.directory, administrator, assigned.id, ann!);
  test.at('2026-06-19T13:00:00Z');
  await updateGroup(test.directory, administrator, ruled.id, {
    properties: { membershipRule: 'user.city -in ["Bern", "Rom"]' },
  });
  await test.settle();
  await addMembers(test.directory, administrator, assigned.id, [cleo!, dan!]);
  await deleteUser(test.directory, administrator, ben!);

  const from = at('2026-06-15T00:00:00Z');
  const told = await history(ruled, { from });
  expect(days(told.steps)).toEqual([
    [15, 2, 0, 2],
    [16, 1, 0, 3],
    [17, 0, 1, 2],
    [18, 0, 0, 2],
    [19, 1, 1, 2],
  ]);
  expect(told).toMatchObject({ members: 2, to: at('2026-06-19T13:00:00Z'), isShortened: false });
  expect(told.steps.at(-1)).toMatchObject({ from: at('2026-06-19T00:00:00Z'), to: told.to });
  expect(told.passes).toMatchObject([
    { joined: 1, left: 0, startedAt: at('2026-06-19T13:00:00Z'), ruleChange: { operation: 'update-group' } },
    { joined: 2, left: 0, finishedAt: at('2026-06-15T12:00:00Z'), ruleChange: { operation: 'create-group' } },
  ]);
  const byHand = await history(assigned, { from });
  expect(days(byHand.steps)).toEqual([
    [15, 0, 0, 0],
    [16, 2, 0, 2],
    [17, 0, 1, 1],
    [18, 0, 0, 1],
    [19, 2, 1, 2],
  ]);
  expect(byHand.passes).toEqual([]);
  for (const group of [ruled, assigned]) expect(await membersOf(test.directory, group)).toHaveLength(2);

  const middle = await history(ruled, { from: at('2026-06-16T00:00:00Z'), to: at('2026-06-18T00:00:00Z') });
  expect(days(middle.steps)).toEqual([
    [16, 1, 0, 3],
    [17, 0, 1, 2],
  ]);
  expect([middle.members, middle.passes]).toEqual([2, []]);
  await deleteGroup(test.directory, administrator, ruled.id);
  expect(days((await history(ruled, { from })).steps).at(-1)).toEqual([19, 1, 3, 0]);
});

it('begins where the directory does, and ends where it is asked to', async () => {
  const group = await aGroup(test.directory);
  test.at('2026-06-18T12:00:00Z');
  const { steps } = await history(group);
  expect(steps.map(({ from }) => new Date(from).toISOString())).toEqual([
    '2026-06-15T12:00:00.000Z',
    '2026-06-16T12:00:00.000Z',
    '2026-06-17T12:00:00.000Z',
  ]);
  expect((await history(group, { to: at('2026-06-01T00:00:00Z') })).steps).toEqual([]);
  const hours = await history(group, { interval: 'hour', from: at('2026-06-18T09:30:00Z') });
  expect(hours.steps.map(({ to }) => new Date(to).toISOString().slice(11, 16))).toEqual(['10:30', '11:30', '12:00']);
  const weeks = await history(group, { interval: 'week', from: at('2026-06-01T00:00:00Z') });
  expect(weeks.steps.map(({ from }) => new Date(from).getUTCDate())).toEqual([15]);
  for (const wrong of [{ from: at('2026-06-18T12:00:00Z') }, { from: at('2025-01-01T00:00:00Z') }]) {
    expect(await codeOf(history(group, wrong))).toBe('HISTORY_PERIOD_INVALID');
  }
  expect(await codeOf(history(group, { to: at('2026-06-19T00:00:00Z') }))).toBe('INSTANT_IN_FUTURE');
});

it('tells who was in at an instant, and who came and went since', async () => {
  const people = await somePeople(test.directory, [
    { city: 'Bern' },
    { city: 'Bern' },
    { city: 'Rom' },
    { city: 'Ulm' },
  ]);
  const [ann, ben, cleo, dan] = people.map(({ id }) => id);
  const group = await aGroup(test.directory, 'user.city -eq "Bern"');
  await test.settle();
  test.at('2026-06-16T13:00:00Z');
  await updateUser(test.directory, administrator, ann!, { city: 'Rom' });
  await updateUser(test.directory, administrator, cleo!, { city: 'Bern' });
  test.at('2026-06-17T13:00:00Z');
  await updateGroup(test.directory, administrator, group.id, {
    properties: { membershipRule: 'user.city -in ["Rom", "Ulm"]' },
  });
  await test.settle();
  await deleteUser(test.directory, administrator, dan!);
  const then = async (text: string, list: PastMemberList = 'members', page = {}) => {
    const question = { groupId: group.id, at: at(text), list, after: 0, limit: 10, ...page };
    const { page: found, ...counts } = await pastMembers(test.directory, administrator, question);
    return { ...counts, ids: found.map(({ id }) => id) };
  };
  const first = '2026-06-16T00:00:00Z';
  expect(await then(first)).toEqual({ members: 2, joinedSince: 0, leftSince: 1, next: null, ids: [ann, ben] });
  expect(await then(first, 'members', { limit: 1 })).toMatchObject({ ids: [ann], next: people[0]!.number });
  expect((await then(first, 'members', { after: people[0]!.number })).ids).toEqual([ben]);
  expect((await then(first, 'leftSince')).ids).toEqual([ben]);
  const second = '2026-06-17T00:00:00Z';
  expect(await then(second)).toMatchObject({ members: 2, joinedSince: 1, leftSince: 2, ids: [ben, cleo] });
  expect((await then(second, 'joinedSince')).ids).toEqual([ann]);
  expect((await then(second, 'leftSince')).ids).toEqual([ben, cleo]);
  expect((await then('2026-06-17T13:00:00Z')).ids).toEqual(await membersOf(test.directory, group));
  expect(await codeOf(then('2026-06-15T11:00:00Z'))).toBe('HISTORY_TOO_SHORT');
  expect(await codeOf(then('2026-06-18T00:00:00Z'))).toBe('INSTANT_IN_FUTURE');
  const question = { groupId: group.id, at: at(second), list: 'members', after: 0, limit: 1 } as const;
  const reader = anApplicationWith('Group.Read.All', 'User.Read.All');
  expect(await codeOf(pastMembers(test.directory, reader, question))).toBe('INSUFFICIENT_PRIVILEGES');
});

it('leaves out the first intervals when too much happened since', async () => {
  const small = await testDirectory({ historyEntries: 4 });
  const group = await aGroup(small.directory, 'user.city -eq "Bern"');
  await small.settle();
  for (const day of ['16', '17', '18']) {
    small.at(`2026-06-${day}T13:00:00Z`);
    for (let i = 0; i < 2; i++) await aUser(small.directory, { city: 'Bern' });
  }
  const question = { groupId: group.id, from: at('2026-06-15T00:00:00Z'), to: null, interval: 'day' } as const;
  const told = await groupHistory(small.directory, administrator, question);
  expect(days(told.steps)).toEqual([[18, 2, 0, 6]]);
  expect(told.isShortened).toBe(true);
  await small.close();
});

it('is told to those who may know the members and look back', async () => {
  const group = await aTeam(test.directory, undefined, { visibility: 'HiddenMembership' });
  const person = await aUser(test.directory);
  const refused = 'INSUFFICIENT_PRIVILEGES';
  expect(await codeOf(history(group, {}, await asPerson(test.directory, person)))).toBe(refused);
  expect(await codeOf(history(group, {}, anApplicationWith('Group.Read.All')))).toBe(refused);
  expect(await codeOf(history(group, {}, anApplicationWith('AuditLog.Read.All')))).toBe(refused);
  expect(await codeOf(history(group, {}, anApplicationWith('Group.Read.All', 'AuditLog.Read.All')))).toBe('none');
  await giveRole(test.directory, 'Reports Reader', person);
  expect(await codeOf(history(group, {}, await asPerson(test.directory, person)))).toBe(refused);
  const open = await aGroup(test.directory);
  expect(await codeOf(history(open, {}, await asPerson(test.directory, person)))).toBe('none');
  expect(await codeOf(history({ id: newObjectId() }))).toBe('RESOURCE_NOT_FOUND');
});
