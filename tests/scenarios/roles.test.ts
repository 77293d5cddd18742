import {
  addMembers,
  addOwners,
  assignRole,
  createRoleDefinition,
  createTemporaryAccessPass,
  deleteGroup,
  deleteUser,
  type Group,
  getRoleDefinition,
  listDirectoryRoles,
  listRoleAssignments,
  listRoleHolders,
  listSecondFactors,
  listTransitiveRoleAssignments,
  purgeDeletedItem,
  recoverAdministrator,
  removeMember,
  removeRoleAssignment,
  rolesOfMember,
  type User,
  updateGroup,
  updateRoleDefinition,
  updateUser,
  verifySecret,
  writePeople,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplication, asPerson, giveRole, somePeople } from './builders.ts';
import { identityOf, inviting, newAddress, redeeming } from './invited-people.ts';
import { changesAfter, codeOf, logHead } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben, gus]: User[] = [];
beforeEach(async () => {
  test = await testDirectory();
  [ann, ben, gus] = await somePeople(test.directory, [{}, {}, { userType: 'Guest' }]);
});
afterEach(() => test.close());

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10' as ObjectId;
const roleGroup = () => aGroup(test.directory, undefined, { isAssignableToRole: true });
const namesOf = async (user: User) => {
  const { actor } = await asPerson(test.directory, user);
  return actor.kind === 'user' ? actor.rights.roles.map((role) => role.displayName) : [];
};
const draft = (actions: readonly string[]) => ({
  displayName: 'Own role',
  description: 'For a test',
  isEnabled: true,
  actions,
  version: null,
});

describe('an assignment', () => {
  it('counts until it is removed, and both stand in the change log', async () => {
    const place = await logHead(test);
    const { id } = await giveRole(test.directory, 'User Administrator', gus!);
    expect(await namesOf(gus!)).toEqual(['User Administrator']);
    const caller = await asPerson(test.directory, gus!);
    expect(await codeOf(updateUser(test.directory, caller, ann!.id, { city: 'Ulm' }))).toBe('none');
    await removeRoleAssignment(test.directory, administrator, { id });
    expect(await namesOf(gus!)).toEqual([]);
    const later = await asPerson(test.directory, gus!);
    expect(await codeOf(updateUser(test.directory, later, ann!.id, { city: 'Bonn' }))).toBe('INSUFFICIENT_PRIVILEGES');
    const facts = (await changesAfter(test.directory, place)).map(({ cause, facts: all }) => [
      cause.operation,
      ...all.map(({ objectType, action }) => `${objectType} ${action}`),
    ]);
    expect(facts).toEqual([
      ['assign-role', 'roleAssignment create', 'directoryRole create'],
      ['update-user', 'user update'],
      ['remove-role-assignment', 'roleAssignment purge'],
    ]);
  });

  it('at one object reaches that object alone', async () => {
    const [one, two] = [await aGroup(test.directory), await aGroup(test.directory)];
    await giveRole(test.directory, 'Groups Administrator', gus!, `/${one.id}`);
    const caller = await asPerson(test.directory, gus!);
    const change = (group: Group) =>
      updateGroup(test.directory, caller, group.id, { properties: { description: 'x' } });
    expect(await codeOf(change(one))).toBe('none');
    expect(await codeOf(change(two))).toBe('INSUFFICIENT_PRIVILEGES');
  });

  it('is refused at places that are none, and to principals that cannot hold it', async () => {
    const group = await aGroup(test.directory);
    const { application } = await anApplication(test.directory);
    const give = (scope: string, role = 'Groups Administrator') => codeOf(giveRole(test.directory, role, ann!, scope));
    expect(await give('everywhere')).toBe('ROLE_SCOPE_NOT_ALLOWED');
    expect(await give(`/${newObjectId()}`)).toBe('RESOURCE_NOT_FOUND');
    expect(await give(`/administrativeUnits/${newObjectId()}`)).toBe('RESOURCE_NOT_FOUND');
    expect(await give(`/${application.id}`)).toBe('ROLE_SCOPE_NOT_ALLOWED');
    expect(await give(`/${application.id}`, 'Application Administrator')).toBe('none');
    expect(await give(`/${group.id}`, 'Global Administrator')).toBe('ROLE_SCOPE_NOT_ALLOWED');
    expect(await codeOf(giveRole(test.directory, 'Reports Reader', group))).toBe('ROLE_PRINCIPAL_NOT_ALLOWED');
    expect(await codeOf(giveRole(test.directory, 'Reports Reader', application))).toBe('ROLE_PRINCIPAL_NOT_ALLOWED');
    expect(await codeOf(giveRole(test.directory, 'Reports Reader', { id: newObjectId() }))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(giveRole(test.directory, 'Reports Reader', await roleGroup()))).toBe('none');
  });

  it('goes with the principal or the object that is removed for good', async () => {
    await giveRole(test.directory, 'Reports Reader', ann!);
    const group = await aGroup(test.directory);
    await giveRole(test.directory, 'Groups Administrator', ben!, `/${group.id}`);
    await deleteUser(test.directory, administrator, ann!.id);
    await deleteGroup(test.directory, administrator, group.id);
    expect(await listRoleAssignments(test.directory, administrator)).toHaveLength(2);
    await purgeDeletedItem(test.directory, administrator, ann!.id);
    await purgeDeletedItem(test.directory, administrator, group.id);
    expect(await listRoleAssignments(test.directory, administrator)).toEqual([]);
  });
});

