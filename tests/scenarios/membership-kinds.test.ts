import {
  addMembers,
  createGroup,
  type Group,
  removeMember,
  type UpdateGroup,
  updateGroup,
  updateUser,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplicationWith, aTeam, somePeople } from './builders.ts';
import { logHead, membersOf, movementsOf, propertiesOf, refusal, statusOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const inSales = 'user.department -eq "Sales"';
const dynamic = ['DynamicMembership'];
const change = (group: Group, patch: UpdateGroup) => updateGroup(test.directory, administrator, group.id, patch);
const convert = (group: Group, membershipRule: string) =>
  change(group, {
    properties: { groupTypes: dynamic, membershipRule, membershipRuleProcessingState: 'On' },
  });
const people = () =>
  somePeople(test.directory, [{ department: 'Sales' }, { department: 'HR' }, { department: 'Sales' }]);

describe('members of a dynamic group', () => {
  it('are not changed by hand, in whatever way', async () => {
    const [ann, ben] = await people();
    const nested = await aGroup(test.directory);
    const group = await aGroup(test.directory, inSales);
    await test.settle();
    const members = await membersOf(test.directory, group);
    const attempts: Record<string, () => Promise<unknown>> = {
      'adding a user': () => addMembers(test.directory, administrator, group.id, [ben!.id]),
      'adding one who is a member': () => addMembers(test.directory, administrator, group.id, [ann!.id]),
      'adding a group': () => addMembers(test.directory, administrator, group.id, [nested.id]),
      'removing a member': () => removeMember(test.directory, administrator, group.id, ann!.id),
      'removing somebody else': () => removeMember(test.directory, administrator, group.id, ben!.id),
      'binding members': () => change(group, { properties: {}, members: [ben!.id] }),
      'binding members beside a change': () => change(group, { properties: { description: 'x' }, members: [ben!.id] }),
      'creating with members': () =>
        createGroup(test.directory, administrator, {
          properties: {
            displayName: 'Sales',
            mailEnabled: false,
            mailNickname: 'sales',
            securityEnabled: true,
            groupTypes: dynamic,
            membershipRule: inSales,
          },
          members: [ben!.id],
        }),
    };
    for (const [attempt, work] of Object.entries(attempts)) {
      expect([attempt, await refusal(test, work)]).toEqual([attempt, 'DYNAMIC_GROUP_MEMBERS']);
    }
    expect(await membersOf(test.directory, group)).toEqual(members);
  });

  it('are not changed by hand while the rule is paused either', async () => {
    const [, ben] = await people();
    const group = await aGroup(test.directory, inSales, { membershipRuleProcessingState: 'Paused' });
    const attempt = () => addMembers(test.directory, administrator, group.id, [ben!.id]);
    expect(await refusal(test, attempt)).toBe('DYNAMIC_GROUP_MEMBERS');
  });

  it('are refused after the unknown group and the missing permission, before all else', async () => {
    const [ann] = await people();
    const group = await aGroup(test.directory, inSales);
    const add = (caller: typeof administrator, id: ObjectId, members: ObjectId[]) => () =>
      addMembers(test.directory, caller, id, members);
    const stranger = anApplicationWith('Group.Read.All');
    const tooMany = Array.from({ length: 21 }, () => ann!.id);
    expect(await refusal(test, add(stranger, ann!.id, [ann!.id]))).toBe('RESOURCE_NOT_FOUND');
    expect(await refusal(test, add(stranger, group.id, [ann!.id]))).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await refusal(test, add(administrator, group.id, tooMany))).toBe('DYNAMIC_GROUP_MEMBERS');
  });

  it('may hold owners that the rule does not select', async () => {
    const [, ben] = await people();
    const group = await aGroup(test.directory, inSales);
    await change(group, { properties: {}, owners: [ben!.id] });
    await test.settle();
    expect(await membersOf(test.directory, group)).not.toContain(ben!.id);
  });
});

