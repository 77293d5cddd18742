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
import { aDevice, administrator, aGroup, aTeam, aUser, somePeople } from './builders.ts';
import { membersOf, refusal, statusOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const from = (...sources: readonly { id: ObjectId }[]) =>
  `user.memberOf -any (group.objectId -in [${sources.map(({ id }) => `'${id}'`).join(', ')}])`;
const add = (group: Group, ...ids: ObjectId[]) => addMembers(test.directory, administrator, group.id, ids);
const remove = (group: Group, id: ObjectId) => removeMember(test.directory, administrator, group.id, id);
const setRule = (group: Group, membershipRule: string) =>
  updateGroup(test.directory, administrator, group.id, { properties: { membershipRule } });
const members = (group: Group) => membersOf(test.directory, group);

describe('a group with a memberOf rule', () => {
  it('follows members who are moved by hand', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const source = await aGroup(test.directory);
    await add(source, ann!.id);
    const group = await aGroup(test.directory, from(source));
    await test.settle();
    expect(await members(group)).toEqual([ann!.id]);
    await add(source, ben!.id);
    expect(await members(group)).toEqual([ann!.id, ben!.id]);
    await remove(source, ann!.id);
    expect(await members(group)).toEqual([ben!.id]);
  });

  it('follows members whom a rule moves, by their own writes and by a pass', async () => {
    const [ann, ben] = await somePeople(test.directory, [{ department: 'Sales' }, { department: 'HR' }]);
    const source = await aGroup(test.directory, 'user.department -eq "Sales"');
    const group = await aGroup(test.directory, from(source));
    await test.settle();
    expect(await members(group)).toEqual([ann!.id]);
    await updateUser(test.directory, administrator, ben!.id, { department: 'Sales' });
    expect(await members(group)).toEqual([ann!.id, ben!.id]);
    const cleo = await aUser(test.directory, { department: 'Sales' });
    expect(await members(group)).toEqual([ann!.id, ben!.id, cleo.id]);

    const dan = await aUser(test.directory, { department: 'HR' });
    await setRule(source, 'user.department -eq "HR"');
    await test.settle();
    expect(await members(group)).toEqual([dan.id]);
    await deleteUser(test.directory, administrator, dan.id);
    expect(await members(group)).toEqual([]);
    await restoreDeletedItem(test.directory, administrator, dan.id);
    expect(await members(group)).toEqual([dan.id]);
  });

  it('holds whoever is in any of several sources, Microsoft 365 groups included', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const [one, two] = [await aGroup(test.directory), await aTeam(test.directory)];
    const group = await aGroup(test.directory, from(one, two));
    await test.settle();
    await add(one, ann!.id);
    await add(two, ann!.id, ben!.id);
    expect(await members(group)).toEqual([ann!.id, ben!.id]);
    await remove(one, ann!.id);
    expect(await members(group)).toEqual([ann!.id, ben!.id]);
    await remove(two, ann!.id);
    expect(await members(group)).toEqual([ben!.id]);
  });

  it('takes direct members of its own kind only', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const [laptop, phone] = [await aDevice(test.directory), await aDevice(test.directory)];
    const [nested, source] = [await aGroup(test.directory), await aGroup(test.directory)];
    await add(nested, ben!.id);
    await add(source, ann!.id, laptop.id, nested.id);
    const ofUsers = await aGroup(test.directory, from(source));
    const ofDevices = await aGroup(test.directory, from(source).replace('user.', 'device.'));
    await test.settle();
    expect(await members(ofUsers)).toEqual([ann!.id]);
    expect(await members(ofDevices)).toEqual([laptop.id]);
    await add(source, phone.id, ben!.id);
    expect(await members(ofUsers)).toEqual([ann!.id, ben!.id]);
    expect(await members(ofDevices)).toEqual([laptop.id, phone.id]);
    await remove(source, nested.id);
    expect(await members(ofUsers)).toEqual([ann!.id, ben!.id]);
  });

  it('loses the members of a deleted source and has them again when it is restored', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const [one, two] = [await aGroup(test.directory), await aGroup(test.directory)];
    await add(one, ann!.id, ben!.id);
    await add(two, ben!.id);
    const group = await aGroup(test.directory, from(one, two));
    await test.settle();
    await deleteGroup(test.directory, administrator, one.id);
    expect(await members(group)).toEqual([ben!.id]);
    await test.settle();
    await restoreDeletedItem(test.directory, administrator, one.id);
    await test.settle();
    expect(await members(group)).toEqual([ann!.id, ben!.id]);
    await remove(one, ann!.id);
    expect(await members(group)).toEqual([ben!.id]);
  });

  it('lives on when its source is gone for good', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const [one, two] = [await aGroup(test.directory), await aGroup(test.directory)];
    await add(one, ann!.id);
    const group = await aGroup(test.directory, from(one, two));
    await test.settle();
    await deleteGroup(test.directory, administrator, one.id);
    await purgeDeletedItem(test.directory, administrator, one.id);
    await add(two, ben!.id);
    expect(await members(group)).toEqual([ben!.id]);
  });

  it('is filled by the same pass as any other when many members move at once', async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 20 }, () => ({})),
    );
    const source = await aGroup(test.directory, 'user.department -eq "Sales"');
    const group = await aGroup(test.directory, from(source));
    await test.settle();
    await setRule(source, 'user.objectId -ne null');
    await test.settle();
    expect(await members(group)).toEqual(people.map((person) => person.id));
  });
});

describe('a chain of memberOf rules', () => {
  it('is refused at both ends', async () => {
    const source = await aGroup(test.directory);
    const middle = await aGroup(test.directory, from(source));
    const chained = 'MEMBEROF_SOURCE_IS_MEMBEROF';
    expect(await refusal(test, () => aGroup(test.directory, from(middle)))).toBe(chained);
    expect(await refusal(test, () => setRule(middle, from(middle)))).toBe(chained);
    const other = await aGroup(test.directory);
    const convert = () =>
      updateGroup(test.directory, administrator, source.id, {
        properties: { groupTypes: ['DynamicMembership'], membershipRule: from(other) },
      });
    expect(await refusal(test, convert)).toBe(chained);
  });

  it('is not made by pausing, editing and resuming', async () => {
    const source = await aGroup(test.directory, 'user.department -eq "Sales"');
    const group = await aGroup(test.directory, from(source));
    const other = await aGroup(test.directory);
    const state = (membershipRuleProcessingState: string) =>
      updateGroup(test.directory, administrator, group.id, { properties: { membershipRuleProcessingState } });
    await state('Paused');
    await setRule(source, from(other));
    expect(await refusal(test, () => state('On'))).toBe('MEMBEROF_SOURCE_IS_MEMBEROF');
  });

  it('freezes a group that is restored into one', async () => {
    const [ann] = await somePeople(test.directory, [{}]);
    const [source, other] = [await aGroup(test.directory), await aGroup(test.directory)];
    const group = await aGroup(test.directory, from(source));
    await deleteGroup(test.directory, administrator, group.id);
    await updateGroup(test.directory, administrator, source.id, {
      properties: { groupTypes: ['DynamicMembership'], membershipRule: from(other) },
    });
    await restoreDeletedItem(test.directory, administrator, group.id);
    await add(other, ann!.id);
    await test.settle();
    expect(await members(source)).toEqual([ann!.id]);
    expect(await members(group)).toEqual([]);
    expect(await statusOf(test.directory, group)).toMatchObject({ status: 'Failed' });
  });
});
