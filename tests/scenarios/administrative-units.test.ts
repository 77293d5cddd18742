import {
  type AdministrativeUnit,
  addMembers,
  addUnitMembers,
  assignRole,
  type Caller,
  createAdministrativeUnit,
  createGroup,
  createRoleDefinition,
  createUser,
  deleteAdministrativeUnit,
  deleteUser,
  explainMembership,
  getMemberGroups,
  getObject,
  listObjects,
  listRoleAssignments,
  listScopedRoleMembers,
  maxUnitsOfObject,
  type NewAccessRequest,
  type ObjectType,
  type Properties,
  purgeDeletedItem,
  type RelationName,
  removeRoleAssignment,
  removeUnitMember,
  requestAccess,
  resetPassword,
  resolvePerson,
  restoreDeletedItem,
  revokeSignInSessions,
  type User,
  updateAdministrativeUnit,
  updateDevice,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  aDevice,
  administrator,
  aGroup,
  allScopes,
  anApplication,
  asPerson,
  aTeam,
  giveRole,
  somePeople,
} from './builders.ts';
import { changesAfter, codeOf, logHead } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben, gus]: User[] = [];
let unit: AdministrativeUnit;
beforeEach(async () => {
  test = await testDirectory();
  [ann, ben, gus] = await somePeople(test.directory, [{}, {}, { userType: 'Guest' }]);
  unit = await aUnit({}, ann!);
});
afterEach(() => test.close());

const aUnit = (properties: Properties = {}, ...members: readonly { id: ObjectId }[]) =>
  createAdministrativeUnit(
    test.directory,
    administrator,
    { displayName: 'Hamburg', ...properties },
    members.map(({ id }) => id),
  );
const put = (...members: readonly { id: ObjectId }[]) =>
  addUnitMembers(
    test.directory,
    administrator,
    unit.id,
    members.map(({ id }) => id),
  );
const take = (member: { id: ObjectId }) => removeUnitMember(test.directory, administrator, unit.id, member.id);
const scope = () => `/administrativeUnits/${unit.id}`;
const as = (user: User | undefined) => asPerson(test.directory, user!);
const city = (caller: Caller, user: User | undefined, value = 'Ulm') =>
  codeOf(updateUser(test.directory, caller, user!.id, { city: value }));
const refused = 'INSUFFICIENT_PRIVILEGES';

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
const memberTypes = ['user', 'group', 'device'] as const;
const membersOf = (caller: Caller, of: { id: ObjectId } = unit) => related(caller, 'members', of.id, memberTypes);
const unitsOf = async (caller: Caller, of: { id: ObjectId }, relation: RelationName = 'memberOf') =>
  (await related(caller, relation, of.id, ['administrativeUnit'])).ids;

