import {
  checkMemberGroups,
  createGroup,
  deleteGroup,
  deleteUser,
  getMemberGroups,
  listObjects,
  type ObjectQuery,
  updateUser,
  writePeople,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { administrator, aGroup, somePeople } from './builders.ts';
import { codeOf, membersOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
  await test.open.follower.stop();
});
afterEach(() => test.close());

/** How many messages the work sends to the database; hints to other nodes do not count. */
async function roundTrips(work: () => Promise<unknown>): Promise<number> {
  const sent = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return sent.mock.calls.filter(([message]) => typeof message !== 'string').length;
  } finally {
    sent.mockRestore();
  }
}

describe('a write waits for the database twice', () => {
  it('when a user changes and memberships follow', async () => {
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const [ann] = await somePeople(test.directory, [{ department: 'HR' }]);
    await test.settle();
    await updateUser(test.directory, administrator, ann!.id, { jobTitle: 'Clerk' });
    const move = () => updateUser(test.directory, administrator, ann!.id, { department: 'Sales' });
    expect(await roundTrips(move)).toBe(2);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id]);
  });

  it('when nothing would change, for nothing but to see that', async () => {
    const [ann] = await somePeople(test.directory, [{ department: 'HR' }]);
    const same = () => updateUser(test.directory, administrator, ann!.id, { department: 'HR' });
    expect(await roundTrips(same)).toBe(2);
  });

  it.each([1, 10, 200])('when a batch changes %i people in several ways', async (count) => {
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const people = await somePeople(
      test.directory,
      Array.from({ length: count }, () => ({ department: 'HR' })),
    );
    await test.settle();
    await updateUser(test.directory, administrator, people[0]!.id, { jobTitle: 'Clerk' });
    const patches = [
      { department: 'Sales' },
      { city: 'Ulm', department: 'Sales' },
      { department: 'Sales', state: null },
    ];
    const batch = people.map(({ id }, i) => ({ kind: 'update', id, properties: patches[i % 3]! }) as const);
    expect(await roundTrips(() => writePeople(test.directory, administrator, 'import', batch))).toBe(2);
    expect((await membersOf(test.directory, group)).length).toBe(count);
  });
});

describe('a batch of passes', () => {
  it('waits for the database twice while it holds the key, however many passes share it', async () => {
    await somePeople(test.directory, [{ department: 'HR' }, { department: 'Sales' }]);
    const rules = ['user.department -eq "Sales"', 'user.department -eq "HR"', 'user.department -ne "HR"'];
    const groups = [];
    for (const rule of rules) groups.push(await aGroup(test.directory, rule));
    await test.directory.columns.fill();
    const { store } = test.directory;
    const write = store.write.bind(store);
    const trips: number[] = [];
    vi.spyOn(store, 'write').mockImplementation(async (key, work, look) => {
      if (key === 'shared') return write(key, work, look);
      const written: unknown[] = [];
      trips.push(await roundTrips(async () => written.push(await write(key, work, look))));
      return written[0] as never;
    });
    await test.settle();
    expect(trips).toEqual([2]);
    for (const group of groups) expect((await membersOf(test.directory, group)).length).toBe(1);
  });
});

describe('what goes unwaited for', () => {
  it('still fails the write, and leaves nothing', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const taken = ben!.properties.userPrincipalName as string;
    const rename = updateUser(test.directory, administrator, ann!.id, { userPrincipalName: taken, city: 'Ulm' });
    expect(await codeOf(rename)).toBe('UNIQUE_VALUE_TAKEN');
    const half = updateUser(test.directory, administrator, ann!.id, { city: 'a\ud800b' });
    expect(await codeOf(half)).toBe('TEXT_NOT_STORABLE');
    const [row] = await test.query<{ version: number }>('select version::integer from users where id = $1', [ann!.id]);
    expect(row).toEqual({ version: 1 });
  });

  it('does not keep a use case that fails early from being tried again', async () => {
    const nobody = updateUser(test.directory, administrator, crypto.randomUUID() as never, { city: 'Ulm' });
    expect(await codeOf(nobody)).toBe('RESOURCE_NOT_FOUND');
    const group = createGroup(test.directory, administrator, {
      properties: { displayName: 'g', mailNickname: 'g', mailEnabled: false, securityEnabled: true },
    });
    expect(await codeOf(group)).toBe('none');
  });
});

