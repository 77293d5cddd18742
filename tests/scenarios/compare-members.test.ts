import { addMembers, type Caller, type ComparisonList, compareMembers, type Group, type User } from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplicationWith, asPerson, aTeam, somePeople } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let people: readonly User[];
let sales: Group;
let bern: Group;
beforeAll(async () => {
  test = await testDirectory();
  people = await somePeople(test.directory, [
    { department: 'Sales', city: 'Bern' },
    { department: 'Sales', city: 'Bern' },
    { department: 'Sales', city: 'Biel' },
    { city: 'Bern' },
    { userType: 'Guest' },
  ]);
  sales = await aGroup(test.directory, 'user.department -eq "Sales"');
  bern = await aGroup(test.directory, 'user.city -eq "Bern"');
  await test.settle();
});
afterAll(() => test.close());

const compare = (list: ComparisonList, options = {}, caller: Caller = administrator) =>
  compareMembers(test.directory, caller, {
    first: sales.id,
    second: bern.id,
    isTransitive: false,
    list,
    after: 0,
    limit: 10,
    ...options,
  });
const ids = (...which: readonly number[]) => which.map((each) => people[each]!.id);

describe('two groups', () => {
  it.each([
    ['inBoth', [0, 1]],
    ['onlyInFirst', [2]],
    ['onlyInSecond', [3]],
  ] as const)('are compared: %s', async (list, members) => {
    const { page, ...rest } = await compare(list);
    expect(rest).toEqual({ inBoth: 2, onlyInFirst: 1, onlyInSecond: 1, next: null });
    expect(page.map(({ id }) => id)).toEqual(ids(...members));
  });

  it('are compared page by page', async () => {
    const first = await compare('inBoth', { limit: 1 });
    expect(first.page.map(({ id }) => id)).toEqual(ids(0));
    const second = await compare('inBoth', { limit: 1, after: first.next });
    expect(second.page.map(({ id }) => id)).toEqual(ids(1));
    expect((await compare('inBoth', { limit: 1, after: second.next })).next).toBeNull();
  });

  it('are compared with the groups within them where that is asked for', async () => {
    const outer = await aGroup(test.directory);
    const inner = await aGroup(test.directory);
    await addMembers(test.directory, administrator, outer.id, [inner.id]);
    await addMembers(test.directory, administrator, inner.id, ids(3));
    const direct = await compare('onlyInFirst', { first: outer.id });
    expect(direct.page.map(({ id }) => id)).toEqual([inner.id]);
    const through = await compare('inBoth', { first: outer.id, isTransitive: true });
    expect(through).toMatchObject({ inBoth: 1, onlyInFirst: 1, onlyInSecond: 2 });
    expect(through.page.map(({ id }) => id)).toEqual(ids(3));
  });

  it('are compared for those who may know their members, who see of them what they see anyway', async () => {
    expect(await codeOf(compare('inBoth', { second: newObjectId() }))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(compare('inBoth', {}, anApplicationWith('User.Read.All')))).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await codeOf(compare('inBoth', {}, await asPerson(test.directory, people[4]!)))).toBe(
      'INSUFFICIENT_PRIVILEGES',
    );
    const { page } = await compare('inBoth', {}, anApplicationWith('Group.Read.All'));
    expect(page.map(({ id, properties }) => [id, properties.displayName])).toEqual(
      ids(0, 1).map((id) => [id, undefined]),
    );
    const hidden = await aTeam(test.directory, undefined, { visibility: 'HiddenMembership' });
    const asking = { second: hidden.id };
    expect(await codeOf(compare('inBoth', asking, await asPerson(test.directory, people[0]!)))).toBe(
      'INSUFFICIENT_PRIVILEGES',
    );
    expect(await codeOf(compare('inBoth', asking))).toBe('none');
  });
});
