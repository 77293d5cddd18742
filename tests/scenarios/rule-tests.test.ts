import {
  addMembers,
  type Caller,
  createGroup,
  deleteUser,
  type Group,
  getObject,
  hasTestFailed,
  listObjects,
  previewRule,
  type RuleTest,
  setManager,
  type User,
  updateGroup,
} from '@muster/directory';
import { AppError, newObjectId, type ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplicationWith, asPerson, aTeam, somePeople } from './builders.ts';
import { changesAfter, codeOf, logHead, membersOf, propertiesOf } from './observe.ts';
import { setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben, cleo]: User[] = [];
let group: Group;
beforeEach(async () => {
  test = await testDirectory();
  [ann, ben, cleo] = [
    ...(await somePeople(test.directory, [
      { department: 'Sales', city: 'Bern' },
      { department: 'Sales' },
      { department: 'HR' },
    ])),
  ];
  group = await aGroup(test.directory, 'user.department -eq "Sales"');
  await test.settle();
});
afterEach(() => test.close());

const inside = (...ids: (ObjectId | User)[]) => testsOf(true, ids);
const outside = (...ids: (ObjectId | User)[]) => testsOf(false, ids);
const testsOf = (isMember: boolean, ids: readonly (ObjectId | User)[]) =>
  ids.map((each) => ({ memberId: typeof each === 'string' ? each : each.id, isMember }));
const patch = (properties: object, options = {}, caller: Caller = administrator) =>
  updateGroup(test.directory, caller, group.id, { properties: { ...properties }, ...options });
const keep = (...tests: readonly RuleTest[]) => patch({ membershipRuleTests: tests });
const rule = (membershipRule: string, options = {}) => patch({ membershipRule }, options);
const preview = (membershipRule: string | null, tests?: readonly RuleTest[], caller: Caller = administrator) =>
  previewRule(test.directory, caller, {
    groupId: group.id,
    membershipRule,
    list: 'joining',
    after: 0,
    limit: 0,
    ...(tests === undefined ? {} : { tests }),
  });

it('tests stop a rule that puts somebody on the wrong side, and name them', async () => {
  await keep(...inside(ann!, ben!), ...outside(cleo!));
  const before = await propertiesOf(test.directory, group);
  const place = await logHead(test);
  const problem = await rule('user.city -eq "Bern" -or user.department -eq "HR"').catch((each: unknown) => each);
  expect(problem).toBeInstanceOf(AppError);
  expect(problem).toMatchObject({
    code: 'RULE_TESTS_FAILED',
    extras: {
      details: [
        { target: `membershipRuleTests/${ben!.id}`, message: `${ben!.id} would not be a member` },
        { target: `membershipRuleTests/${cleo!.id}`, message: `${cleo!.id} would be a member` },
      ],
      inner: { failedTests: [...inside(ben!), ...outside(cleo!)] },
    },
  });
  expect(await propertiesOf(test.directory, group)).toEqual(before);
  expect(await changesAfter(test.directory, place)).toEqual([]);

  await rule('user.department -startsWith "Sa"');
  await rule('user.city -eq "Bern"', { ignoresRuleTests: true });
  await patch({ membershipRule: 'user.department -eq "HR"', membershipRuleTests: inside(cleo!) });
  await test.settle();
  expect(await membersOf(test.directory, group)).toEqual([cleo!.id]);
});

it('tests may be written before the rule that passes them, and do not stop what leaves the rule as it is', async () => {
  await keep(...inside(cleo!), ...outside(ann!));
  await patch({ description: 'The people', membershipRuleProcessingState: 'Paused' });
  await patch({ membershipRuleProcessingState: 'On' });
  expect(await codeOf(rule('user.city -eq "Bern"'))).toBe('RULE_TESTS_FAILED');
  await rule('user.department -eq "HR"');
  await patch({ groupTypes: [] });
  expect(await codeOf(patch({ membershipRuleTests: inside(ann!), groupTypes: ['DynamicMembership'] }))).toBe(
    'RULE_TESTS_FAILED',
  );
  await patch({ groupTypes: ['DynamicMembership'] });
});

it('a preview says which tests the rule fails, kept ones or others', async () => {
  await keep(...inside(ann!), ...outside(cleo!));
  const { tests } = await preview('user.department -eq "HR"');
  expect(tests.map((each) => [each.memberId, each.isMember, each.result, hasTestFailed(each)])).toEqual([
    [ann!.id, true, false, true],
    [cleo!.id, false, true, true],
  ]);
  expect((await preview(null)).tests.some(hasTestFailed)).toBe(false);
  const gone = newObjectId();
  const laptop = await aDevice(test.directory);
  const others = await preview(null, [...inside(ben!, gone), ...outside(laptop.id)]);
  expect(others.tests.map(({ result }) => result)).toEqual([true, null, false]);
  expect(others.tests.some(hasTestFailed)).toBe(false);
  expect(await codeOf(preview(null, [...inside(ann!), ...outside(ann!)]))).toBe('PROPERTY_INVALID');
});

