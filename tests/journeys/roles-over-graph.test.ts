import { addMembers, type Group, type User } from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, giveRole, somePeople } from '../scenarios/builders.ts';
import { type TestDirectory, testDirectory } from '../scenarios/test-directory.ts';
import { type GraphAsPerson, graphAsPerson } from './graph-as-person.ts';

let test: TestDirectory;
let graph: GraphAsPerson;
let [ann, ben, gus]: User[] = [];
let group: Group;
beforeAll(async () => {
  test = await testDirectory();
  graph = await graphAsPerson(test);
  [ann, ben, gus] = await somePeople(test.directory, [{ displayName: 'Secret Name' }, {}, { userType: 'Guest' }]);
  group = await aGroup(test.directory, undefined, { isAssignableToRole: true });
  await addMembers(test.directory, administrator, group.id, [ben!.id]);
  await giveRole(test.directory, 'Global Administrator', ann!);
});
afterAll(async () => {
  await graph.close();
  await test.close();
});

const eventual = { ConsistencyLevel: 'eventual' };
const roles = '/v1.0/roleManagement/directory';
const reportsReader = '4a5d8f65-41da-4de4-8968-e035b65339cf';
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8';
const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const op = (method: Parameters<GraphAsPerson['call']>[1], path: string, body?: unknown, headers = {}) =>
  graph.call('operator', method, path, body, headers);

describe('a directory role among the directory objects', () => {
  const roleOf = async () =>
    (await op('GET', `/v1.0/directoryRoles?$filter=roleTemplateId eq '${globalAdministrator}'`)).body.value[0];
  const type = '#microsoft.graph.directoryRole';
  const ask = (body: object, more = '', who: typeof ann | 'operator' = 'operator') =>
    graph.call(who!, 'POST', `/v1.0/directoryObjects/getByIds${more}`, body);

  it('is found by its id, and beside others', async () => {
    const role = await roleOf();
    const one = await op('GET', `/v1.0/directoryObjects/${role.id}`);
    expect(one.body).toMatchObject({
      '@odata.context': 'https://muster.test/v1.0/$metadata#directoryObjects/$entity',
      '@odata.type': type,
      id: role.id,
      displayName: 'Global Administrator',
      roleTemplateId: globalAdministrator,
    });
    const cast = await op('GET', `/v1.0/directoryObjects/${role.id}/microsoft.graph.directoryRole?$select=displayName`);
    expect(cast.body).toMatchObject({ displayName: 'Global Administrator' });
    expect((await op('GET', `/v1.0/directoryObjects/${role.id}/microsoft.graph.user`)).status).toBe(404);
    expect((await op('GET', `/v1.0/directoryObjects/${ann!.id}/microsoft.graph.directoryRole`)).status).toBe(404);
    const ids = [ben!.id, role.id, ann!.id, newObjectId()];
    const all = await ask({ ids });
    expect(all.body.value.map((each: { id: string }) => each.id)).toEqual(ids.slice(0, 3));
    expect(all.body.value[1]['@odata.type']).toBe(type);
    const { body } = await ask({ ids, types: ['user', 'directoryRole'] }, '?$select=id,mail,roleTemplateId');
    expect(body.value[0]).toEqual({ '@odata.type': '#microsoft.graph.user', id: ben!.id, mail: null });
    expect(body.value[1]).toEqual({ '@odata.type': type, id: role.id, roleTemplateId: globalAdministrator });
    expect((await ask({ ids, types: ['directoryRole'] })).body.value).toHaveLength(1);
    expect((await ask({ ids, types: ['user'] })).body.value).toHaveLength(2);
  });

  it('is not there for guests, who may not read roles', async () => {
    const role = await roleOf();
    expect((await graph.call(gus!, 'GET', `/v1.0/directoryObjects/${role.id}`)).status).toBe(404);
    expect((await ask({ ids: [role.id, gus!.id] }, '', gus)).body.value).toHaveLength(1);
    expect((await ask({ ids: [role.id], types: ['directoryRole'] }, '', gus)).status).toBe(403);
    expect((await graph.call(ben!, 'GET', `/v1.0/directoryObjects/${role.id}`)).status).toBe(200);
  });
});