describe('an administrative unit', () => {
  it('holds users, groups and devices, and the change log has all of it', async () => {
    const place = await logHead(test);
    const [group, device] = [await aGroup(test.directory), await aDevice(test.directory)];
    await put(group, device);
    expect(await membersOf(administrator)).toEqual({ ids: [ann!.id, group.id, device.id], count: 3 });
    expect(await unitsOf(administrator, group)).toEqual([unit.id]);
    await updateAdministrativeUnit(test.directory, administrator, unit.id, { description: 'The north' }, [ben!.id]);
    await updateAdministrativeUnit(test.directory, administrator, unit.id, { description: 'The north' });
    await take(ann!);
    expect((await membersOf(administrator)).ids).toEqual([ben!.id, group.id, device.id]);
    const facts = (await changesAfter(test.directory, place))
      .slice(2)
      .map(({ cause, facts: all }) => [
        cause.operation,
        ...all.map(({ objectType, changes }) => `${objectType} ${JSON.stringify(changes)}`),
      ]);
    const moved = (before: unknown, after: unknown) =>
      `administrativeUnit ${JSON.stringify({ members: [before, after] })}`;
    expect(facts).toEqual([
      ['add-unit-members', ...[group.id, device.id].sort().map((id) => moved(null, id))],
      ['update-administrative-unit', 'administrativeUnit {"description":[null,"The north"]}', moved(null, ben!.id)],
      ['remove-unit-member', moved(ann!.id, null)],
    ]);
  });

  it('loses everything when it is deleted, and has it again when it is restored', async () => {
    await giveRole(test.directory, 'User Administrator', gus!, scope());
    await deleteAdministrativeUnit(test.directory, administrator, unit.id);
    expect(await unitsOf(administrator, ann!)).toEqual([]);
    expect(await city(await as(gus), ann)).toBe(refused);
    expect(await codeOf(deleteAdministrativeUnit(test.directory, administrator, unit.id))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(put(ben!))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(giveRole(test.directory, 'User Administrator', ben!, scope()))).toBe('RESOURCE_NOT_FOUND');
    await restoreDeletedItem(test.directory, administrator, unit.id);
    expect(await unitsOf(administrator, ann!)).toEqual([unit.id]);
    expect(await city(await as(gus), ann)).toBe('none');
    await deleteAdministrativeUnit(test.directory, administrator, unit.id);
    await purgeDeletedItem(test.directory, administrator, unit.id);
    expect(await listRoleAssignments(test.directory, administrator)).toEqual([]);
  });

  it('is left by whoever is deleted, and entered again by whoever is restored', async () => {
    await deleteUser(test.directory, administrator, ann!.id);
    expect(await membersOf(administrator)).toEqual({ ids: [], count: 0 });
    await restoreDeletedItem(test.directory, administrator, ann!.id);
    expect(await membersOf(administrator)).toEqual({ ids: [ann!.id], count: 1 });
  });

  it('refuses what cannot be in it', async () => {
    const { principal } = await anApplication(test.directory);
    expect(await codeOf(put(principal))).toBe('MEMBER_TYPE_NOT_ALLOWED');
    expect(await codeOf(put(unit))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(put({ id: newObjectId() }))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(put(ben!, ann!))).toBe('UNIT_MEMBER_EXISTS');
    expect(await codeOf(take(ben!))).toBe('RESOURCE_NOT_FOUND');
    const many = Array.from({ length: 21 }, () => ({ id: newObjectId() }));
    expect(await codeOf(put(...many))).toBe('TOO_MANY_REFERENCES');
    expect(await codeOf(aUnit({}, ...many))).toBe('TOO_MANY_REFERENCES');
    expect(await codeOf(aUnit({ displayName: '' }))).toBe('PROPERTY_REQUIRED');
    expect(await codeOf(aUnit({ visibility: 'Secret' }))).toBe('PROPERTY_INVALID');
    expect(await codeOf(aUnit({ displayName: 'x'.repeat(257) }))).toBe('PROPERTY_INVALID');
  });

  it('is one of thirty at most that hold an object; groups do not count', async () => {
    for (let i = 0; i < 3; i++) {
      const group = await aGroup(test.directory);
      await addMembers(test.directory, administrator, group.id, [ben!.id]);
    }
    for (let i = 0; i < maxUnitsOfObject; i++) await aUnit({}, ben!);
    expect(await codeOf(put(ben!))).toBe('TOO_MANY_UNITS');
    expect(await codeOf(put(gus!))).toBe('none');
  });

  it('of groups is not one of their members, at whatever depth', async () => {
    const [inner, outer] = [await aGroup(test.directory), await aGroup(test.directory)];
    await addMembers(test.directory, administrator, inner.id, [ben!.id]);
    await addMembers(test.directory, administrator, outer.id, [inner.id]);
    const other = await aUnit({}, inner, outer);
    expect(await unitsOf(administrator, ben!, 'transitiveMemberOf')).toEqual([]);
    expect(await unitsOf(administrator, inner, 'transitiveMemberOf')).toEqual([other.id]);
    const both = await related(administrator, 'transitiveMemberOf', ben!.id, ['group', 'administrativeUnit']);
    expect(both).toEqual({ ids: [inner.id, outer.id], count: 2 });
    expect(await getMemberGroups(test.directory, administrator, 'user', ben!.id, false)).toEqual([inner.id, outer.id]);
    await put(ben!);
    expect(await unitsOf(administrator, ben!, 'transitiveMemberOf')).toEqual([unit.id]);
    const question = { groupId: unit.id, memberId: ann!.id, at: null };
    expect(await codeOf(explainMembership(test.directory, administrator, question))).toBe('RESOURCE_NOT_FOUND');
  });
});

