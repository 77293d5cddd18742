import {
  addMembers,
  deleteApplication,
  deleteDevice,
  deleteGroup,
  deleteUser,
  getDeletedItem,
  getObjectByKey,
  purgeDeletedItem,
  purgeExpiredItems,
  removeMember,
  restoreDeletedItem,
  setManager,
  systemCaller,
  updateGroup,
  updateUser,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplication, aTeam, aUser, somePeople } from './builders.ts';
import { codeOf, membersOf, refusal, related } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const restore = (id: ObjectId) => restoreDeletedItem(test.directory, administrator, id);
const purge = (id: ObjectId) => purgeDeletedItem(test.directory, administrator, id);

describe('a deleted user', () => {
  it('comes back into assigned groups, and into those whose rules select it now', async () => {
    const [ann] = await somePeople(test.directory, [{ department: 'Sales', city: 'Bern' }]);
    const [assigned, converted, gone] = [
      await aGroup(test.directory),
      await aGroup(test.directory),
      await aGroup(test.directory),
    ];
    for (const group of [assigned, converted, gone]) {
      await addMembers(test.directory, administrator, group.id, [ann!.id]);
    }
    const inSales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const paused = await aGroup(test.directory, 'user.department -eq "Sales"');
    await test.settle();
    await updateGroup(test.directory, administrator, paused.id, {
      properties: { membershipRuleProcessingState: 'Paused' },
    });
    await deleteUser(test.directory, administrator, ann!.id);
    for (const group of [assigned, converted, gone, inSales, paused]) {
      expect(await membersOf(test.directory, group)).toEqual([]);
    }
    const inBern = await aGroup(test.directory, 'user.city -eq "Bern"');
    await updateGroup(test.directory, administrator, inSales.id, {
      properties: { membershipRule: 'user.department -eq "HR"' },
    });
    await updateGroup(test.directory, administrator, converted.id, {
      properties: { groupTypes: ['DynamicMembership'], membershipRule: 'user.department -eq "HR"' },
    });
    await deleteGroup(test.directory, administrator, gone.id);
    await test.settle();
    await restore(ann!.id);
    const groups = await related(test.directory, 'memberOf', ann!.id, ['group']);
    expect(groups).toEqual([assigned.id, inBern.id]);
    await restore(gone.id);
    expect(await membersOf(test.directory, gone)).toEqual([]);
  });

  it('frees the user principal name, and cannot take it back while another one has it', async () => {
    const ann = await aUser(test.directory, { userPrincipalName: 'Ann@contoso.com' });
    await deleteUser(test.directory, administrator, ann.id);
    expect((await getDeletedItem(test.directory, administrator, ann.id)).properties.userPrincipalName).toBe(
      `${ann.id.replaceAll('-', '')}Ann@contoso.com`,
    );
    const namesake = await aUser(test.directory, { userPrincipalName: 'ann@contoso.com' });
    expect(await refusal(test, () => restore(ann.id))).toBe('DELETED_VALUE_TAKEN');
    await updateUser(test.directory, administrator, namesake.id, { userPrincipalName: 'ann2@contoso.com' });
    expect((await restore(ann.id)).properties.userPrincipalName).toBe('Ann@contoso.com');
    const found = await getObjectByKey(test.directory, administrator, 'user', 'userPrincipalName', 'ANN@contoso.com');
    expect(found.id).toBe(ann.id);
  });

  it('is not there for anything but restoring and purging', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const group = await aGroup(test.directory);
    await deleteUser(test.directory, administrator, ann!.id);
    const attempts = [
      () => updateUser(test.directory, administrator, ann!.id, { city: 'Bern' }),
      () => deleteUser(test.directory, administrator, ann!.id),
      () => addMembers(test.directory, administrator, group.id, [ann!.id]),
      () => setManager(test.directory, administrator, ben!.id, ann!.id),
      () => restore(ben!.id),
      () => purge(ben!.id),
    ];
    for (const attempt of attempts) expect(await refusal(test, attempt)).toBe('RESOURCE_NOT_FOUND');
    await purge(ann!.id);
    expect(await codeOf(restore(ann!.id))).toBe('RESOURCE_NOT_FOUND');
  });
});