describe('role definitions', () => {
  it('are listed, filtered and read; clients know the built-in ones by their template ids', async () => {
    const { body } = await op('GET', `${roles}/roleDefinitions`);
    expect(body['@odata.context']).toBe('https://muster.test/v1.0/$metadata#roleManagement/directory/roleDefinitions');
    expect(body.value).toHaveLength(98);
    const byName = await op('GET', `${roles}/roleDefinitions?$filter=displayName eq 'Reports Reader'`);
    expect(byName.body.value).toMatchObject([{ id: reportsReader, templateId: reportsReader, isBuiltIn: true }]);
    expect(byName.body.value[0].isPrivileged).toBeUndefined();
    const beta = await op('GET', `/beta/roleManagement/directory/roleDefinitions/${globalAdministrator}`);
    expect(beta.body).toMatchObject({ displayName: 'Global Administrator', isPrivileged: true });
    const some = await op(
      'GET',
      `${roles}/roleDefinitions?$filter=isBuiltIn eq false or startsWith(displayName,'Guest')&$select=displayName`,
    );
    expect(some.body.value).toEqual([{ displayName: 'Guest Inviter' }]);
    const expanded = await op('GET', `${roles}/roleDefinitions?$top=1&$expand=inheritsPermissionsFrom`);
    expect(expanded.body.value[0].inheritsPermissionsFrom).toEqual([]);
    const next = await op('GET', expanded.body['@odata.nextLink'].replace('https://muster.test', ''));
    expect(next.body.value).toHaveLength(1);
    expect(next.body.value[0].id).not.toBe(expanded.body.value[0].id);
    expect((await op('GET', `${roles}/roleDefinitions/${newObjectId()}`)).status).toBe(404);
    expect((await op('GET', `${roles}/roleDefinitions?$filter=nothing eq 'x'`)).status).toBe(400);
    expect((await op('GET', `${roles}/roleDefinitions?$filter=version gt 'x'`)).body.error.code).toBe(
      'Request_UnsupportedQuery',
    );
    expect((await op('GET', `${roles}/roleDefinitions?$skiptoken=x`)).status).toBe(400);
  });

  it('of the organisation are made, changed and deleted; built-in ones are not', async () => {
    const made = await op('POST', `${roles}/roleDefinitions`, {
      displayName: 'Writers of cities',
      description: 'x',
      isEnabled: true,
      rolePermissions: [{ allowedResourceActions: ['microsoft.directory/users/basic/update'] }],
    });
    expect(made).toMatchObject({ status: 201, body: { isBuiltIn: false, isEnabled: true } });
    const templateId = newObjectId();
    const actions = [{ allowedResourceActions: ['microsoft.directory/groups/basic/update'] }];
    const fixed = { displayName: 'Fixed', templateId, rolePermissions: actions };
    expect((await op('POST', `${roles}/roleDefinitions`, fixed)).body).toMatchObject({ id: templateId, templateId });
    expect((await op('POST', `${roles}/roleDefinitions`, fixed)).status).toBe(400);
    expect((await op('POST', `${roles}/roleDefinitions`, { ...fixed, templateId: helpdesk })).status).toBe(400);
    expect((await op('POST', `${roles}/roleDefinitions`, { ...fixed, templateId: 'x' })).status).toBe(400);
    const { id } = made.body;
    expect(made.body.rolePermissions).toEqual([
      { allowedResourceActions: ['microsoft.directory/users/basic/update'], condition: null },
    ]);
    expect((await op('PATCH', `${roles}/roleDefinitions/${id}`, { displayName: 'Others' })).status).toBe(204);
    expect((await op('GET', `${roles}/roleDefinitions/${id}`)).body.displayName).toBe('Others');
    expect((await op('DELETE', `${roles}/roleDefinitions/${id}`)).status).toBe(204);
    expect((await op('DELETE', `${roles}/roleDefinitions/${id}`)).status).toBe(404);
    expect((await op('PATCH', `${roles}/roleDefinitions/${helpdesk}`, { displayName: 'x' })).status).toBe(400);
    for (const body of [
      {},
      { displayName: 'x' },
      { displayName: 'x', rolePermissions: 'all' },
      { displayName: 'x', rolePermissions: [{ allowedResourceActions: ['everything'] }] },
      { displayName: 'x', rolePermissions: [{ allowedResourceActions: [], condition: 'y' }] },
      { displayName: 'x', rolePermissions: [{}], other: 1 },
    ]) {
      expect((await op('POST', `${roles}/roleDefinitions`, body)).status).toBe(400);
    }
  });

  it('are made of actions that the catalogue lists', async () => {
    const namespaces = await op('GET', `${roles}/resourceNamespaces`);
    expect(namespaces.body.value).toEqual([{ id: 'microsoft.directory', name: 'microsoft.directory' }]);
    const { body } = await op(
      'GET',
      `${roles}/resourceNamespaces/microsoft.directory/resourceActions?$filter=actionVerb eq 'POST'`,
    );
    expect(body.value).toContainEqual(
      expect.objectContaining({
        id: 'microsoft.directory-users-create-post',
        name: 'microsoft.directory/users/create',
      }),
    );
    const one = await op(
      'GET',
      `/beta/roleManagement/directory/resourceNamespaces/microsoft.directory/resourceActions/microsoft.directory-users-create-post`,
    );
    expect(one.body).toMatchObject({ actionVerb: 'POST', isPrivileged: true });
    expect((await op('GET', `${roles}/resourceNamespaces/other/resourceActions`)).status).toBe(404);
  });
});