describe('a group that holds a role', () => {
  it('gives it to its direct members while it lives', async () => {
    const group = await roleGroup();
    await giveRole(test.directory, 'Reports Reader', group);
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    const other = await test.secondNode();
    expect((await asPerson(other.directory, ann!)).actor).toMatchObject({
      rights: { roles: [{ displayName: 'Reports Reader', viaGroup: group.id }] },
    });
    const transitive = (id: ObjectId) => listTransitiveRoleAssignments(test.directory, administrator, id);
    expect(await transitive(ann!.id)).toMatchObject([{ principalId: group.id }]);
    expect(await transitive(ben!.id)).toEqual([]);
    const roles = (user: User, isTransitive: boolean) =>
      rolesOfMember(test.directory, administrator, 'user', user.id, isTransitive);
    expect([await roles(ann!, false), (await roles(ann!, true)).length, await roles(ben!, true)]).toEqual([[], 1, []]);
    await removeMember(test.directory, administrator, group.id, ann!.id);
    expect(await namesOf(ann!)).toEqual([]);
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    expect(await namesOf(ann!)).toEqual(['Reports Reader']);
    await deleteGroup(test.directory, administrator, group.id);
    expect(await namesOf(ann!)).toEqual([]);
  });

  it('is out of reach for ordinary administrators of groups; its owner manages it', async () => {
    const group = await roleGroup();
    await giveRole(test.directory, 'Groups Administrator', ann!);
    await giveRole(test.directory, 'User Administrator', ann!);
    const limited = await asPerson(test.directory, ann!);
    for (const work of [
      () => addMembers(test.directory, limited, group.id, [gus!.id]),
      () => updateGroup(test.directory, limited, group.id, { properties: { displayName: 'x' } }),
      () => addOwners(test.directory, limited, 'group', group.id, [ben!.id]),
      () => deleteGroup(test.directory, limited, group.id),
    ]) {
      await expect(work()).rejects.toMatchObject({
        code: 'INSUFFICIENT_PRIVILEGES',
        extras: { inner: { anyOf: ['Global Administrator', 'Privileged Role Administrator'] } },
      });
    }
    await addOwners(test.directory, administrator, 'group', group.id, [ben!.id]);
    const owner = await asPerson(test.directory, ben!);
    expect(await codeOf(addMembers(test.directory, owner, group.id, [gus!.id]))).toBe('none');
    await giveRole(test.directory, 'Privileged Role Administrator', gus!);
    const privileged = await asPerson(test.directory, gus!);
    expect(await codeOf(addMembers(test.directory, privileged, group.id, [ann!.id]))).toBe('none');
  });

  it('never follows a rule', async () => {
    const group = await roleGroup();
    const properties = { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "Ulm"' };
    expect(await codeOf(updateGroup(test.directory, administrator, group.id, { properties }))).toBe(
      'ROLE_ASSIGNABLE_GROUP',
    );
    expect(
      await codeOf(updateGroup(test.directory, administrator, group.id, { properties: { isAssignableToRole: false } })),
    ).toBe('PROPERTY_READ_ONLY');
  });
});

describe('a role of the organisation', () => {
  it('allows what its actions say, from the next request on, while it is switched on', async () => {
    const made = await createRoleDefinition(
      test.directory,
      administrator,
      draft(['MICROSOFT.directory/users/basic/update', 'microsoft.directory/users/standard/read']),
    );
    expect(made).toMatchObject({ isBuiltIn: false, isPrivileged: false });
    expect(made.actions).toEqual(['microsoft.directory/users/basic/update', 'microsoft.directory/users/standard/read']);
    const held = { roleDefinitionId: made.id, principalId: gus!.id, directoryScopeId: '/' };
    await assignRole(test.directory, administrator, held);
    const city = async (value: string) =>
      codeOf(updateUser(test.directory, await asPerson(test.directory, gus!), ann!.id, { city: value }));
    expect(await city('Ulm')).toBe('none');
    await updateRoleDefinition(test.directory, administrator, made.id, { isEnabled: false });
    expect(await city('Bonn')).toBe('INSUFFICIENT_PRIVILEGES');
    await updateRoleDefinition(test.directory, administrator, made.id, {
      isEnabled: true,
      actions: ['microsoft.directory/users/password/update'],
    });
    expect(await city('Bonn')).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await getRoleDefinition(test.directory, administrator, made.id)).toMatchObject({ isPrivileged: true });
    // Built-in roles that have been used, and no others.
    expect(await listDirectoryRoles(test.directory, administrator)).toEqual([]);
  });

  it('is made of known actions, and of some', async () => {
    const make = (actions: readonly string[]) =>
      codeOf(createRoleDefinition(test.directory, administrator, draft(actions)));
    expect(await make([])).toBe('PROPERTY_REQUIRED');
    expect(await make(['microsoft.directory/everything'])).toBe('PROPERTY_INVALID');
  });

  it('makes its holder an administrator whose account is guarded', async () => {
    const made = await createRoleDefinition(
      test.directory,
      administrator,
      draft(['microsoft.directory/users/standard/read']),
    );
    await assignRole(test.directory, administrator, {
      roleDefinitionId: made.id,
      principalId: ann!.id,
      directoryScopeId: '/',
    });
    await giveRole(test.directory, 'User Administrator', ben!);
    const caller = await asPerson(test.directory, ben!);
    expect(await codeOf(updateUser(test.directory, caller, ann!.id, { accountEnabled: false }))).toBe(
      'INSUFFICIENT_PRIVILEGES',
    );
  });
});

