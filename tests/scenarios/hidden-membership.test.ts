import {
  addMembers,
  addOwners,
  assignRole,
  type Caller,
  checkMemberGroups,
  createRoleDefinition,
  evaluateDynamicMembership,
  explainMembership,
  type Group,
  getMemberGroups,
  getObject,
  guestRoleIds,
  lintGroup,
  lintPage,
  listObjects,
  membersSince,
  type ObjectType,
  previewConversion,
  previewRule,
  type RelationName,
  type User,
  updateAuthorizationPolicy,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { administrator, aGroup, anApplicationWith, asPerson, giveRole, somePeople } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [inside, owner, outside, helper, watched]: User[] = [];
/** In `hidden` are inside and watched; `open` is what others may know of. */
let [hidden, open, ruled]: Group[] = [];

beforeAll(async () => {
  test = await testDirectory();
  [inside, owner, outside, helper, watched] = await somePeople(test.directory, [{}, {}, {}, {}, {}]);
  const unified = { groupTypes: ['Unified'], mailEnabled: true };
  hidden = await aGroup(test.directory, undefined, { ...unified, visibility: 'HiddenMembership' });
  open = await aGroup(test.directory);
  ruled = await aGroup(test.directory, 'user.city -eq "Nowhere"', {
    groupTypes: ['Unified', 'DynamicMembership'],
    mailEnabled: true,
    visibility: 'HiddenMembership',
  });
  await addMembers(test.directory, administrator, hidden.id, [inside!.id, watched!.id]);
  await addOwners(test.directory, administrator, 'group', hidden.id, [owner!.id]);
  await addMembers(test.directory, administrator, open.id, [watched!.id]);
  await giveRole(test.directory, 'Helpdesk Administrator', helper!);
});
afterAll(() => test.close());

const as = (user: User | undefined) => asPerson(test.directory, user!);

async function related(caller: Caller, relation: RelationName, of: ObjectId, types: readonly ObjectType[]) {
  const page = await listObjects(test.directory, caller, {
    types,
    scope: { kind: 'relation', relation, of },
    filter: null,
    orderBy: null,
    limit: 50,
    after: null,
    wantsCount: true,
  });
  return { ids: page.objects.map((object) => object.id), count: page.count };
}
const memberTypes = ['user', 'device', 'group', 'servicePrincipal'] as const;
const members = (caller: Caller, group: Group, relation: RelationName = 'members') =>
  related(caller, relation, group.id, memberTypes);
const groupsOf = (caller: Caller, user: User, relation: RelationName = 'memberOf') =>
  related(caller, relation, user.id, ['group']);

describe('who is in a group with hidden membership', () => {
  it.each([
    ['a member', () => as(inside)],
    ['an owner', () => as(owner)],
    ['an administrator', () => as(helper)],
    ['an application', async () => anApplicationWith('Directory.Read.All')],
  ])('is known to %s', async (_who, caller) => {
    const who = await caller();
    const both = { ids: [inside!.id, watched!.id], count: 2 };
    expect(await members(who, hidden!)).toEqual(both);
    expect(await members(who, hidden!, 'transitiveMembers')).toEqual(both);
    expect((await groupsOf(who, watched!)).ids).toEqual([hidden!.id, open!.id]);
    expect((await groupsOf(who, watched!, 'transitiveMemberOf')).ids).toEqual([hidden!.id, open!.id]);
    expect(await checkMemberGroups(test.directory, who, 'user', watched!.id, [hidden!.id])).toEqual([hidden!.id]);
  });

  it('is unknown to others: lists, counts, filters and checks are as if nobody were in it', async () => {
    const who = await as(outside);
    const nobody = { ids: [], count: 0 };
    expect(await members(who, hidden!)).toEqual(nobody);
    expect(await members(who, hidden!, 'transitiveMembers')).toEqual(nobody);
    expect(await groupsOf(who, watched!)).toEqual({ ids: [open!.id], count: 1 });
    expect(await groupsOf(who, watched!, 'transitiveMemberOf')).toEqual({ ids: [open!.id], count: 1 });
    expect(await checkMemberGroups(test.directory, who, 'user', watched!.id, [hidden!.id, open!.id])).toEqual([
      open!.id,
    ]);
    expect(await getMemberGroups(test.directory, who, 'user', watched!.id, false)).toEqual([open!.id]);
    const asked = await listObjects(test.directory, who, {
      types: ['user'],
      scope: { kind: 'relation', relation: 'members', of: hidden!.id },
      filter: { op: 'eq', path: ['id'], value: watched!.id },
      orderBy: null,
      limit: 1,
      after: null,
      wantsCount: true,
    });
    expect(asked).toEqual({ objects: [], next: null, count: 0 });
  });

  it('leaves everything else of the group to be read by members, and their own groups to everybody', async () => {
    const seen = await getObject(test.directory, await as(outside), 'group', hidden!.id);
    expect(seen.properties.displayName).toBe(hidden!.properties.displayName);
    expect((await groupsOf(await as(inside), inside!)).ids).toEqual([hidden!.id]);
  });

  it('does not come out by trying rules, by explanations or by insights', async () => {
    const refused = 'INSUFFICIENT_PRIVILEGES';
    const who = await as(outside);
    const listing = { groupId: null, list: 'joining', after: 0, limit: 5 } as const;
    const membershipRule = `user.memberOf -any (group.objectId -in ['${hidden!.id}'])`;
    expect(await codeOf(previewRule(test.directory, who, { ...listing, membershipRule }))).toBe(refused);
    expect(await codeOf(previewRule(test.directory, await as(owner), { ...listing, membershipRule }))).toBe('none');
    const asked = { memberId: watched!.id, groupId: null, membershipRule };
    expect(await codeOf(evaluateDynamicMembership(test.directory, who, asked))).toBe(refused);
    const staying = { ...listing, groupId: ruled!.id, list: 'staying', membershipRule: null } as const;
    expect(await codeOf(previewRule(test.directory, who, staying))).toBe(refused);
    const ofGroup = { memberId: watched!.id, groupId: ruled!.id, membershipRule: null };
    expect(await codeOf(evaluateDynamicMembership(test.directory, who, ofGroup))).toBe(refused);
    expect(await codeOf(lintGroup(test.directory, who, hidden!.id))).toBe(refused);
    const { insights } = await lintPage(test.directory, who, { after: 0, limit: 50 });
    expect(JSON.stringify(insights)).not.toContain(hidden!.id);
    await giveRole(test.directory, 'Reports Reader', outside!);
    const reader = await as(outside);
    const question = { memberId: watched!.id, at: null };
    expect(await codeOf(explainMembership(test.directory, reader, { ...question, groupId: hidden!.id }))).toBe(refused);
    const many = { groupId: hidden!.id, memberIds: [watched!.id] };
    expect(await codeOf(membersSince(test.directory, reader, many))).toBe(refused);
  });

  it('does not come out by trying conversions', async () => {
    const unified = { groupTypes: ['Unified', 'DynamicMembership'], mailEnabled: true };
    const rule = `user.userType -eq "Member" -and user.displayName -eq "${watched!.properties.displayName}"`;
    const secret = await aGroup(test.directory, rule, { ...unified, visibility: 'HiddenMembership' });
    const known = await aGroup(test.directory, rule, unified);
    await test.settle();
    const converts = await createRoleDefinition(test.directory, administrator, {
      displayName: 'Converters',
      description: null,
      isEnabled: true,
      actions: ['microsoft.directory/users/convertExternalToInternalMemberUser'],
      version: null,
    });
    const [person] = await somePeople(test.directory, [{}]);
    const wanted = { roleDefinitionId: converts.id, principalId: person!.id, directoryScopeId: '/' };
    await assignRole(test.directory, administrator, wanted);
    const leaving = async (caller: Caller) => {
      const preview = await previewConversion(test.directory, caller, watched!.id, 'guest');
      return preview.leaving.map(({ id }) => id);
    };
    expect(await leaving(administrator)).toEqual([secret.id, known.id]);
    expect(await leaving(await as(person))).toEqual([known.id]);
  });

  it('costs applications nothing, and people one message more for the groups of others', async () => {
    const messages = async (caller: Caller) => {
      await groupsOf(caller, watched!);
      const sent = vi.spyOn(pg.Client.prototype, 'query');
      await groupsOf(caller, watched!);
      const count = sent.mock.calls.filter(([message]) => typeof message !== 'string').length;
      sent.mockRestore();
      return count;
    };
    await test.open.follower.stop();
    const application = await messages(anApplicationWith('Directory.Read.All'));
    expect(await messages(await as(helper))).toBe(application);
    expect((await messages(await as(outside))) - application).toBe(1);
  });
});

it('guests do not even find the group from outside', async () => {
  const [guest, member] = await somePeople(test.directory, [{ userType: 'Guest' }, { userType: 'Guest' }]);
  await addMembers(test.directory, administrator, hidden!.id, [member!.id]);
  const code = async (user: User) => codeOf(getObject(test.directory, await as(user), 'group', hidden!.id));
  expect([await code(guest!), await code(member!)]).toEqual(['RESOURCE_NOT_FOUND', 'none']);
  expect(await codeOf(members(await as(guest), hidden!))).toBe('RESOURCE_NOT_FOUND');
  expect((await members(await as(member), hidden!)).count).toBe(3);
  const search = {
    types: ['group'],
    scope: { kind: 'all' },
    filter: { op: 'eq', path: ['displayName'], value: hidden!.properties.displayName as string },
    orderBy: null,
    limit: 5,
    after: null,
    wantsCount: true,
  } as const;
  expect(await listObjects(test.directory, await as(guest), search)).toEqual({ objects: [], next: null, count: 0 });
  await updateAuthorizationPolicy(test.directory, administrator, { guestUserRoleId: guestRoleIds.restrictedGuest });
  expect(await code(member!)).toBe('RESOURCE_NOT_FOUND');
  expect((await groupsOf(await as(member), member!)).ids).toEqual([hidden!.id]);
});