describe('a read of memberships', () => {
  const sales = async () => {
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const people = await somePeople(test.directory, [{ department: 'Sales' }, { department: 'Sales' }, {}]);
    await test.settle();
    return { group, people };
  };
  const list = (relation: 'members' | 'memberOf', of: { id: ObjectId }, changes: Partial<ObjectQuery> = {}) =>
    listObjects(test.directory, administrator, {
      types: relation === 'members' ? ['user', 'device', 'group', 'servicePrincipal'] : ['group'],
      scope: { kind: 'relation', relation, of: of.id },
      filter: null,
      orderBy: null,
      limit: 100,
      after: null,
      wantsCount: false,
      ...changes,
    });

  it('waits twice for the members of a group, and once when the group was asked about before', async () => {
    const { group } = await sales();
    expect(await roundTrips(() => list('members', group))).toBe(2);
    expect(await roundTrips(() => list('members', group))).toBe(1);
    expect(await roundTrips(() => list('members', group, { limit: 1 }))).toBe(1);
  });

  it('waits as often for the groups of a person', async () => {
    const { people } = await sales();
    expect(await roundTrips(() => list('memberOf', people[0]!))).toBe(2);
    expect(await roundTrips(() => list('memberOf', people[0]!))).toBe(1);
  });

  it('waits once to count', async () => {
    const { group } = await sales();
    const count = () => list('members', group, { limit: 0, wantsCount: true });
    expect(await roundTrips(count)).toBe(1);
    expect(await count()).toEqual({ objects: [], next: null, count: 2 });
  });

  it('waits once more for a page and its count where a filter decides', async () => {
    const { group } = await sales();
    const found = () =>
      list('members', group, { filter: { op: 'eq', path: ['accountEnabled'], value: true }, wantsCount: true });
    expect(await roundTrips(found)).toBe(2);
  });

  it('waits once to check groups, twice to name them all', async () => {
    const { group, people } = await sales();
    const { id } = people[0]!;
    const check = () => checkMemberGroups(test.directory, administrator, 'user', id, [group.id]);
    expect(await roundTrips(check)).toBe(1);
    expect(await check()).toEqual([group.id]);
    const all = () => getMemberGroups(test.directory, administrator, 'user', id, false);
    expect(await roundTrips(all)).toBe(2);
    expect(await all()).toEqual([group.id]);
  });

  it('reads again what another node has changed in the page since, and only that', async () => {
    const { group, people } = await sales();
    const [ann, ben, cid] = people;
    const other = await test.secondNode();
    const members = async () => (await list('members', group)).objects.map(({ id }) => id);
    const groupsOf = async () => (await list('memberOf', ann!)).objects.map(({ id }) => id);
    expect([await members(), await groupsOf()]).toEqual([[ann!.id, ben!.id], [group.id]]);
    await updateUser(other.directory, administrator, ann!.id, { jobTitle: 'Clerk', department: 'HR' });
    expect(await roundTrips(async () => expect(await members()).toEqual([ben!.id]))).toBe(2);
    expect(await groupsOf()).toEqual([]);
    for (const department of ['Sales', 'HR']) {
      await updateUser(other.directory, administrator, ann!.id, { department });
      expect(await groupsOf()).toEqual(department === 'Sales' ? [group.id] : []);
    }
    await updateUser(other.directory, administrator, cid!.id, { department: 'Sales' });
    expect(await members()).toEqual([ben!.id, cid!.id]);
    await updateUser(other.directory, administrator, cid!.id, { jobTitle: 'Clerk' });
    expect(await roundTrips(async () => expect(await members()).toEqual([ben!.id, cid!.id]))).toBe(1);
    await deleteUser(other.directory, administrator, ben!.id);
    expect(await members()).toEqual([cid!.id]);
    await deleteGroup(other.directory, administrator, group.id);
    expect(await codeOf(members())).toBe('RESOURCE_NOT_FOUND');
  });
});