describe('the last Global Administrator', () => {
  const last = 'LAST_GLOBAL_ADMINISTRATOR';
  const disable = (user: User) => updateUser(test.directory, administrator, user.id, { accountEnabled: false });
  const take = (user: User) =>
    removeRoleAssignment(test.directory, administrator, {
      roleId: globalAdministrator,
      principalId: user.id,
      scope: '/',
    });

  it('stays, whatever the path', async () => {
    await giveRole(test.directory, 'Global Administrator', ann!);
    const write = (properties: object) =>
      writePeople(test.directory, administrator, 'import', [
        { kind: 'update', id: ben!.id, properties: { city: 'Ulm' } },
        { kind: 'update', id: ann!.id, properties: properties as never },
      ]);
    for (const work of [
      () => take(ann!),
      () => disable(ann!),
      () => deleteUser(test.directory, administrator, ann!.id),
      () => updateUser(test.directory, administrator, ann!.id, { userType: 'Guest' }),
      () => write({ accountEnabled: false }),
      () => write({ userType: 'Guest' }),
      () => write({ externalUserState: 'PendingAcceptance' }),
    ]) {
      expect(await codeOf(work())).toBe(last);
    }
    expect(await codeOf(updateUser(test.directory, administrator, ann!.id, { city: 'Ulm' }))).toBe('none');
    await giveRole(test.directory, 'Global Administrator', ben!);
    await disable(ben!);
    expect(await codeOf(take(ann!))).toBe(last);
    await updateUser(test.directory, administrator, ben!.id, { accountEnabled: true });
    expect(await codeOf(take(ann!))).toBe('none');
    expect(await listRoleHolders(test.directory, administrator, globalAdministrator)).toMatchObject([{ id: ben!.id }]);
  });

  it('stays in the group that gives the role', async () => {
    const group = await roleGroup();
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    const { id } = await giveRole(test.directory, 'Global Administrator', group);
    for (const work of [
      () => removeRoleAssignment(test.directory, administrator, { id }),
      () => removeMember(test.directory, administrator, group.id, ann!.id),
      () => deleteGroup(test.directory, administrator, group.id),
      () => deleteUser(test.directory, administrator, ann!.id),
      () => disable(ann!),
    ]) {
      expect(await codeOf(work())).toBe(last);
    }
    await addMembers(test.directory, administrator, group.id, [ben!.id]);
    expect(await codeOf(removeMember(test.directory, administrator, group.id, ann!.id))).toBe('none');
    expect(await codeOf(removeMember(test.directory, administrator, group.id, ben!.id))).toBe(last);
    const other = await roleGroup();
    await addMembers(test.directory, administrator, other.id, [ben!.id]);
    expect(await codeOf(deleteGroup(test.directory, administrator, other.id))).toBe('none');
    await giveRole(test.directory, 'Global Administrator', gus!);
    expect(await codeOf(deleteGroup(test.directory, administrator, group.id))).toBe('none');
  });

  it('stays when two go at the same time, on two nodes', async () => {
    await giveRole(test.directory, 'Global Administrator', ann!);
    await giveRole(test.directory, 'Global Administrator', ben!);
    const other = await test.secondNode();
    const codes = await Promise.all([
      codeOf(deleteUser(test.directory, administrator, ann!.id)),
      codeOf(updateUser(other.directory, administrator, ben!.id, { accountEnabled: false })),
    ]);
    expect(codes.sort()).toEqual([last, 'none'].sort());
  });

  it('is nobody who has yet to accept an invitation', async () => {
    await giveRole(test.directory, 'Global Administrator', ann!);
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    await giveRole(test.directory, 'Global Administrator', invitation.user);
    expect(await codeOf(take(ann!))).toBe(last);
    await redeeming(test.directory, invitation, identityOf(address));
    expect(await codeOf(take(ann!))).toBe('none');
  });

  it('does not keep a directory without one from anything', async () => {
    await disable(ann!);
    const { id } = await giveRole(test.directory, 'Global Administrator', ann!);
    expect(await codeOf(removeRoleAssignment(test.directory, administrator, { id }))).toBe('none');
    expect(await codeOf(deleteUser(test.directory, administrator, ben!.id))).toBe('none');
  });

  it('is recovered on the machine, and the log says so', async () => {
    await disable(ann!);
    const pass = { lifetimeInMinutes: null, isUsableOnce: false, startsAt: null };
    await createTemporaryAccessPass(test.directory, administrator, ann!.id, pass);
    const place = await logHead(test);
    const recovery = await recoverAdministrator(test.directory, ann!.id, 'Correct-Horse-9');
    expect(recovery).toMatchObject({ wasDisabled: true, wasNoAdministrator: true, removedFactors: 1 });
    expect(await listSecondFactors(test.directory, ann!.id)).toEqual([]);
    expect(await namesOf(ann!)).toEqual(['Global Administrator']);
    const [change] = await changesAfter(test.directory, place);
    expect(change!.cause).toMatchObject({ operation: 'recover-administrator', actor: { kind: 'operator' } });
    const [row] = await test.query<{ hash: string; must_change: boolean }>(
      'select hash, must_change from password_hashes where user_id = $1',
      [ann!.id],
    );
    expect([await verifySecret(row!.hash, 'Correct-Horse-9'), row!.must_change]).toEqual([true, true]);
    const again = await recoverAdministrator(test.directory, ann!.id, 'Correct-Horse-9');
    expect(again).toMatchObject({ wasDisabled: false, wasNoAdministrator: false, removedFactors: 0 });
    expect(await codeOf(recoverAdministrator(test.directory, newObjectId(), 'Correct-Horse-9'))).toBe(
      'RESOURCE_NOT_FOUND',
    );
  });
});

