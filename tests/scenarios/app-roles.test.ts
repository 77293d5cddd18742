import {
  type AppRoleOwner,
  addMembers,
  addOwners,
  appAccessOfApplication,
  appAccessOfPerson,
  assignAppRole,
  createApplication,
  createServicePrincipal,
  deleteGroup,
  deleteUser,
  type Group,
  getAppRoleAssignment,
  grantPermissions,
  listAppRoleAssignments,
  noAppRoleId,
  type Properties,
  permissionRoleId,
  removeAppRoleAssignment,
  removeMember,
  restoreDeletedItem,
  type ServicePrincipal,
  type User,
  updateApplication,
  updateUser,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplication, asPerson, aTeam, aUser, giveRole } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory({ dynamicGroups: 2 });
});
afterAll(() => test.close());

const none = noAppRoleId as ObjectId;

const aRole = (value: string | null, more: Properties = {}): Properties => ({
  id: newObjectId(),
  allowedMemberTypes: ['User'],
  displayName: value ?? 'Access',
  description: 'What it is for.',
  isEnabled: true,
  value,
  ...more,
});

/** An application that declares the roles. */
async function anAppWith(...appRoles: readonly Properties[]) {
  const properties = { displayName: 'Payroll', appRoles };
  const application = await createApplication(test.directory, administrator, { properties });
  const { appId } = application.properties;
  const principal = await createServicePrincipal(test.directory, administrator, { appId: appId! });
  return { application, principal, roleId: (at = 0) => appRoles[at]!.id as ObjectId };
}

const assign = (principal: { id: ObjectId }, resource: ServicePrincipal, appRoleId: ObjectId = none) =>
  assignAppRole(test.directory, administrator, { principalId: principal.id, resourceId: resource.id, appRoleId });
const accessOf = (person: User, resource: ServicePrincipal) =>
  appAccessOfPerson(test.directory, person.id, resource.id);
const page = { limit: 100, wantsCount: true };
const list = (owner: AppRoleOwner, filter = {}, caller = administrator) =>
  listAppRoleAssignments(test.directory, caller, owner, filter, page);
const ofUser = ({ id }: { id: ObjectId }): AppRoleOwner => ({ kind: 'principal', type: 'user', id });
const ofResource = ({ id }: { id: ObjectId }): AppRoleOwner => ({ kind: 'resource', id });

describe('roles that an application declares', () => {
  const declare = (...appRoles: readonly Properties[]) =>
    createApplication(test.directory, administrator, { properties: { displayName: 'x', appRoles } });

  it.each([
    ['no id', aRole('x', { id: null })],
    ['all zeros', aRole('x', { id: noAppRoleId })],
    ['no name', aRole('x', { displayName: null })],
    ['no description', aRole('x', { description: null })],
    ['nobody to be for', aRole('x', { allowedMemberTypes: [] })],
    ['somebody unknown to be for', aRole('x', { allowedMemberTypes: ['Device'] })],
    ['a space in the value', aRole('x y')],
    ['a dot before the value', aRole('.x')],
    ['too long a value', aRole('x'.repeat(121))],
  ])('with %s are refused', async (_, role) => {
    expect(await codeOf(declare(role))).toBe('PROPERTY_INVALID');
  });

  it('have ids and values of their own, and there are at most 400', async () => {
    const first = aRole('A');
    expect(await codeOf(declare(first, aRole('B', { id: first.id! })))).toBe('PROPERTY_INVALID');
    expect(await codeOf(declare(first, aRole('A')))).toBe('PROPERTY_INVALID');
    const many = Array.from({ length: 401 }, (_, n) => aRole(`V${n}`));
    expect(await codeOf(declare(...many))).toBe('PROPERTY_INVALID');
    expect(await codeOf(declare(...many.slice(1)))).toBe('none');
  });

  it('stand at the service principal too, and go only after they were disabled', async () => {
    const { application, principal } = await anAppWith(aRole('Reader'), aRole('Writer'));
    const roles = async () => {
      const found = await test.directory.store.read((session) =>
        session.objects.find('servicePrincipal', principal.id),
      );
      return (found!.properties.appRoles as readonly Properties[]).map(({ value }) => value);
    };
    expect(await roles()).toEqual(['Reader', 'Writer']);
    const stored = principal.properties.appRoles as readonly Properties[];
    const patch = (appRoles: readonly Properties[]) =>
      updateApplication(test.directory, administrator, 'application', application.id, { appRoles });
    expect(await codeOf(patch([stored[0]!]))).toBe('APP_ROLE_ENABLED');
    expect(await codeOf(patch([stored[0]!, { ...stored[1]!, value: 'Author' }]))).toBe('APP_ROLE_ENABLED');
    await patch([stored[0]!, { ...stored[1]!, isEnabled: false }]);
    await patch([stored[0]!]);
    expect(await roles()).toEqual(['Reader']);
  });
});

