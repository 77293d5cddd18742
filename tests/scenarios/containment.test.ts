import {
  addMembers,
  addOwners,
  deleteUser,
  type Group,
  getMemberGroups,
  removeMember,
  removeOwner,
  updateGroup,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplication, aTeam, aUser, somePeople } from './builders.ts';
import { membersOf, refusal, related } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

const add = (group: Group, ...ids: readonly ObjectId[]) => addMembers(test.directory, administrator, group.id, ids);
const roleAssignable = () => aGroup(test.directory, undefined, { isAssignableToRole: true });
const distribution = () => aGroup(test.directory, undefined, { mailEnabled: true, securityEnabled: false });
const mailEnabled = () => aGroup(test.directory, undefined, { mailEnabled: true });

describe('what may contain what', () => {
  const members: Record<string, () => Promise<{ id: ObjectId }>> = {
    user: () => aUser(test.directory),
    guest: () => aUser(test.directory, { userType: 'Guest' }),
    'security group': () => aGroup(test.directory),
    'dynamic group': () => aGroup(test.directory, 'user.department -eq "Sales"'),
    'Microsoft 365 group': () => aTeam(test.directory),
    device: () => aDevice(test.directory),
    'service principal': async () => (await anApplication(test.directory)).principal,
    'distribution group': distribution,
    'mail-enabled security group': mailEnabled,
  };
  const no = 'MEMBER_TYPE_NOT_ALLOWED';
  const table: Record<string, Record<string, string>> = {
    security: { 'Microsoft 365 group': no, 'distribution group': no, 'mail-enabled security group': no },
    'Microsoft 365': Object.fromEntries(
      Object.keys(members).map((member) => [member, member === 'user' || member === 'guest' ? 'none' : no]),
    ),
    'role-assignable': Object.fromEntries(
      Object.keys(members).map((m) => [m, ['user', 'guest', 'service principal'].includes(m) ? 'none' : no]),
    ),
    dynamic: Object.fromEntries(Object.keys(members).map((member) => [member, 'DYNAMIC_GROUP_MEMBERS'])),
    distribution: Object.fromEntries(Object.keys(members).map((member) => [member, 'MAIL_ENABLED_GROUP_MEMBERS'])),
    'mail-enabled': Object.fromEntries(Object.keys(members).map((member) => [member, 'MAIL_ENABLED_GROUP_MEMBERS'])),
    synchronised: Object.fromEntries(Object.keys(members).map((member) => [member, 'SYNCED_OBJECT'])),
  };
  const containers: Record<string, () => Promise<Group>> = {
    security: () => aGroup(test.directory),
    'Microsoft 365': () => aTeam(test.directory),
    'role-assignable': roleAssignable,
    dynamic: () => aGroup(test.directory, 'user.department -eq "Nobody"'),
    distribution,
    'mail-enabled': mailEnabled,
    synchronised: () => aGroup(test.directory, undefined, { onPremisesSyncEnabled: true }),
  };

  it.each(Object.keys(containers))('%s', async (container) => {
    const group = await containers[container]!();
    const added: ObjectId[] = [];
    for (const [name, make] of Object.entries(members)) {
      const member = await make();
      const wanted = table[container]![name] ?? 'none';
      expect([name, await refusal(test, () => add(group, member.id))]).toEqual([name, wanted]);
      if (wanted === 'none') added.push(member.id);
    }
    expect(await membersOf(test.directory, group)).toEqual(added);
  });
});