describe('a deleted group', () => {
  it('comes back with the members that still exist and into the groups it was in', async () => {
    const [ann, ben, cleo] = await somePeople(test.directory, [{}, {}, {}]);
    const [group, parent] = [await aGroup(test.directory), await aGroup(test.directory)];
    await addMembers(test.directory, administrator, group.id, [ann!.id, ben!.id, cleo!.id]);
    await addMembers(test.directory, administrator, parent.id, [group.id]);
    await deleteGroup(test.directory, administrator, group.id);
    expect(await membersOf(test.directory, parent)).toEqual([]);
    expect(await related(test.directory, 'memberOf', ann!.id, ['group'])).toEqual([]);
    await deleteUser(test.directory, administrator, ben!.id);
    await restore(group.id);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, cleo!.id]);
    expect(await membersOf(test.directory, parent)).toEqual([group.id]);
    await removeMember(test.directory, administrator, group.id, ann!.id);
    expect(await membersOf(test.directory, group)).toEqual([cleo!.id]);
  });

  it('is filled anew from its rule', async () => {
    const [ann, ben] = await somePeople(test.directory, [{ department: 'Sales' }, {}]);
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    await test.settle();
    await deleteGroup(test.directory, administrator, group.id);
    await updateUser(test.directory, administrator, ben!.id, { department: 'Sales' });
    await test.settle();
    await restore(group.id);
    await updateUser(test.directory, administrator, ann!.id, { jobTitle: 'Lead' });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);
  });

  it('stays empty when its rule is paused', async () => {
    await somePeople(test.directory, [{ department: 'Sales' }]);
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    await test.settle();
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipRuleProcessingState: 'Paused' },
    });
    await deleteGroup(test.directory, administrator, group.id);
    await restore(group.id);
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([]);
  });

  it('cannot come back while another Microsoft 365 group has its nickname', async () => {
    const team = await aTeam(test.directory, undefined, { mailNickname: 'sales' });
    await deleteGroup(test.directory, administrator, team.id);
    const other = await aTeam(test.directory, undefined, { mailNickname: 'Sales' }).catch(() => undefined);
    // The nickname of a deleted group stays its own: nobody else gets it until the group is purged.
    expect(other).toBeUndefined();
    await restore(team.id);
  });

  it('is gone at once when it is one that is kept for reading only', async () => {
    const list = await aGroup(test.directory, undefined, { mailEnabled: true, securityEnabled: false });
    await deleteGroup(test.directory, administrator, list.id);
    expect(await codeOf(restore(list.id))).toBe('RESOURCE_NOT_FOUND');
  });

  it('that never comes back leaves no rule behind on a node that slept', async () => {
    const sleeper = await test.secondNode();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    await updateUser(sleeper.directory, administrator, (await aUser(sleeper.directory)).id, { city: 'Bern' });
    await deleteGroup(test.directory, administrator, group.id);
    await purge(group.id);
    await aUser(sleeper.directory, { department: 'Sales' });
    expect([...sleeper.open.memberships.membersOf(group.number)]).toEqual([]);
  });
});

describe('what is deleted', () => {
  it('is gone after 30 days', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    await deleteUser(test.directory, administrator, ann!.id);
    await deleteGroup(test.directory, administrator, group.id);
    test.at('2026-06-20T12:00:00Z');
    await deleteUser(test.directory, administrator, ben!.id);
    test.at('2026-07-15T12:00:00Z');
    expect(await purgeExpiredItems(test.directory, systemCaller)).toBe(0);
    test.at('2026-07-15T12:00:01Z');
    expect(await purgeExpiredItems(test.directory, systemCaller)).toBe(2);
    expect(await purgeExpiredItems(test.directory, systemCaller)).toBe(0);
    expect(await codeOf(restore(ann!.id))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(restore(group.id))).toBe('RESOURCE_NOT_FOUND');
    await restore(ben!.id);
  });

  it('leaves its groups when it is a service principal, whose application takes it along', async () => {
    const { application, principal } = await anApplication(test.directory);
    const group = await aGroup(test.directory);
    await addMembers(test.directory, administrator, group.id, [principal.id]);
    await deleteApplication(test.directory, administrator, 'application', application.id);
    expect(await membersOf(test.directory, group)).toEqual([]);
    await restore(application.id);
    await restore(principal.id);
    expect(await membersOf(test.directory, group)).toEqual([principal.id]);
  });

  it('is gone for good when it is a device', async () => {
    const laptop = await aDevice(test.directory);
    const [assigned, windows] = [
      await aGroup(test.directory),
      await aGroup(test.directory, 'device.deviceOSType -eq "Windows"'),
    ];
    await addMembers(test.directory, administrator, assigned.id, [laptop.id]);
    await test.settle();
    await deleteDevice(test.directory, administrator, laptop.id);
    expect(await membersOf(test.directory, assigned)).toEqual([]);
    expect(await membersOf(test.directory, windows)).toEqual([]);
    expect(await codeOf(restore(laptop.id))).toBe('RESOURCE_NOT_FOUND');
  });
});