describe('role assignments', () => {
  it('are made, found, expanded and removed', async () => {
    const body = { roleDefinitionId: reportsReader, principalId: gus!.id, directoryScopeId: '/' };
    const made = await op('POST', `${roles}/roleAssignments`, {
      '@odata.type': '#microsoft.graph.unifiedRoleAssignment',
      ...body,
    });
    expect(made).toMatchObject({ status: 201, body });
    const again = await op('POST', `${roles}/roleAssignments`, body);
    expect(again.body.error).toMatchObject({
      code: 'Request_BadRequest',
      message: 'A conflicting object with one or more of the specified property values is present in the directory.',
    });
    const found = await op('GET', `${roles}/roleAssignments?$filter=principalId eq '${gus!.id}'&$expand=principal`);
    expect(found.body.value).toMatchObject([
      { id: made.body.id, principal: { '@odata.type': '#microsoft.graph.user', id: gus!.id } },
    ]);
    const byRole = await op(
      'GET',
      `${roles}/roleAssignments?$filter=roleDefinitionId eq '${reportsReader}'&$expand=roleDefinition`,
    );
    expect(byRole.body.value).toMatchObject([{ roleDefinition: { displayName: 'Reports Reader' } }]);
    expect((await op('GET', `${roles}/roleAssignments?$filter=principalId eq 'nobody'`)).body.value).toEqual([]);
    expect((await op('GET', `${roles}/roleAssignments?$top=1`)).body['@odata.nextLink']).toContain('skiptoken');
    const one = `${roles}/roleAssignments/${made.body.id}`;
    expect((await op('GET', `${one}?$expand=principal`)).body).toMatchObject({ ...body, principal: { id: gus!.id } });
    expect((await op('DELETE', one)).status).toBe(204);
    expect((await op('GET', one)).status).toBe(404);
  });

  it('come in pages, also where nobody asks for pages', async () => {
    await test.query(`
      insert into role_assignments (id, role_id, principal_id, principal_type, scope, created_at, starts_at, is_begun)
      select gen_random_uuid(), '${reportsReader}', gen_random_uuid(), 'user', '/', now(), timestamptz '2000-01-01', true
      from generate_series(1, 230)`);
    const all = await test.query<{ id: string }>('select id from role_assignments order by id');
    const follow = async (path: string, sizes: number[] = []): Promise<{ ids: string[]; sizes: number[] }> => {
      const { body } = await op('GET', path);
      const ids = body.value.map(({ id }: { id: string }) => id);
      const link: string | undefined = body['@odata.nextLink'];
      if (link === undefined) return { ids, sizes: [...sizes, ids.length] };
      const { pathname, search } = new URL(link);
      const rest = await follow(pathname + decodeURIComponent(search), [...sizes, ids.length]);
      return { ids: [...ids, ...rest.ids], sizes: rest.sizes };
    };
    const whole = await follow(`${roles}/roleAssignments`);
    expect(whole.sizes.slice(0, 2)).toEqual([100, 100]);
    expect(whole.ids).toEqual(all.map(({ id }) => id));
    const filter = `$filter=roleDefinitionId eq '${reportsReader}' and directoryScopeId eq '/'`;
    expect((await follow(`${roles}/roleAssignments?${filter}`)).sizes).toEqual([100, 100, 30]);
    expect((await follow(`${roles}/roleAssignments?${filter}&$top=115`)).sizes).toEqual([115, 115]);
    const counted = await op('GET', `${roles}/roleAssignments?${filter}&$count=true&$top=1`);
    expect([counted.body['@odata.count'], counted.body.value.length]).toEqual([230, 1]);
    const token = new URL(counted.body['@odata.nextLink']).searchParams.get('$skiptoken');
    expect((await op('GET', `${roles}/roleAssignments?$skiptoken=${token}`)).status).toBe(400);
    await test.query(`delete from role_assignments where starts_at = '2000-01-01'`);
  });

  it('say in the words of Graph what is wrong', async () => {
    const device = await aDevice(test.directory);
    const plain = await aGroup(test.directory);
    const post = async (more: object) =>
      (
        await op('POST', `${roles}/roleAssignments`, {
          roleDefinitionId: reportsReader,
          principalId: gus!.id,
          directoryScopeId: '/',
          ...more,
        })
      ).status;
    expect(await post({ principalId: newObjectId() })).toBe(404);
    expect(await post({ roleDefinitionId: newObjectId() })).toBe(404);
    expect(await post({ principalId: plain.id })).toBe(400);
    expect(await post({ principalId: device.id })).toBe(400);
    expect(await post({ directoryScopeId: 'x' })).toBe(400);
    expect(await post({ directoryScopeId: null })).toBe(400);
    expect(await post({ appScopeId: '/' })).toBe(400);
    expect(await post({ other: '/' })).toBe(400);
  });

  it('reach through groups in beta, with the group as the principal', async () => {
    const assignment = await giveRole(test.directory, 'Helpdesk Administrator', group);
    const path = `/beta/roleManagement/directory/transitiveRoleAssignments?$count=true&$filter=principalId eq '${ben!.id}'`;
    expect((await op('GET', path)).status).toBe(400);
    const { body } = await op('GET', path, undefined, eventual);
    expect(body['@odata.count']).toBe(1);
    expect(body.value).toMatchObject([{ id: assignment.id, principalId: group.id, resourceScope: '/' }]);
    const other = `${path} and roleDefinitionId eq '${reportsReader}'`;
    expect((await op('GET', other, undefined, eventual)).body.value).toEqual([]);
    expect((await op('GET', path.replace('beta', 'v1.0'), undefined, eventual)).status).toBe(400);
  });
});

