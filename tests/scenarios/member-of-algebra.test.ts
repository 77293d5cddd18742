import {
  addMembers,
  deleteGroup,
  deleteUser,
  type Group,
  purgeDeletedItem,
  removeMember,
  restoreDeletedItem,
  updateGroup,
  updateUser,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, aUser, somePeople } from './builders.ts';
import { logHead, membersOf, movementsOf } from './observe.ts';
import { extendedDirectory, type TestDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await extendedDirectory();
});
afterEach(() => test.close());

const from = (...sources: readonly { id: ObjectId }[]) =>
  `user.memberOf -any (group.objectId -in [${sources.map(({ id }) => `'${id}'`).join(', ')}])`;
const within = (...sources: readonly { id: ObjectId }[]) => from(...sources).replace('memberOf', 'transitiveMemberOf');
const add = (group: Group, ...ids: ObjectId[]) => addMembers(test.directory, administrator, group.id, ids);
const remove = (group: Group, id: ObjectId) => removeMember(test.directory, administrator, group.id, id);
const patch = (id: ObjectId, properties: Parameters<typeof updateUser>[3]) =>
  updateUser(test.directory, administrator, id, properties);
const setRule = (group: Group, membershipRule: string) =>
  updateGroup(test.directory, administrator, group.id, { properties: { membershipRule } });
const members = (group: Group) => membersOf(test.directory, group);
const grouped = (rule: string) => aGroup(test.directory, rule);

describe('memberOf in a condition', () => {
  it('follows the membership and the attribute, whichever moves', async () => {
    const [ann, ben] = await somePeople(test.directory, [{ city: 'Bern' }, { city: 'Basel' }]);
    const source = await aGroup(test.directory);
    await add(source, ann!.id, ben!.id);
    const group = await grouped(`${from(source)} -and user.city -eq "Bern"`);
    await test.settle();
    expect(await members(group)).toEqual([ann!.id]);
    await patch(ben!.id, { city: 'Bern' });
    expect(await members(group)).toEqual([ann!.id, ben!.id]);
    await remove(source, ann!.id);
    expect(await members(group)).toEqual([ben!.id]);
    await patch(ann!.id, { city: 'Basel' });
    await add(source, ann!.id);
    expect(await members(group)).toEqual([ben!.id]);
    await patch(ann!.id, { city: 'Bern' });
    expect(await members(group)).toEqual([ann!.id, ben!.id]);
  });

  it('negated: everybody else, whoever comes new included, as soon as they are not members', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const source = await grouped('user.department -eq "Sales"');
    const others = await grouped(`-not (${from(source)})`);
    await test.settle();
    expect(await members(others)).toEqual([ann!.id, ben!.id]);
    await patch(ann!.id, { department: 'Sales' });
    expect([await members(source), await members(others)]).toEqual([[ann!.id], [ben!.id]]);
    const cleo = await aUser(test.directory);
    const dan = await aUser(test.directory, { department: 'Sales' });
    expect(await members(others)).toEqual([ben!.id, cleo.id]);
    await patch(dan.id, { department: null });
    expect(await members(others)).toEqual([ben!.id, cleo.id, dan.id]);
    await deleteUser(test.directory, administrator, ben!.id);
    expect(await members(others)).toEqual([cleo.id, dan.id]);
    await restoreDeletedItem(test.directory, administrator, ben!.id);
    expect(await members(others)).toEqual([ben!.id, cleo.id, dan.id]);
  });

  it('several times: both groups, but not the third', async () => {
    const people = await somePeople(test.directory, [{}, {}, {}]);
    const [ann, ben, cleo] = people.map((each) => each.id);
    const [one, two, three] = [
      await aGroup(test.directory),
      await aGroup(test.directory),
      await aGroup(test.directory),
    ];
    await add(one, ann!, ben!, cleo!);
    await add(two, ann!, ben!);
    await add(three, ben!);
    const group = await grouped(`${from(one)} -and ${from(two)} -and -not ${from(three)}`);
    await test.settle();
    expect(await members(group)).toEqual([ann]);
    await remove(three, ben!);
    await add(two, cleo!);
    expect(await members(group)).toEqual([ann, ben, cleo]);
    await remove(one, ann!);
    expect(await members(group)).toEqual([ben, cleo]);
  });

  it('is about devices too', async () => {
    const [laptop, phone] = [
      await aDevice(test.directory, { operatingSystem: 'Windows' }),
      await aDevice(test.directory, { operatingSystem: 'iOS' }),
    ];
    const source = await aGroup(test.directory);
    await add(source, laptop.id, phone.id);
    const rule = `${from(source).replace('user.', 'device.')} -and device.deviceOSType -eq "iOS"`;
    const group = await grouped(rule);
    await test.settle();
    expect(await members(group)).toEqual([phone.id]);
    await remove(source, phone.id);
    expect(await members(group)).toEqual([]);
  });

  it('loses the members of a deleted group and has them again in the transaction that restores it', async () => {
    const [ann, ben] = await somePeople(test.directory, [{ city: 'Bern' }, { city: 'Bern' }]);
    const source = await aGroup(test.directory);
    await add(source, ann!.id);
    const group = await grouped(`${from(source)} -and user.city -eq "Bern"`);
    const others = await grouped(`-not ${from(source)} -and user.city -eq "Bern"`);
    await test.settle();
    expect([await members(group), await members(others)]).toEqual([[ann!.id], [ben!.id]]);
    await deleteGroup(test.directory, administrator, source.id);
    expect([await members(group), await members(others)]).toEqual([[], [ann!.id, ben!.id]]);
    await test.settle();
    await restoreDeletedItem(test.directory, administrator, source.id);
    expect([await members(group), await members(others)]).toEqual([[ann!.id], [ben!.id]]);
    await deleteGroup(test.directory, administrator, source.id);
    await purgeDeletedItem(test.directory, administrator, source.id);
    expect([await members(group), await members(others)]).toEqual([[], [ann!.id, ben!.id]]);
  });
});