describe('adding members', () => {
  it('is all or nothing', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const [group, team] = [await aGroup(test.directory), await aTeam(test.directory)];
    await add(group, ann!.id);
    expect(await refusal(test, () => add(group, ben!.id, ann!.id))).toBe('REFERENCE_EXISTS');
    expect(await refusal(test, () => add(group, ben!.id, team.id))).toBe('MEMBER_TYPE_NOT_ALLOWED');
    expect(await refusal(test, () => add(group, ben!.id, group.id))).toBe('GROUP_CONTAINS_ITSELF');
    const unknown = '00000000-0000-4000-8000-000000000000' as ObjectId;
    expect(await refusal(test, () => add(group, ben!.id, unknown))).toBe('RESOURCE_NOT_FOUND');
    expect(await membersOf(test.directory, group)).toEqual([ann!.id]);
  });

  it('takes 20 at once', async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 21 }, () => ({})),
    );
    const ids = people.map((person) => person.id);
    const group = await aGroup(test.directory);
    expect(await refusal(test, () => add(group, ...ids))).toBe('TOO_MANY_REFERENCES');
    const bind = () =>
      updateGroup(test.directory, administrator, group.id, {
        properties: {},
        members: ids.slice(0, 11),
        owners: ids.slice(0, 10),
      });
    expect(await refusal(test, bind)).toBe('TOO_MANY_REFERENCES');
    await add(group, ...ids.slice(0, 20));
    expect(await membersOf(test.directory, group)).toHaveLength(20);
  });

  it('reaches through nested groups, circles included', async () => {
    const [ann] = await somePeople(test.directory, [{}]);
    const [inner, outer] = [await aGroup(test.directory), await aGroup(test.directory)];
    await add(inner, ann!.id);
    await add(outer, inner.id);
    await add(inner, outer.id);
    expect(await related(test.directory, 'transitiveMembers', outer.id, ['user'])).toEqual([ann!.id]);
    const groups = await getMemberGroups(test.directory, administrator, 'user', ann!.id, false);
    expect([...groups].sort()).toEqual([inner.id, outer.id].sort());
  });

  it('is undone only for those who are members', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const group = await aGroup(test.directory);
    await add(group, ann!.id);
    const remove = (id: ObjectId) => () => removeMember(test.directory, administrator, group.id, id);
    expect(await refusal(test, remove(ben!.id))).toBe('RESOURCE_NOT_FOUND');
    await remove(ann!.id)();
    expect(await refusal(test, remove(ann!.id))).toBe('RESOURCE_NOT_FOUND');
  });
});

describe('owners', () => {
  const own = (group: Group, ...ids: readonly ObjectId[]) =>
    addOwners(test.directory, administrator, 'group', group.id, ids);
  const disown = (group: Group, id: ObjectId) => removeOwner(test.directory, administrator, 'group', group.id, id);

  it('are users or service principals, each once', async () => {
    const { principal } = await anApplication(test.directory);
    const [ann] = await somePeople(test.directory, [{}]);
    const [group, laptop] = [await aGroup(test.directory), await aDevice(test.directory)];
    expect(await refusal(test, () => own(group, ann!.id, laptop.id))).toBe('OWNER_TYPE_NOT_ALLOWED');
    expect(await refusal(test, () => own(group, ann!.id, group.id))).toBe('OWNER_TYPE_NOT_ALLOWED');
    await own(group, ann!.id, principal.id);
    expect(await refusal(test, () => own(group, ann!.id))).toBe('REFERENCE_EXISTS');
    expect(await related(test.directory, 'owners', group.id)).toEqual([principal.id, ann!.id]);
    expect(await related(test.directory, 'ownedObjects', ann!.id, ['group'])).toEqual([group.id]);
  });

  it('number 100 at most, 20 in one call', async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 101 }, () => ({})),
    );
    const ids = people.map((person) => person.id);
    const group = await aGroup(test.directory);
    expect(await refusal(test, () => own(group, ...ids.slice(0, 21)))).toBe('TOO_MANY_REFERENCES');
    for (let i = 0; i < 100; i += 20) await own(group, ...ids.slice(i, i + 20));
    expect(await refusal(test, () => own(group, ids[100]!))).toBe('TOO_MANY_OWNERS');
  });

  it('never leave a Microsoft 365 group alone', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const [team, group] = [await aTeam(test.directory), await aGroup(test.directory)];
    await own(team, ann!.id, ben!.id);
    await own(group, ann!.id);
    await disown(group, ann!.id);
    expect(await refusal(test, () => disown(group, ann!.id))).toBe('RESOURCE_NOT_FOUND');
    // A deleted owner is nobody to leave the group to.
    await deleteUser(test.directory, administrator, ben!.id);
    expect(await refusal(test, () => disown(team, ann!.id))).toBe('LAST_OWNER');
    const cleo = await aUser(test.directory);
    await own(team, cleo.id);
    await disown(team, ann!.id);
    expect(await refusal(test, () => disown(team, cleo.id))).toBe('LAST_OWNER');
  });
});