it('whoever is deleted later fails no test', async () => {
  await keep(...inside(ann!, ben!));
  await deleteUser(test.directory, administrator, ben!.id);
  await rule('user.city -eq "Bern"');
  expect((await preview(null)).tests.map(({ result }) => result)).toEqual([true, null]);
});

it('new groups are tested, too', async () => {
  const properties = {
    displayName: 'New',
    mailEnabled: false,
    mailNickname: 'new',
    securityEnabled: true,
    groupTypes: ['DynamicMembership'],
    membershipRule: 'user.city -eq "Bern"',
    membershipRuleTests: inside(ben!),
  };
  expect(await codeOf(createGroup(test.directory, administrator, { properties }))).toBe('RULE_TESTS_FAILED');
  const kept = await createGroup(test.directory, administrator, { properties, ignoresRuleTests: true });
  expect((await propertiesOf(test.directory, kept)).membershipRuleTests).toEqual(inside(ben!));
});

it('rules over memberships and reporting lines are asked as passes ask them', async () => {
  await setRuleDialect(test.directory, 'extended');
  const [outer, inner] = [await aGroup(test.directory), await aGroup(test.directory)];
  await addMembers(test.directory, administrator, outer.id, [inner.id, ann!.id]);
  await addMembers(test.directory, administrator, inner.id, [ben!.id]);
  await setManager(test.directory, administrator, ben!.id, ann!.id);
  await setManager(test.directory, administrator, cleo!.id, ben!.id);
  const tried: readonly (readonly [string, readonly User[]])[] = [
    [`user.memberOf -any (group.objectId -in ["${outer.id}"])`, [ann!]],
    [`user.transitiveMemberOf -any (group.objectId -in ["${outer.id}"]) -and user.department -ne null`, [ann!, ben!]],
    [`-not user.memberOf -any (group.objectId -in ["${inner.id}"])`, [ann!, cleo!]],
    [`Direct Reports for "${ann!.id}"`, [ann!, ben!]],
    [`All Reports for "${ann!.id}" -and user.department -eq "HR"`, [cleo!]],
  ];
  for (const [text, members] of tried) {
    const all = [ann!, ben!, cleo!];
    const [right, wrong] = [true, false].map((isRight) =>
      all.map((each) => ({ memberId: each.id, isMember: members.includes(each) === isRight })),
    );
    expect([text, await codeOf(patch({ membershipRule: text, membershipRuleTests: wrong! }))]).toEqual([
      text,
      'RULE_TESTS_FAILED',
    ]);
    expect([text, await codeOf(patch({ membershipRule: text, membershipRuleTests: right! }))]).toEqual([text, 'none']);
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual(members.map(({ id }) => id));
  }
});

it('a hundred people and devices who exist are kept, each once', async () => {
  const many = await somePeople(
    test.directory,
    Array.from({ length: 100 }, () => ({ department: 'Sales' })),
  );
  await keep(...inside(...many));
  await rule('user.department -in ["Sales"]');
  const wrong: readonly unknown[] = [
    [...inside(...many), ...inside(ann!)],
    [...inside(ann!), ...outside(ann!)],
    inside(newObjectId()),
    [{ memberId: 'ann', isMember: true }],
    [{ memberId: ann!.id }],
    [{ memberId: ann!.id, isMember: true, colour: 'red' }],
  ];
  for (const tests of wrong) expect(await codeOf(patch({ membershipRuleTests: tests }))).toBe('PROPERTY_INVALID');
  const assigned = await aGroup(test.directory);
  const onAssigned = { properties: { membershipRuleTests: inside(ann!) as never } };
  expect(await codeOf(updateGroup(test.directory, administrator, assigned.id, onAssigned))).toBe(
    'RULE_ON_ASSIGNED_GROUP',
  );
  expect(await codeOf(aGroup(test.directory, undefined, onAssigned.properties))).toBe('RULE_ON_ASSIGNED_GROUP');
});

it('they are changed by whoever may change rules, and seen by whoever may know the members', async () => {
  const team = await aTeam(test.directory, 'user.department -eq "Sales"', {
    visibility: 'HiddenMembership',
    membershipRuleTests: inside(ann!),
  });
  await test.settle();
  const seenBy = async (user: User) => {
    const caller = await asPerson(test.directory, user);
    const query = { types: ['group'], scope: { kind: 'all' }, filter: null, orderBy: null, after: null } as const;
    const page = await listObjects(test.directory, caller, { ...query, limit: 10, wantsCount: false });
    const listed = page.objects.find(({ id }) => id === team.id)!;
    const own = await getObject(test.directory, caller, 'group', team.id);
    return [listed, own].map(({ properties }) => properties.membershipRuleTests);
  };
  expect(await seenBy(ben!)).toEqual([inside(ann!), inside(ann!)]);
  expect(await seenBy(cleo!)).toEqual([undefined, undefined]);
  const person = await asPerson(test.directory, ann!);
  expect(await codeOf(patch({ membershipRuleTests: [] }, {}, person))).toBe('INSUFFICIENT_PRIVILEGES');
  const reader = anApplicationWith('Group.Read.All', 'User.Read.All');
  expect(await codeOf(patch({ membershipRuleTests: [] }, {}, reader))).toBe('INSUFFICIENT_PRIVILEGES');
});
