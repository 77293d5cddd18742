import {
  addMembers,
  deleteUser,
  type Group,
  type PreviewList,
  previewRule,
  setManager,
  type User,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplicationWith, somePeople } from './builders.ts';
import { codeOf, logHead, membersOf } from './observe.ts';
import { setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let people: readonly User[];
let sales: Group;
beforeEach(async () => {
  test = await testDirectory();
  people = await somePeople(test.directory, [
    { displayName: 'Ann', department: 'Sales', city: 'Bern' },
    { displayName: 'Ben', department: 'Sales', city: 'Basel' },
    { displayName: 'Cleo', department: 'HR', city: 'Bern' },
    { displayName: 'Dan', department: 'HR', city: 'Biel' },
  ]);
  sales = await aGroup(test.directory, 'user.department -eq "Sales"');
  await test.settle();
});
afterEach(() => test.close());

const preview = (rule: string | null, list: PreviewList = 'joining', group: Group | null = sales, page = {}) =>
  previewRule(test.directory, administrator, {
    groupId: group?.id ?? null,
    membershipRule: rule,
    list,
    after: 0,
    limit: 100,
    ...page,
  });
const names = async (result: ReturnType<typeof preview>) =>
  (await result).page.map(({ object }) => object.properties.displayName);

describe('a preview', () => {
  it('counts and lists who would join, leave and stay, and writes nothing', async () => {
    const place = await logHead(test);
    const rule = 'user.city -eq "Bern"';
    const result = await preview(rule);
    expect(result).toMatchObject({
      objectType: 'user',
      objects: 4,
      members: 2,
      matching: 2,
      joining: 1,
      leaving: 1,
      staying: 1,
      needsApproval: false,
    });
    expect(await names(preview(rule, 'joining'))).toEqual(['Cleo']);
    expect(await names(preview(rule, 'leaving'))).toEqual(['Ben']);
    expect(await names(preview(rule, 'staying'))).toEqual(['Ann']);
    expect(await logHead(test)).toBe(place);
    expect(await membersOf(test.directory, sales)).toEqual([people[0]!.id, people[1]!.id]);
  });

  it('names those who miss the rule by one clause, and the clause', async () => {
    const result = await preview('user.department -eq "Sales" -and user.city -eq "Bern"', 'nearMisses');
    expect(result.nearMisses).toBe(2);
    expect(result.missedClauses).toEqual([
      { clause: 'user.department -eq "Sales"', count: 1 },
      { clause: 'user.city -eq "Bern"', count: 1 },
    ]);
    expect(result.page.map(({ object, clauses }) => [object.properties.displayName, clauses])).toEqual([
      ['Ben', ['user.city -eq "Bern"']],
      ['Cleo', ['user.department -eq "Sales"']],
    ]);
  });

  it('says of each node how many it matches, and how many it keeps of those that reach it', async () => {
    const of = async (rule: string, wantsNodes = true) =>
      (await preview(rule, 'joining', null, { wantsNodes })).nodes?.map(
        ({ depth, kind, matching, reached, kept }) => `${depth} ${kind} ${matching} ${reached} ${kept}`,
      );
    expect(await of('user.city -eq "Bern" -and -not (user.department -eq "HR")')).toEqual([
      '0 and 1 4 1',
      '1 comparison 2 4 2',
      '1 not 2 2 1',
      '2 comparison 2 2 1',
    ]);
    expect(await of('user.city -eq "Bern"', false)).toBeUndefined();
    await setManager(test.directory, administrator, people[1]!.id, people[0]!.id);
    expect(await of(`Direct Reports for "${people[0]!.id}"`)).toEqual(['0 directReports 2 4 2']);
    expect(await of(`user.memberOf -any (group.objectId -in ['${sales.id}'])`)).toEqual(['0 memberOf 2 4 2']);
  });

  it('is what the pass then does', async () => {
    const rule = 'user.city -in ["Bern", "Biel"] -and user.displayName -ne "Ann"';
    const lists = await Promise.all((['joining', 'staying'] as const).map((list) => names(preview(rule, list))));
    await updateGroup(test.directory, administrator, sales.id, { properties: { membershipRule: rule } });
    await test.settle();
    const ids = people.filter((person) => lists.flat().includes(person.properties.displayName!)).map(({ id }) => id);
    expect(await membersOf(test.directory, sales)).toEqual(ids);
  });

  it('sees what any node has just written', async () => {
    const other = await test.secondNode();
    const rule = 'user.city -eq "Bern"';
    expect((await preview(rule)).matching).toBe(2);
    await updateUser(test.directory, administrator, people[3]!.id, { city: 'Bern' });
    expect((await preview(rule)).matching).toBe(3);
    await updateUser(other.directory, administrator, people[1]!.id, { city: 'Bern' });
    await deleteUser(other.directory, administrator, people[0]!.id);
    expect((await preview(rule)).matching).toBe(3);
    expect(await names(preview(rule, 'leaving'))).toEqual([]);
  });

  it('comes in pages', async () => {
    const rule = 'user.displayName -ne null';
    const first = await preview(rule, 'joining', null, { limit: 3 });
    expect(first.page).toHaveLength(3);
    const second = await preview(rule, 'joining', null, { limit: 3, after: first.next! });
    expect(second.page.map(({ object }) => object.id)).toEqual([people[3]!.id]);
    expect(second.next).toBeNull();
    expect((await preview(rule, 'joining', null, { limit: 0 })).page).toEqual([]);
  });

  it('of a rule alone lets everybody in whom it selects', async () => {
    const result = await preview('user.department -eq "HR"', 'joining', null);
    expect(result).toMatchObject({ members: 0, joining: 2, leaving: 0, staying: 0 });
  });

  it('of the rule that a group has shows what its pass has still to do', async () => {
    expect(await preview(null)).toMatchObject({ joining: 0, leaving: 0, staying: 2 });
    await updateGroup(test.directory, administrator, sales.id, {
      properties: { membershipRule: 'user.city -eq "Bern"' },
    });
    expect(await preview(null)).toMatchObject({ joining: 1, leaving: 1, staying: 1 });
  });

  it('says when the guard would hold the pass', async () => {
    await somePeople(
      test.directory,
      Array.from({ length: 30 }, () => ({ department: 'Sales' })),
    );
    expect((await preview('user.department -eq "HR"')).needsApproval).toBe(true);
    expect((await preview('user.department -in ["HR", "Sales"]')).needsApproval).toBe(false);
  });

  it('answers rules about devices, reports and members of groups', async () => {
    await aDevice(test.directory, { displayName: 'laptop' });
    expect(await names(preview('device.displayName -eq "laptop"', 'joining', null))).toEqual(['laptop']);
    expect(await names(preview(`Direct Reports for "${people[0]!.id}"`, 'joining', null))).toEqual(['Ann']);
    const memberOf = `user.memberOf -any (group.objectId -in ['${sales.id}'])`;
    expect(await names(preview(memberOf, 'joining', null))).toEqual(['Ann', 'Ben']);
  });

  it('is refused like the rule itself, and to those who may not read the people', async () => {
    expect(await codeOf(preview('user.departmnt -eq "x"'))).toBe('RULE_INVALID');
    const plain = await aGroup(test.directory);
    expect(await codeOf(preview(null, 'joining', plain))).toBe('RULE_REQUIRED');
    const asking = {
      groupId: null,
      membershipRule: 'user.city -eq "Bern"',
      list: 'joining',
      after: 0,
      limit: 1,
    } as const;
    const groupsOnly = anApplicationWith('Group.Read.All');
    expect(await codeOf(previewRule(test.directory, groupsOnly, asking))).toBe('INSUFFICIENT_PRIVILEGES');
    const devicesOnly = anApplicationWith('Device.Read.All');
    expect(await codeOf(previewRule(test.directory, devicesOnly, asking))).toBe('INSUFFICIENT_PRIVILEGES');
  });
});

describe('a preview of a rule of the extended language', () => {
  it('knows memberships at any depth and reports', async () => {
    await setRuleDialect(test.directory, 'extended');
    const [ann, ben, cleo, dan] = people;
    await setManager(test.directory, administrator, cleo!.id, ann!.id);
    await setManager(test.directory, administrator, dan!.id, cleo!.id);
    const [outer, inner] = [await aGroup(test.directory), await aGroup(test.directory)];
    await addMembers(test.directory, administrator, inner.id, [ben!.id, dan!.id]);
    await addMembers(test.directory, administrator, outer.id, [inner.id]);
    const within = `user.transitiveMemberOf -any (group.objectId -in ['${outer.id}'])`;
    const reports = `All Reports for "${ann!.id}"`;
    expect(await names(preview(`${reports} -and -not (${within})`, 'joining', null))).toEqual(['Ann', 'Cleo']);
    expect(await names(preview(`${reports} -and ${within}`, 'joining', null))).toEqual(['Dan']);
    const { nodes } = await preview(`${reports} -and ${within}`, 'joining', null, { wantsNodes: true });
    expect(nodes!.map(({ text, matching, kept }) => [text, matching, kept])).toEqual([
      [`${reports} -and ${within}`, 1, 1],
      [reports, 3, 3],
      [within, 2, 1],
    ]);
    const missed = await preview(`${reports} -and ${within}`, 'nearMisses', null);
    expect(missed.missedClauses).toEqual([
      { clause: reports, count: 1 },
      { clause: within, count: 2 },
    ]);
    expect(await names(preview(`Direct Reports for "${ann!.id}" -or user.city -eq "Basel"`, 'joining', null))).toEqual([
      'Ann',
      'Ben',
      'Cleo',
    ]);
  });
});