describe('who sees administrative units', () => {
  it('members do, and who is in them; guests know of none', async () => {
    await put(gus!);
    expect(await membersOf(await as(ben))).toEqual({ ids: [ann!.id, gus!.id], count: 2 });
    expect(await unitsOf(await as(ben), ann!)).toEqual([unit.id]);
    const guest = await as(gus);
    expect(await codeOf(getObject(test.directory, guest, 'administrativeUnit', unit.id))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(membersOf(guest))).toBe('RESOURCE_NOT_FOUND');
    expect(await unitsOf(guest, gus!)).toEqual([]);
  });

  it('of hidden membership only those who are in it or administer it, and nobody finds it the other way round', async () => {
    await updateAdministrativeUnit(test.directory, administrator, unit.id, { visibility: 'HiddenMembership' });
    expect(await membersOf(await as(ben))).toEqual({ ids: [], count: 0 });
    expect(await unitsOf(await as(ben), ann!)).toEqual([]);
    expect(await membersOf(await as(ann))).toEqual({ ids: [ann!.id], count: 1 });
    expect(await unitsOf(await as(ann), ann!)).toEqual([unit.id]);
    const { id } = await giveRole(test.directory, 'Helpdesk Administrator', ben!, scope());
    expect(await membersOf(await as(ben))).toEqual({ ids: [ann!.id], count: 1 });
    await removeRoleAssignment(test.directory, administrator, { id });
    expect((await membersOf(await as(ben))).ids).toEqual([]);
    await giveRole(test.directory, 'Global Reader', ben!);
    expect((await membersOf(await as(ben))).ids).toEqual([ann!.id]);
    expect(await unitsOf(await as(ben), ann!)).toEqual([unit.id]);
  });
});

