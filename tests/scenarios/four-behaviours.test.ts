import { deleteUser, restoreDeletedItem, setManager, updateUser } from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, aUser } from './builders.ts';
import { membersOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

describe('a dynamic group of users', () => {
  it('takes in a new account that matches, in the transaction that creates it', async () => {
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const ann = await aUser(test.directory, { department: 'sales' });
    expect(await membersOf(test.directory, sales)).toEqual([ann.id]);
  });

  it('takes in a changed account that comes to match', async () => {
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const ben = await aUser(test.directory, { department: 'HR' });
    await updateUser(test.directory, administrator, ben.id, { department: 'Sales' });
    expect(await membersOf(test.directory, sales)).toEqual([ben.id]);
  });

  it('does not take in an account that never matches', async () => {
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const cleo = await aUser(test.directory, { department: 'HR' });
    await updateUser(test.directory, administrator, cleo.id, { jobTitle: 'Sales' });
    expect(await membersOf(test.directory, sales)).toEqual([]);
  });

  it('removes an account that no longer matches', async () => {
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const dan = await aUser(test.directory, { department: 'Sales' });
    await updateUser(test.directory, administrator, dan.id, { department: null });
    expect(await membersOf(test.directory, sales)).toEqual([]);
  });

  it('finds those who were there before it, by a pass', async () => {
    const people = await Promise.all(
      Array.from({ length: 20 }, (_, i) => aUser(test.directory, { department: i % 2 === 0 ? 'Sales' : 'HR' })),
    );
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    expect(await membersOf(test.directory, sales)).toEqual([]);
    await test.settle();
    const wanted = people.filter((person) => person.properties.department === 'Sales').map((person) => person.id);
    expect([...(await membersOf(test.directory, sales))].sort()).toEqual(wanted.sort());
  });

  it('loses a deleted account, and has it again when it is restored', async () => {
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const eve = await aUser(test.directory, { department: 'Sales' });
    await deleteUser(test.directory, administrator, eve.id);
    expect(await membersOf(test.directory, sales)).toEqual([]);
    await restoreDeletedItem(test.directory, administrator, eve.id);
    expect(await membersOf(test.directory, sales)).toEqual([eve.id]);
  });

  it('follows the manager', async () => {
    const boss = await aUser(test.directory);
    const reports = await aGroup(test.directory, `Direct Reports for "${boss.id}"`);
    await test.settle();
    expect(await membersOf(test.directory, reports)).toEqual([boss.id]);
    const fay = await aUser(test.directory, {}, boss.id);
    const gus = await aUser(test.directory);
    await setManager(test.directory, administrator, gus.id, boss.id);
    expect(await membersOf(test.directory, reports)).toEqual([boss.id, fay.id, gus.id]);
    await setManager(test.directory, administrator, fay.id, null);
    expect(await membersOf(test.directory, reports)).toEqual([boss.id, gus.id]);
    await deleteUser(test.directory, administrator, boss.id);
    expect(await membersOf(test.directory, reports)).toEqual([]);
    await test.settle();
    await restoreDeletedItem(test.directory, administrator, boss.id);
    expect(await membersOf(test.directory, reports)).toEqual([boss.id, gus.id]);
    await test.settle();
  });
});

describe('a dynamic group of devices', () => {
  it('holds devices only', async () => {
    const windows = await aGroup(test.directory, 'device.deviceOSType -eq "Windows"');
    const laptop = await aDevice(test.directory);
    await aDevice(test.directory, { operatingSystem: 'iOS' });
    await aUser(test.directory);
    await test.settle();
    expect(await membersOf(test.directory, windows)).toEqual([laptop.id]);
  });
});