describe('directory roles', () => {
  it('are shown once they were used, with their members', async () => {
    const templates = await op('GET', '/v1.0/directoryRoleTemplates');
    expect(templates.body.value).toHaveLength(98);
    expect((await op('GET', `/v1.0/directoryRoleTemplates/${helpdesk}`)).body.displayName).toBe(
      'Helpdesk Administrator',
    );
    const shown = await op('GET', `/v1.0/directoryRoles?$filter=roleTemplateId eq '${globalAdministrator}'`);
    expect(shown.body.value).toMatchObject([{ displayName: 'Global Administrator' }]);
    const { id } = shown.body.value[0];
    const byTemplate = await op('GET', `/v1.0/directoryRoles/roleTemplateId=${globalAdministrator}`);
    expect(byTemplate.body.id).toBe(id);
    expect((await op('GET', `/v1.0/directoryRoles/${id}/members?$select=id`)).body.value).toMatchObject([
      { id: ann!.id },
    ]);
    expect((await op('GET', `/v1.0/directoryRoles/${id}/members/$count`, undefined, eventual)).body).toBe('1');
    expect((await op('GET', `/v1.0/directoryRoles/${id}/members/microsoft.graph.group`)).body.value).toEqual([]);
    const intune = '3a2c62db-5318-420d-8d74-23affee5d9d5';
    expect((await op('GET', `/v1.0/directoryRoles(roleTemplateId='${intune}')`)).status).toBe(404);
    expect((await op('POST', '/v1.0/directoryRoles', { roleTemplateId: intune })).status).toBe(201);
    expect((await op('POST', '/v1.0/directoryRoles', { roleTemplateId: intune })).status).toBe(400);
    expect((await op('POST', '/v1.0/directoryRoles', { roleTemplateId: newObjectId() })).status).toBe(404);
  });

  it('gain and lose members by reference', async () => {
    const path = `/v1.0/directoryRoles/roleTemplateId=${globalAdministrator}/members`;
    const body = { '@odata.id': `https://any.host/v1.0/users/${gus!.properties.userPrincipalName}` };
    expect((await op('POST', `${path}/$ref`, body)).status).toBe(204);
    const again = await op('POST', `${path}/$ref`, body);
    expect(again.body.error.message).toContain("modified properties: 'members'");
    expect((await op('DELETE', `${path}/${gus!.id}/$ref`)).status).toBe(204);
    expect((await op('DELETE', `${path}/${gus!.id}/$ref`)).status).toBe(404);
    const last = await op('DELETE', `${path}/${ann!.id}/$ref`);
    expect(last).toMatchObject({ status: 400, body: { error: { code: 'Request_BadRequest' } } });
  });
});