describe('a chain of rules', () => {
  it('carries one write through all of it, in one change of the log', async () => {
    const [ann, ben] = await somePeople(test.directory, [{ city: 'Bern' }, { department: 'Sales', city: 'Bern' }]);
    const first = await grouped('user.department -eq "Sales"');
    const second = await grouped(`${from(first)} -and user.city -eq "Bern"`);
    const third = await grouped(`-not (${from(second)})`);
    const fourth = await grouped(from(third));
    await test.settle();
    const all = async () => Promise.all([first, second, third, fourth].map(members));
    expect(await all()).toEqual([[ben!.id], [ben!.id], [ann!.id], [ann!.id]]);
    const before = await logHead(test);
    await patch(ann!.id, { department: 'Sales' });
    expect(await all()).toEqual([[ann!.id, ben!.id], [ann!.id, ben!.id], [], []]);
    expect(await logHead(test)).toBe(before + 1);
    expect(await movementsOf(test.directory, fourth, before)).toEqual([
      { operation: 'update-user', joined: [], left: [ann!.number] },
    ]);
  });

  it('carries the movements of a pass through all of it', async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 20 }, (_, i) => ({ department: i % 2 === 0 ? 'Sales' : 'HR' })),
    );
    const [even, odd] = [0, 1].map((rest) => people.filter((_, i) => i % 2 === rest).map((each) => each.id));
    const first = await grouped('user.department -eq "Sales"');
    const second = await grouped(`-not ${from(first)}`);
    const third = await grouped(`-not ${from(second)} -and user.accountEnabled -eq true`);
    await test.settle();
    expect([await members(second), await members(third)]).toEqual([odd, even]);
    await setRule(first, 'user.department -eq "HR"');
    await test.settle();
    expect([await members(first), await members(second), await members(third)]).toEqual([odd, even, odd]);
  });

  it('decides a person once for two ways that lead to a rule', async () => {
    const [ann] = await somePeople(test.directory, [{}]);
    const first = await grouped('user.department -eq "Sales"');
    const [left, right] = [await grouped(from(first)), await grouped(`-not ${from(first)}`)];
    const last = await grouped(`${from(left)} -and -not ${from(right)}`);
    const never = await grouped(`${from(left)} -and ${from(right)}`);
    await test.settle();
    const before = await logHead(test);
    await patch(ann!.id, { department: 'Sales' });
    expect([await members(last), await members(never)]).toEqual([[ann!.id], []]);
    expect(await movementsOf(test.directory, never, before)).toEqual([]);
  });
});