describe('assignments', () => {
  it('need a role of the right kind, or none where none is declared', async () => {
    const forBoth = aRole('Both', { allowedMemberTypes: ['Application', 'User'] });
    const app = await anAppWith(aRole('Reader'), aRole('Off', { isEnabled: false }), forBoth);
    const robots = await anAppWith(aRole('Robot', { allowedMemberTypes: ['Application'] }));
    const [ann, group, other] = [
      await aUser(test.directory),
      await aGroup(test.directory),
      await anApplication(test.directory),
    ];
    expect(await codeOf(assign(ann, app.principal))).toBe('APP_ROLE_UNKNOWN');
    expect(await codeOf(assign(ann, app.principal, app.roleId(1)))).toBe('APP_ROLE_UNKNOWN');
    expect(await codeOf(assign(ann, app.principal, newObjectId()))).toBe('APP_ROLE_UNKNOWN');
    expect(await codeOf(assign(other.principal, app.principal, app.roleId()))).toBe('APP_ROLE_UNKNOWN');
    expect(await codeOf(assign(group, robots.principal, robots.roleId()))).toBe('APP_ROLE_UNKNOWN');
    expect(await codeOf(assign({ id: newObjectId() }, app.principal, app.roleId()))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(assign(ann, { ...app.principal, id: newObjectId() }))).toBe('RESOURCE_NOT_FOUND');
    // Nothing that the application declares is for people.
    expect(await codeOf(assign(ann, robots.principal))).toBe('none');
    for (const each of [ann, group, other.principal]) await assign(each, app.principal, app.roleId(2));
    const types = (await list(ofResource(app.principal))).assignments.map(({ principalType }) => principalType);
    expect(types.toSorted()).toEqual(['Group', 'ServicePrincipal', 'User']);
  });

  it('of a group reach its direct members, dynamic ones at once, and nobody below', async () => {
    const app = await anAppWith(aRole('Reader'), aRole('Writer'));
    const [ann, ben, cid] = [await aUser(test.directory), await aUser(test.directory), await aUser(test.directory)];
    const [outer, inner] = [await aGroup(test.directory), await aGroup(test.directory)];
    const sales = await aGroup(test.directory, 'user.department -eq "Payroll readers"');
    await test.settle();
    const join = (group: Group, ...members: readonly { id: ObjectId }[]) =>
      addMembers(
        test.directory,
        administrator,
        group.id,
        members.map(({ id }) => id),
      );
    await join(outer, ann, inner);
    await join(inner, ben);
    await assign(outer, app.principal, app.roleId());
    await assign(sales, app.principal, app.roleId(1));
    await assign(ann, app.principal, app.roleId(1));
    expect(await accessOf(ann, app.principal)).toEqual({ isAssigned: true, roles: ['Reader', 'Writer'] });
    expect(await accessOf(ben, app.principal)).toEqual({ isAssigned: false, roles: [] });
    await updateUser(test.directory, administrator, cid.id, { department: 'Payroll readers' });
    expect(await accessOf(cid, app.principal)).toEqual({ isAssigned: true, roles: ['Writer'] });
    const { assignments, count } = await list(ofUser(ann));
    expect(count).toBe(2);
    expect(assignments.map(({ principalId }) => principalId).toSorted()).toEqual([ann.id, outer.id].toSorted());
    const inherited = assignments.find(({ principalType }) => principalType === 'Group')!;
    expect(inherited).toMatchObject({
      principalDisplayName: outer.properties.displayName,
      resourceDisplayName: 'Payroll',
    });
    // It is the group's to lose.
    const remove = (side: object) =>
      removeAppRoleAssignment(test.directory, administrator, side as never, inherited.id);
    expect(await codeOf(remove({ principalId: ann.id }))).toBe('RESOURCE_NOT_FOUND');
    await removeMember(test.directory, administrator, outer.id, ann.id);
    expect((await accessOf(ann, app.principal)).roles).toEqual(['Writer']);
    await remove({ principalId: outer.id });
    expect((await list(ofResource(app.principal))).count).toBe(2);
  });

  it('without a role give access and nothing to say', async () => {
    const { principal } = await anApplication(test.directory);
    const ann = await aUser(test.directory);
    expect((await accessOf(ann, principal)).isAssigned).toBe(false);
    const made = await assign(ann, principal);
    expect(await accessOf(ann, principal)).toEqual({ isAssigned: true, roles: [] });
    expect(await codeOf(assign(ann, principal))).toBe('APP_ROLE_ASSIGNED');
    await removeAppRoleAssignment(test.directory, administrator, { resourceId: principal.id }, made.id);
    expect((await accessOf(ann, principal)).isAssigned).toBe(false);
  });

  it('are filtered, paged, and found by their ids at both ends', async () => {
    const [one, two] = [await anApplication(test.directory), await anApplication(test.directory)];
    const ann = await aUser(test.directory);
    const made = [await assign(ann, one.principal), await assign(ann, two.principal)];
    const only = await list(ofUser(ann), { resourceId: two.principal.id });
    expect([only.count, only.assignments[0]!.id]).toEqual([1, made[1]!.id]);
    expect((await list(ofResource(one.principal), { resourceId: two.principal.id })).count).toBe(0);
    const first = await listAppRoleAssignments(test.directory, administrator, ofUser(ann), {}, { ...page, limit: 1 });
    const after = { limit: 1, wantsCount: false, after: first.next! };
    const second = await listAppRoleAssignments(test.directory, administrator, ofUser(ann), {}, after);
    const ids = [first, second].flatMap(({ assignments }) => assignments.map(({ id }) => id));
    expect([ids, second.next, second.count]).toEqual([made.map(({ id }) => id).toSorted(), null, null]);
    const at = (owner: AppRoleOwner) => getAppRoleAssignment(test.directory, administrator, owner, made[0]!.id);
    for (const owner of [ofUser(ann), ofResource(one.principal)]) expect((await at(owner)).id).toBe(made[0]!.id);
    expect(await codeOf(at(ofResource(two.principal)))).toBe('RESOURCE_NOT_FOUND');
  });

  it('of what is deleted do not show, and come back with it', async () => {
    const { principal } = await anApplication(test.directory);
    const [ann, group] = [await aUser(test.directory), await aTeam(test.directory)];
    for (const each of [ann, group]) await assign(each, principal);
    await deleteUser(test.directory, administrator, ann.id);
    await deleteGroup(test.directory, administrator, group.id);
    expect((await list(ofResource(principal))).assignments).toEqual([]);
    await restoreDeletedItem(test.directory, administrator, ann.id);
    expect((await list(ofResource(principal))).assignments.map(({ principalId }) => principalId)).toEqual([ann.id]);
  });

  it('to the directory’s own API are its permissions', async () => {
    const { principal } = await anApplication(test.directory);
    await grantPermissions(test.directory, administrator, principal.id, ['User.Read.All', 'User.Read.All']);
    const owner: AppRoleOwner = { kind: 'principal', type: 'servicePrincipal', id: principal.id };
    const [granted, ...others] = (await list(owner)).assignments;
    expect([others, granted!.appRoleId]).toEqual([[], permissionRoleId('User.Read.All')]);
    expect(granted!.appRoleId).toBe('df021288-bdef-4463-88db-98f22de89214');
    const graph = await test.directory.store.read((session) =>
      session.objects.find('servicePrincipal', granted!.resourceId),
    );
    await assign(principal, graph!, permissionRoleId('Group.Read.All'));
    const rolesNow = () => test.directory.store.read((session) => appAccessOfApplication(session, principal.id, graph));
    expect((await rolesNow()).roles).toEqual(['Group.Read.All', 'User.Read.All']);
    await removeAppRoleAssignment(test.directory, administrator, { principalId: principal.id }, granted!.id);
    expect((await rolesNow()).roles).toEqual(['Group.Read.All']);
  });
});

