import {
  addMembers,
  deleteUser,
  getManager,
  getManagerChain,
  purgeDeletedItem,
  restoreDeletedItem,
  setManager,
  type User,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, aUser, somePeople } from './builders.ts';
import { codeOf, membersOf, refusal, related } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const put = (user: User, manager: User | null) =>
  setManager(test.directory, administrator, user.id, manager?.id ?? null);
const reportsTo = (manager: { id: ObjectId }) => aGroup(test.directory, `Direct Reports for "${manager.id}"`);

describe('a group of direct reports', () => {
  it('moves a person from the old manager to the new one, one level only', async () => {
    const [ann, ben, cleo, dan] = await somePeople(test.directory, [{}, {}, {}, { accountEnabled: false }]);
    const [ofAnn, ofBen] = [await reportsTo(ann!), await reportsTo(ben!)];
    await put(ben!, ann!);
    await put(cleo!, ben!);
    await put(dan!, ben!);
    await test.settle();
    expect(await membersOf(test.directory, ofAnn)).toEqual([ann!.id, ben!.id]);
    expect(await membersOf(test.directory, ofBen)).toEqual([ben!.id, cleo!.id, dan!.id]);
    await put(cleo!, ann!);
    expect(await membersOf(test.directory, ofAnn)).toEqual([ann!.id, ben!.id, cleo!.id]);
    expect(await membersOf(test.directory, ofBen)).toEqual([ben!.id, dan!.id]);
  });

  it('is empty while the manager is deleted, and has forgotten nothing when the manager is restored', async () => {
    const [ann, ben, cleo] = await somePeople(test.directory, [{}, {}, {}]);
    const group = await reportsTo(ann!);
    const upper = await aGroup(test.directory, `user.memberOf -any (group.objectId -in ['${group.id}'])`);
    await put(ben!, ann!);
    await test.settle();
    await deleteUser(test.directory, administrator, ann!.id);
    expect(await membersOf(test.directory, group)).toEqual([]);
    expect(await membersOf(test.directory, upper)).toEqual([]);
    expect(await codeOf(getManager(test.directory, administrator, ben!.id))).toBe('RESOURCE_NOT_FOUND');
    const toDeleted = () => put(cleo!, ann!);
    expect(await refusal(test, toDeleted)).toBe('RESOURCE_NOT_FOUND');
    const dan = await aUser(test.directory);
    await deleteUser(test.directory, administrator, ben!.id);
    await restoreDeletedItem(test.directory, administrator, ben!.id);
    await restoreDeletedItem(test.directory, administrator, ann!.id);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);
    expect(await membersOf(test.directory, upper)).toEqual([ann!.id, ben!.id]);
    await put(dan, ann!);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id, dan.id]);
  });

  it('is empty for a manager nobody knows, and stays so when the manager is purged', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const unknown = await reportsTo({ id: '00000000-0000-4000-8000-000000000000' as ObjectId });
    const group = await reportsTo(ann!);
    await put(ben!, ann!);
    await test.settle();
    await deleteUser(test.directory, administrator, ann!.id);
    await purgeDeletedItem(test.directory, administrator, ann!.id);
    expect(await membersOf(test.directory, unknown)).toEqual([]);
    expect(await membersOf(test.directory, group)).toEqual([]);
    await expect(put(ben!, null)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  });

  it('holds the manager of a new account at once', async () => {
    const [ann] = await somePeople(test.directory, [{}]);
    const group = await reportsTo(ann!);
    await test.settle();
    const ben = await aUser(test.directory, {}, ann!.id);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben.id]);
  });
});

describe('the reporting line', () => {
  it('is never a circle', async () => {
    const [ann, ben, cleo] = await somePeople(test.directory, [{}, {}, {}]);
    await put(ben!, ann!);
    await put(cleo!, ben!);
    for (const below of [ann!, ben!, cleo!]) {
      expect(await refusal(test, () => put(ann!, below))).toBe('MANAGER_INVALID');
    }
    // Not even through somebody who is deleted now.
    await deleteUser(test.directory, administrator, ben!.id);
    expect(await refusal(test, () => put(ann!, cleo!))).toBe('MANAGER_INVALID');
  });

  it('is read upwards and downwards', async () => {
    const [ann, ben, cleo] = await somePeople(test.directory, [{}, {}, {}]);
    await put(ben!, ann!);
    await put(cleo!, ben!);
    const chain = await getManagerChain(test.directory, administrator, cleo!.id, 10);
    expect(chain.map((user) => user.id)).toEqual([ben!.id, ann!.id]);
    expect(await getManagerChain(test.directory, administrator, cleo!.id, 1)).toHaveLength(1);
    expect(await related(test.directory, 'directReports', ann!.id, ['user'])).toEqual([ben!.id]);
  });

  it('does not move anybody when the manager is set again', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const group = await aGroup(test.directory);
    await addMembers(test.directory, administrator, group.id, [ben!.id]);
    await put(ben!, ann!);
    expect(await refusal(test, () => put(ben!, ann!))).toBe('none');
    expect(await membersOf(test.directory, group)).toEqual([ben!.id]);
  });
});