describe('memberships', () => {
  const path = (user: User, rest: string) => `/v1.0/users/${user.id}/${rest}`;

  it('show directory roles behind the groups, page by page', async () => {
    await giveRole(test.directory, 'Message Center Reader', ben!);
    await giveRole(test.directory, 'Search Editor', ben!);
    const all = await op('GET', `${path(ben!, 'memberOf')}?$count=true`, undefined, eventual);
    expect(all.body['@odata.count']).toBe(3);
    expect(all.body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.group', id: group.id },
      { '@odata.type': '#microsoft.graph.directoryRole', displayName: 'Message Center Reader' },
      { '@odata.type': '#microsoft.graph.directoryRole', displayName: 'Search Editor' },
    ]);
    const names: string[] = [];
    let next: string | undefined = `${path(ben!, 'memberOf')}?$top=1&$select=id,displayName`;
    while (next !== undefined) {
      const { body } = await op('GET', next);
      expect(body.value).toHaveLength(1);
      names.push(body.value[0].displayName);
      next = body['@odata.nextLink']?.replace('https://muster.test', '');
    }
    expect(names).toEqual([group.properties.displayName, 'Message Center Reader', 'Search Editor']);
    const cast = await op('GET', path(ben!, 'memberOf/microsoft.graph.directoryRole?$select=displayName'));
    expect(cast.body.value).toEqual([{ displayName: 'Message Center Reader' }, { displayName: 'Search Editor' }]);
    expect((await op('GET', path(ben!, 'memberOf/microsoft.graph.group'))).body.value).toHaveLength(1);
    const count = await op('GET', path(ben!, 'transitiveMemberOf/$count'), undefined, eventual);
    expect(count.body).toBe('4');
    expect((await op('GET', path(ben!, 'memberOf/$ref'))).body.value).toHaveLength(3);
  });

  it('are checked and listed by id, roles held through groups included', async () => {
    const { body } = await op('GET', path(ben!, 'transitiveMemberOf/microsoft.graph.directoryRole'));
    const ids = body.value.map((role: { id: string }) => role.id);
    expect(body.value.map((role: { displayName: string }) => role.displayName)).toContain('Helpdesk Administrator');
    const unknown = newObjectId();
    const checked = await op('POST', path(ben!, 'checkMemberObjects'), { ids: [unknown, ...ids, group.id] });
    expect(checked.body.value).toEqual([...ids, group.id]);
    const groupsOnly = await op('POST', path(ben!, 'checkMemberGroups'), { groupIds: [...ids, group.id] });
    expect(groupsOnly.body.value).toEqual([group.id]);
    const all = await op('POST', path(ben!, 'getMemberObjects'), { securityEnabledOnly: false });
    expect(all.body.value).toEqual([group.id, ...ids]);
    expect((await op('GET', path(ben!, `transitiveMemberOf/${ids[0]}`))).body).toMatchObject({ id: ids[0] });
  });
});