describe('a change that concerns more people than one transaction should', () => {
  it('is left to passes, with the rules that depend on them', async () => {
    const other = await extendedDirectory({ followedAtOnce: 5 });
    try {
      const people = await somePeople(
        other.directory,
        Array.from({ length: 6 }, () => ({})),
      );
      const ids = people.map((each) => each.id);
      const [outer, inner] = [await aGroup(other.directory), await aGroup(other.directory)];
      await addMembers(other.directory, administrator, inner.id, ids);
      const deep = await aGroup(other.directory, within(outer));
      const rest = await aGroup(other.directory, `-not ${from(deep)}`);
      await other.settle();
      const both = async () => [await membersOf(other.directory, deep), await membersOf(other.directory, rest)];
      await addMembers(other.directory, administrator, outer.id, [inner.id]);
      expect(await both()).toEqual([[], ids]);
      await other.settle();
      expect(await both()).toEqual([ids, []]);
      await removeMember(other.directory, administrator, inner.id, ids[0]!);
      expect(await both()).toEqual([ids.slice(1), ids.slice(0, 1)]);
    } finally {
      await other.close();
    }
  });
});

describe('memberships at any depth', () => {
  it('follow members of groups within groups, assigned and dynamic', async () => {
    const [ann, ben, cleo] = await somePeople(test.directory, [{}, {}, { department: 'Sales' }]);
    const [outer, inner] = [await aGroup(test.directory), await aGroup(test.directory)];
    const dynamic = await grouped('user.department -eq "Sales"');
    await add(outer, ann!.id, inner.id);
    await add(inner, ben!.id, dynamic.id);
    const deep = await grouped(within(outer));
    const direct = await grouped(from(outer));
    await test.settle();
    expect([await members(deep), await members(direct)]).toEqual([[ann!.id, ben!.id, cleo!.id], [ann!.id]]);
    await patch(cleo!.id, { department: null });
    await patch(ann!.id, { department: 'Sales' });
    await remove(outer, ann!.id);
    expect([await members(deep), await members(direct)]).toEqual([[ann!.id, ben!.id], []]);
    await remove(inner, ben!.id);
    expect(await members(deep)).toEqual([ann!.id]);
  });

  it('follow groups that are put into groups and taken out, deleted and restored', async () => {
    const people = await somePeople(test.directory, [{}, {}, {}]);
    const [ann, ben, cleo] = people.map((each) => each.id);
    const [outer, middle, inner] = [
      await aGroup(test.directory),
      await aGroup(test.directory),
      await aGroup(test.directory),
    ];
    await add(outer, ann!);
    await add(middle, ben!);
    await add(inner, cleo!);
    const deep = await grouped(`${within(outer)} -and user.accountEnabled -eq true`);
    const others = await grouped(`-not ${within(outer)}`);
    await test.settle();
    const both = async () => [await members(deep), await members(others)];
    expect(await both()).toEqual([[ann], [ben, cleo]]);
    await add(middle, inner.id);
    expect(await both()).toEqual([[ann], [ben, cleo]]);
    await add(outer, middle.id);
    expect(await both()).toEqual([[ann, ben, cleo], []]);
    await remove(middle, inner.id);
    expect(await both()).toEqual([[ann, ben], [cleo]]);
    await add(middle, inner.id);
    await deleteGroup(test.directory, administrator, middle.id);
    expect(await both()).toEqual([[ann], [ben, cleo]]);
    await restoreDeletedItem(test.directory, administrator, middle.id);
    expect(await both()).toEqual([[ann, ben, cleo], []]);
    await add(outer, inner.id);
    await remove(outer, middle.id);
    expect(await both()).toEqual([[ann, cleo], [ben]]);
  });

  it('see a group that never had a member', async () => {
    const [ann] = await somePeople(test.directory, [{}]);
    const [outer, empty] = [await aGroup(test.directory), await aGroup(test.directory)];
    const deep = await grouped(within(outer));
    await test.settle();
    await add(outer, empty.id);
    await add(empty, ann!.id);
    expect(await members(deep)).toEqual([ann!.id]);
  });

  it('end with groups that lie in a circle', async () => {
    const [ann] = await somePeople(test.directory, [{}]);
    const [one, two] = [await aGroup(test.directory), await aGroup(test.directory)];
    const deep = await grouped(within(one));
    await test.settle();
    await add(one, two.id);
    await add(two, one.id);
    await add(two, ann!.id);
    expect(await members(deep)).toEqual([ann!.id]);
    await remove(one, two.id);
    expect(await members(deep)).toEqual([]);
  });
});