describe('limits', () => {
  const tooMany = 'TOO_MANY_ROLES';

  it('of roles held by one principal, and of groups that can hold roles', async () => {
    const own = await createRoleDefinition(
      test.directory,
      administrator,
      draft(['microsoft.directory/groups/basic/update']),
    );
    const hold = (roleDefinitionId: string, principalId: ObjectId, scope: string) =>
      codeOf(assignRole(test.directory, administrator, { roleDefinitionId, principalId, directoryScopeId: scope }));
    const group = await aGroup(test.directory);
    const fill = (roleId: string, principal: ObjectId, count: number) =>
      test.query(
        `insert into role_assignments (id, role_id, principal_id, principal_type, scope, created_at, starts_at, is_begun)
          select gen_random_uuid(), $1, $2, 'user', '/' || gen_random_uuid(), now(), now(), true from generate_series(1, $3::int)`,
        [roleId, principal, count],
      );
    await fill(own.id, ann!.id, 150);
    expect(await hold(own.id, ann!.id, '/')).toBe(tooMany);
    const groupsAdministrator = 'fdd7a751-b60b-444a-984c-02652fe8fa1c';
    expect(await hold(groupsAdministrator, ann!.id, '/')).toBe('none');
    await fill(groupsAdministrator, ben!.id, 100);
    expect(await hold(groupsAdministrator, ben!.id, `/${group.id}`)).toBe(tooMany);
    await test.query(
      `insert into groups (id, number, version, rule_version, display_name, mail_nickname, mail_enabled,
          security_enabled, group_types, is_assignable_to_role)
        select gen_random_uuid(), nextval('object_number'), 1, 0, 'g', 'g', false, true, '[]', true
        from generate_series(1, 500)`,
    );
    expect(await codeOf(roleGroup())).toBe(tooMany);
    expect(await codeOf(aGroup(test.directory))).toBe('none');
  });
});