describe('people over Graph', () => {
  it('are /me', async () => {
    const me = await graph.call(gus!, 'GET', '/v1.0/me');
    expect(me.body).toMatchObject({ id: gus!.id, displayName: gus!.properties.displayName });
    expect((await graph.call(ben!, 'GET', '/v1.0/me/memberOf')).body.value).toHaveLength(3);
    expect((await graph.call(ben!, 'PATCH', '/v1.0/me', { mobilePhone: '1' })).status).toBe(204);
    expect((await op('GET', '/v1.0/me')).body.error.code).toBe('BadRequest');
    const batch = await graph.call(gus!, 'POST', '/v1.0/$batch', {
      requests: [
        { id: '1', method: 'GET', url: '/me' },
        { id: '2', method: 'GET', url: `/users/${ann!.id}` },
        { id: '3', method: 'GET', url: '/users' },
      ],
    });
    const statuses = batch.body.responses.map(({ id, status }: { id: string; status: number }) => [id, status]);
    expect(statuses.sort()).toEqual([
      ['1', 200],
      ['2', 200],
      ['3', 403],
    ]);
  });

  it('learn nothing of others as restricted guests, however they ask', async () => {
    const policy = '/v1.0/policies/authorizationPolicy';
    const restricted = '2af84b1e-32c8-42b7-82bc-daa82404023b';
    const before = (await op('GET', policy)).body.guestUserRoleId;
    await op('PATCH', policy, { guestUserRoleId: restricted });
    const secret = ann!.properties.displayName as string;
    for (const path of [
      `/v1.0/users/${ann!.id}`,
      `/v1.0/users/${ann!.properties.userPrincipalName}?$select=displayName`,
      `/v1.0/users?$filter=startsWith(displayName,'u')`,
      '/v1.0/users/$count',
      `/v1.0/groups/${group.id}?$expand=members`,
      `/v1.0/groups/${group.id}/members`,
      `/v1.0/directoryObjects/${ann!.id}`,
      `/v1.0/directoryRoles`,
      `${roles}/roleAssignments?$expand=principal`,
      `${roles}/roleDefinitions`,
      `/v1.0/users/${ann!.id}/memberOf`,
      `/v1.0/users/${ann!.id}/memberOf/microsoft.graph.directoryRole`,
      `/v1.0/me?$expand=manager`,
      '/v1.0/policies/authorizationPolicy',
      '/v1.0/devices',
    ]) {
      const { status, body } = await graph.call(gus!, 'GET', path, undefined, eventual);
      expect([path, JSON.stringify(body).includes(secret)]).toEqual([path, false]);
      if (!path.startsWith('/v1.0/me')) expect([path, status === 403 || status === 404]).toEqual([path, true]);
    }
    const byIds = await graph.call(gus!, 'POST', '/v1.0/directoryObjects/getByIds', { ids: [ann!.id, gus!.id] });
    expect(byIds.body.value.map((each: { id: string }) => each.id)).toEqual([gus!.id]);
    const check = await graph.call(gus!, 'POST', `/v1.0/users/${ann!.id}/checkMemberObjects`, { ids: [group.id] });
    expect(check.status).toBe(404);
    await op('PATCH', policy, { guestUserRoleId: before });
  });

  it('are told what is missing, and nothing else', async () => {
    const { status, body } = await graph.call(ben!, 'PATCH', `/v1.0/users/${gus!.id}`, { city: 'Ulm' });
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'Authorization_RequestDenied',
      message: 'Insufficient privileges to complete the operation.',
      innerError: { reason: 'MissingRole' },
    });
    const narrow = await graph.call(ben!, 'GET', '/v1.0/users', undefined, { 'x-scopes': 'User.Read' });
    expect(narrow.body.error.innerError).toMatchObject({ reason: 'MissingScope' });
    const nobody = await graph.call({ id: newObjectId() }, 'GET', '/v1.0/me');
    expect(nobody).toMatchObject({ status: 401, body: { error: { code: 'InvalidAuthenticationToken' } } });
  });
});