describe('an assigned group that becomes dynamic', () => {
  it('keeps those who satisfy the rule, loses the others and nested groups, gets the rest', async () => {
    const [ann, ben, cleo] = await people();
    const laptop = await aDevice(test.directory);
    const nested = await aGroup(test.directory);
    const group = await aGroup(test.directory);
    await addMembers(test.directory, administrator, group.id, [ann!.id, ben!.id, laptop.id, nested.id]);
    const place = await logHead(test);
    await convert(group, inSales);
    expect(await statusOf(test.directory, group)).toMatchObject({ status: 'NotStarted' });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, cleo!.id]);
    const moved = await movementsOf(test.directory, group, place);
    expect(moved.flatMap((move) => move.joined)).toEqual([cleo!.number]);
    expect(moved.flatMap((move) => move.left).sort()).toEqual([ben!.number, laptop.number, nested.number].sort());
  });

  it('stays as it was when the rule is refused', async () => {
    const [ann] = await people();
    const group = await aGroup(test.directory);
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    expect(await refusal(test, () => convert(group, 'user.departmnt -eq "x"'))).toBe('RULE_INVALID');
    expect(await refusal(test, () => change(group, { properties: { groupTypes: dynamic } }))).toBe('RULE_REQUIRED');
    for (const properties of [{ membershipRule: inSales }, { membershipRuleProcessingState: 'On' }]) {
      expect(await refusal(test, () => change(group, { properties }))).toBe('RULE_ON_ASSIGNED_GROUP');
    }
    expect(await propertiesOf(test.directory, group)).toMatchObject({ groupTypes: [] });
    expect(await membersOf(test.directory, group)).toEqual([ann!.id]);
  });
});

describe('a dynamic group that becomes assigned', () => {
  it('keeps its members and its rule, and returns to it', async () => {
    const [ann, ben, cleo] = await people();
    const group = await aGroup(test.directory, inSales);
    await test.settle();
    await change(group, { properties: { groupTypes: [], membershipRule: null } });
    expect(await propertiesOf(test.directory, group)).toMatchObject({
      groupTypes: [],
      membershipRule: inSales,
      membershipRuleProcessingState: 'Paused',
    });
    expect(await statusOf(test.directory, group)).toBeNull();
    await updateUser(test.directory, administrator, ann!.id, { department: 'HR' });
    await addMembers(test.directory, administrator, group.id, [ben!.id]);
    await removeMember(test.directory, administrator, group.id, cleo!.id);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);

    await change(group, { properties: { groupTypes: dynamic } });
    expect(await propertiesOf(test.directory, group)).toMatchObject({ membershipRuleProcessingState: 'On' });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([cleo!.id]);
  });

  it('may get members in the same request', async () => {
    const [ann, ben] = await people();
    const group = await aGroup(test.directory, inSales, { membershipRuleProcessingState: 'Paused' });
    await change(group, { properties: { groupTypes: [] }, members: [ann!.id, ben!.id] });
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);
  });

  it('keeps what a pass had done so far when it is converted in the middle', async () => {
    const group = await aGroup(test.directory, inSales);
    await change(group, { properties: { groupTypes: [] } });
    await people();
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([]);
  });
});

describe('the kind of object in a rule', () => {
  it('may change on a security group; all old members go', async () => {
    await people();
    const laptop = await aDevice(test.directory);
    const group = await aGroup(test.directory, inSales);
    await test.settle();
    expect(await membersOf(test.directory, group)).toHaveLength(2);
    await change(group, { properties: { membershipRule: 'device.deviceOSType -eq "Windows"' } });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([laptop.id]);
    await change(group, { properties: { membershipRule: inSales } });
    await test.settle();
    expect(await membersOf(test.directory, group)).toHaveLength(2);
  });

  it('is users only on a Microsoft 365 group', async () => {
    const [ann] = await people();
    const ofDevices = 'device.deviceOSType -eq "Windows"';
    expect(await refusal(test, () => aTeam(test.directory, ofDevices))).toBe('DEVICE_RULE_ON_M365_GROUP');
    const team = await aTeam(test.directory, inSales);
    const changed = () => change(team, { properties: { membershipRule: ofDevices } });
    expect(await refusal(test, changed)).toBe('DEVICE_RULE_ON_M365_GROUP');
    await test.settle();
    expect(await membersOf(test.directory, team)).toContain(ann!.id);
  });
});