describe('a role in an administrative unit', () => {
  it('reaches what is in the unit and nothing else, from the next request on and on every node', async () => {
    await giveRole(test.directory, 'User Administrator', ben!, scope());
    const [inside, outside] = [await aGroup(test.directory), await aGroup(test.directory)];
    await put(inside);
    const caller = await as(ben);
    const describeGroup = (id: ObjectId) =>
      codeOf(updateGroup(test.directory, caller, id, { properties: { description: 'x' } }));
    expect([await city(caller, ann), await city(caller, gus), await city(caller, ben)]).toEqual([
      'none',
      refused,
      refused,
    ]);
    expect([await describeGroup(inside.id), await describeGroup(outside.id)]).toEqual(['none', refused]);
    // Who is in a group of the unit is not in the unit.
    await addMembers(test.directory, administrator, inside.id, [gus!.id]);
    expect(await city(caller, gus)).toBe(refused);
    const other = await test.secondNode();
    await addUnitMembers(other.directory, administrator, unit.id, [gus!.id]);
    await removeUnitMember(other.directory, administrator, unit.id, ann!.id);
    expect([await city(caller, gus), await city(caller, ann)]).toEqual(['none', refused]);
    const elsewhere = await asPerson(other.directory, ben!);
    expect(await codeOf(updateUser(other.directory, elsewhere, gus!.id, { city: 'Bonn' }))).toBe('none');
  });

  it('over devices reaches devices, and no people', async () => {
    const [inside, outside] = [await aDevice(test.directory), await aDevice(test.directory)];
    await put(inside);
    await giveRole(test.directory, 'Cloud Device Administrator', ben!, scope());
    const disable = async (id: ObjectId) =>
      codeOf(updateDevice(test.directory, await as(ben), id, { accountEnabled: false }));
    expect([await disable(inside.id), await disable(outside.id)]).toEqual(['none', refused]);
    expect(await city(await as(ben), ann)).toBe(refused);
  });

  it('lets a guest see the unit and what is in it, whole, and nothing more of the rest', async () => {
    await giveRole(test.directory, 'Helpdesk Administrator', gus!, scope());
    const device = await aDevice(test.directory);
    await put(device);
    const guest = await as(gus);
    expect(await membersOf(guest)).toEqual({ ids: [ann!.id, device.id], count: 2 });
    const seen = async (user: User) => (await getObject(test.directory, guest, 'user', user.id)).properties;
    expect([(await seen(ann!)).accountEnabled, (await seen(ben!)).accountEnabled]).toEqual([true, undefined]);
    expect((await getObject(test.directory, guest, 'administrativeUnit', unit.id)).properties.displayName).toBe(
      'Hamburg',
    );
    const other = await aUnit({}, ben!);
    expect(await codeOf(membersOf(guest, other))).toBe('RESOURCE_NOT_FOUND');
    expect(await unitsOf(guest, ann!)).toEqual([]);
  });

  it('guards accounts of administrators as everywhere', async () => {
    await giveRole(test.directory, 'Password Administrator', ben!, scope());
    const reset = async (user: User) => codeOf(resetPassword(test.directory, await as(ben), user.id));
    expect(await reset(ann!)).toBe('none');
    const { id } = await giveRole(test.directory, 'Exchange Administrator', ann!);
    expect(await reset(ann!)).toBe(refused);
    await removeRoleAssignment(test.directory, administrator, { id });
    expect(await reset(ann!)).toBe('none');
    // A role in another unit guards as well.
    const other = await aUnit();
    await giveRole(test.directory, 'User Administrator', ann!, `/administrativeUnits/${other.id}`);
    expect(await reset(ann!)).toBe(refused);
  });

  it('does not let its holder grow: units, roles, role-assignable groups, guests made members, rules over everybody', async () => {
    const assignable = await aGroup(test.directory, undefined, { isAssignableToRole: true });
    const dynamic = await aGroup(test.directory, 'user.city -eq "Nowhere"');
    await put(assignable, dynamic, gus!);
    await giveRole(test.directory, 'User Administrator', gus!, scope());
    await giveRole(test.directory, 'Groups Administrator', gus!, scope());
    const all = await createRoleDefinition(test.directory, administrator, {
      displayName: 'All of it',
      description: null,
      isEnabled: true,
      actions: [
        'microsoft.directory/administrativeUnits/allProperties/allTasks',
        'microsoft.directory/roleAssignments/allProperties/allTasks',
        'microsoft.directory/users/convertExternalToInternalMemberUser',
      ],
      version: null,
    });
    const held = { roleDefinitionId: all.id, principalId: gus!.id, directoryScopeId: scope() };
    await assignRole(test.directory, administrator, held);
    const caller = await as(gus);
    const { directory } = test;
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => addUnitMembers(directory, caller, unit.id, [ben!.id]),
      () => removeUnitMember(directory, caller, unit.id, ann!.id),
      () => updateAdministrativeUnit(directory, caller, unit.id, { displayName: 'Mine' }),
      () => deleteAdministrativeUnit(directory, caller, unit.id),
      () => createAdministrativeUnit(directory, caller, { displayName: 'Mine' }),
      () => assignRole(directory, caller, { ...held, principalId: ann!.id }),
      () => addMembers(directory, caller, assignable.id, [gus!.id]),
      () => updateUser(directory, caller, gus!.id, { userType: 'Member' }),
      () => updateGroup(directory, caller, dynamic.id, { properties: { membershipRule: 'user.city -ne null' } }),
      () => createUser(directory, caller, { properties: {} }),
    ];
    for (const attempt of attempts)
      expect([attempt.toString(), await codeOf(attempt())]).toEqual([attempt.toString(), refused]);
    // Whoever reads everybody learns nothing by a rule.
    await giveRole(test.directory, 'Groups Administrator', ben!, scope());
    const properties = { membershipRule: 'user.city -eq "Everywhere"' };
    expect(await codeOf(updateGroup(directory, await as(ben), dynamic.id, { properties }))).toBe('none');
  });

  it('lets its holder create inside the unit, and only there', async () => {
    await giveRole(test.directory, 'User Administrator', ben!, scope());
    const caller = await as(ben);
    const name = newObjectId().slice(0, 8);
    const person = {
      accountEnabled: true,
      displayName: name,
      mailNickname: name,
      userPrincipalName: `${name}@contoso.com`,
      passwordProfile: { password: 'Correct-Horse-7' },
    };
    expect(await codeOf(createUser(test.directory, caller, { properties: person }))).toBe(refused);
    const other = await aUnit();
    expect(await codeOf(createUser(test.directory, caller, { properties: person, unitId: other.id }))).toBe(refused);
    const user = await createUser(test.directory, caller, { properties: person, unitId: unit.id });
    expect(await city(await as(ben), user)).toBe('none');
    const draft = { displayName: name, mailEnabled: false, mailNickname: name, securityEnabled: true };
    const group = await createGroup(test.directory, caller, { properties: draft, unitId: unit.id });
    expect((await membersOf(administrator)).ids).toEqual([ann!.id, user.id, group.id]);
    // Not the owner: what a role allows ends with the role.
    expect((await related(administrator, 'owners', group.id, ['user'])).ids).toEqual([]);
    const assignable = { ...draft, isAssignableToRole: true };
    expect(await codeOf(createGroup(test.directory, caller, { properties: assignable, unitId: unit.id }))).toBe(
      refused,
    );
    // Who creates users everywhere does not decide what is in units.
    await giveRole(test.directory, 'User Administrator', gus!);
    const elsewhere = { ...person, userPrincipalName: `${name}2@contoso.com` };
    const wide = await as(gus);
    expect(await codeOf(createUser(test.directory, wide, { properties: elsewhere, unitId: unit.id }))).toBe(refused);
    await giveRole(test.directory, 'Privileged Role Administrator', gus!);
    const both = await as(gus);
    expect(await codeOf(createUser(test.directory, both, { properties: elsewhere, unitId: newObjectId() }))).toBe(
      'RESOURCE_NOT_FOUND',
    );
    expect(await codeOf(createUser(test.directory, both, { properties: elsewhere, unitId: unit.id }))).toBe('none');
  });

  it('is for roles that make sense in units', async () => {
    const give = (role: string) => codeOf(giveRole(test.directory, role, ben!, scope()));
    const narrow = ['Authentication Administrator', 'Groups Administrator', 'Helpdesk Administrator'];
    for (const role of narrow) expect([role, await give(role)]).toEqual([role, 'none']);
    for (const role of ['Global Administrator', 'Privileged Role Administrator', 'Application Administrator']) {
      expect([role, await give(role)]).toEqual([role, 'ROLE_SCOPE_NOT_ALLOWED']);
    }
  });

  it('is held for a time, and activated by whoever is eligible', async () => {
    const request: NewAccessRequest = {
      kind: 'assignment',
      action: 'adminAssign',
      principalId: ben!.id,
      held: { type: 'role', id: '729827e3-9c14-49f7-bb1b-9608f156bbb8' as ObjectId, scope: scope() },
      justification: 'x',
      ticket: null,
      wanted: { startsAt: null, expiration: 'afterDuration', duration: 'PT2H', endsAt: null },
      isValidationOnly: false,
    };
    const ask = (caller: Caller, more: Partial<NewAccessRequest>) =>
      requestAccess(test.directory, caller, { ...request, ...more });
    await ask(administrator, {});
    const endSessions = async () => codeOf(revokeSignInSessions(test.directory, await as(ben), ann!.id));
    expect(await endSessions()).toBe('none');
    const held = await listScopedRoleMembers(test.directory, administrator, { unitId: unit.id });
    const { displayName } = ben!.properties;
    expect(held).toMatchObject([{ unitId: unit.id, memberId: ben!.id, memberName: displayName }]);
    test.at('2026-06-15T14:00:00Z');
    expect(await endSessions()).toBe(refused);
    expect(await listScopedRoleMembers(test.directory, administrator, { userId: ben!.id })).toEqual([]);
    const forever = { startsAt: null, expiration: 'noExpiration', duration: null, endsAt: null } as const;
    await ask(administrator, { kind: 'eligibility', wanted: forever });
    expect(await endSessions()).toBe(refused);
    const proved = await resolvePerson(test.directory, {
      userId: ben!.id,
      issuedAt: test.directory.clock(),
      client: { appId: newObjectId(), name: 'Portal' },
      scopes: allScopes,
      requestId: null,
      amr: ['pwd', 'mfa'],
    });
    await ask(proved, { action: 'selfActivate', wanted: null });
    expect(await endSessions()).toBe('none');
    expect(
      await codeOf(
        ask(administrator, {
          kind: 'eligibility',
          held: { ...request.held, scope: `/administrativeUnits/${newObjectId()}` } as NewAccessRequest['held'],
        }),
      ),
    ).toBe('RESOURCE_NOT_FOUND');
  });

  it('over Microsoft 365 groups leaves security groups alone', async () => {
    const [team, group] = [await aTeam(test.directory), await aGroup(test.directory)];
    await put(team, group);
    await giveRole(test.directory, 'Teams Administrator', ben!, scope());
    const rename = async (id: ObjectId) =>
      codeOf(updateGroup(test.directory, await as(ben), id, { properties: { description: 'x' } }));
    expect([await rename(team.id), await rename(group.id)]).toEqual(['none', refused]);
  });
});