describe('the authorization policy', () => {
  const path = '/v1.0/policies/authorizationPolicy';
  const beta = '/beta/policies/authorizationPolicy/authorizationPolicy';

  it('is read and changed in both forms, and counts from the next request on', async () => {
    expect((await graph.call(ben!, 'GET', path)).body).toMatchObject({
      id: 'authorizationPolicy',
      allowInvitesFrom: 'everyone',
      guestUserRoleId: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
      defaultUserRolePermissions: { allowedToCreateApps: true, allowedToReadOtherUsers: true },
    });
    const patch = { defaultUserRolePermissions: { allowedToReadOtherUsers: false } };
    expect((await graph.call(ben!, 'PATCH', path, patch)).status).toBe(403);
    expect((await graph.call(ann!, 'PATCH', path, patch)).status).toBe(204);
    expect((await graph.call(ben!, 'GET', `/v1.0/users/${ann!.id}`)).status).toBe(200);
    const [member] = await somePeople(test.directory, [{}]);
    expect((await graph.call(member!, 'GET', `/v1.0/users/${ann!.id}`)).status).toBe(404);
    const grants = { permissionGrantPolicyIdsAssignedToDefaultUserRole: ['own.policy'] };
    expect(
      (await op('PATCH', beta, { ...grants, guestUserRoleId: '2AF84B1E-32C8-42B7-82BC-DAA82404023B' })).status,
    ).toBe(204);
    expect((await op('GET', beta)).body).toMatchObject({
      ...grants,
      guestUserRoleId: '2af84b1e-32c8-42b7-82bc-daa82404023b',
      defaultUserRolePermissions: { allowedToReadOtherUsers: false, allowedToCreateApps: true },
    });
    expect((await op('GET', path)).body.defaultUserRolePermissions.permissionGrantPoliciesAssigned).toEqual([
      'own.policy',
    ]);
    const [row] = await test.query<{ changes: object }>(
      `select changes from change_log where object_type = 'authorizationPolicy' and changes ? 'allowedToReadOtherUsers' order by seq limit 1`,
    );
    expect(row!.changes).toEqual({ allowedToReadOtherUsers: [true, false] });
  });

  it.each([
    { guestUserRoleId: globalAdministrator },
    { guestUserRoleId: null },
    { allowInvitesFrom: 'nobody' },
    { defaultUserRolePermissions: { allowedToCreateApps: null } },
    { defaultUserRolePermissions: { allowedToFly: true } },
    { defaultUserRolePermissions: { permissionGrantPoliciesAssigned: 'x' } },
    { defaultUserRolePermissions: { permissionGrantPoliciesAssigned: Array.from({ length: 21 }, () => 'x') } },
    { other: 1 },
  ])('refuses %j', async (patch) => {
    expect((await op('PATCH', path, patch)).status).toBe(400);
  });
});