describe('who may', () => {
  it('owners and administrators of applications assign; permissions of the directory’s own API only who grants those', async () => {
    const app = await anAppWith(aRole('Reader'));
    const [owner, admin, ann] = [await aUser(test.directory), await aUser(test.directory), await aUser(test.directory)];
    await addOwners(test.directory, administrator, 'servicePrincipal', app.principal.id, [owner.id]);
    await giveRole(test.directory, 'Cloud Application Administrator', admin);
    const { principal: other } = await anApplication(test.directory);
    await grantPermissions(test.directory, administrator, other.id, ['User.Read.All']);
    const [graph] = (await list({ kind: 'principal', type: 'servicePrincipal', id: other.id })).assignments;
    const tries = async (person: User, resourceId: ObjectId, appRoleId: ObjectId, principalId: ObjectId) =>
      codeOf(
        assignAppRole(test.directory, await asPerson(test.directory, person), { principalId, resourceId, appRoleId }),
      );
    expect(await tries(ann, app.principal.id, app.roleId(), ann.id)).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await tries(owner, app.principal.id, app.roleId(), ann.id)).toBe('none');
    expect(await tries(owner, other.id, none, ann.id)).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await tries(admin, app.principal.id, app.roleId(), admin.id)).toBe('none');
    const permission = permissionRoleId('Directory.ReadWrite.All');
    for (const each of [owner, admin]) {
      expect(await tries(each, graph!.resourceId, permission, other.id)).toBe('INSUFFICIENT_PRIVILEGES');
    }
    await giveRole(test.directory, 'Privileged Role Administrator', ann);
    expect(await tries(ann, graph!.resourceId, permission, other.id)).toBe('none');
  });

  it('guests read their own assignments, and names only of what they see', async () => {
    const app = await anAppWith(aRole('Reader'));
    const gast = await aUser(test.directory, { userType: 'Guest' });
    const ann = await aUser(test.directory);
    for (const each of [gast, ann]) await assign(each, app.principal, app.roleId());
    const caller = await asPerson(test.directory, gast);
    expect((await list(ofUser(gast), {}, caller)).assignments).toHaveLength(1);
    for (const owner of [ofUser(ann), ofResource(app.principal)]) {
      expect(await codeOf(list(owner, {}, caller))).toBe('INSUFFICIENT_PRIVILEGES');
    }
  });

  it('nobody learns from them who is in a group with hidden membership', async () => {
    const { principal } = await anApplication(test.directory);
    const [ann, ben] = [await aUser(test.directory), await aUser(test.directory)];
    const hidden = await aTeam(test.directory, undefined, { visibility: 'HiddenMembership' });
    await addMembers(test.directory, administrator, hidden.id, [ann.id]);
    await assign(hidden, principal);
    const seenBy = async (person: User) =>
      (await list(ofUser(ann), {}, await asPerson(test.directory, person))).assignments.length;
    expect([await seenBy(ann), await seenBy(ben)]).toEqual([1, 0]);
  });
});
