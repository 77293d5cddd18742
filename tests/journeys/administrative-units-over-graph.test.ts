import type { User } from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aDevice, aGroup, anApplication, giveRole, somePeople } from '../scenarios/builders.ts';
import { type TestDirectory, testDirectory } from '../scenarios/test-directory.ts';
import { type GraphAsPerson, graphAsPerson } from './graph-as-person.ts';

let test: TestDirectory;
let graph: GraphAsPerson;
let [ann, ben, gus, boss]: User[] = [];
beforeAll(async () => {
  test = await testDirectory();
  graph = await graphAsPerson(test);
  [ann, ben, gus, boss] = await somePeople(test.directory, [{}, {}, { userType: 'Guest' }, {}]);
  await giveRole(test.directory, 'Global Administrator', boss!);
});
afterAll(async () => {
  await graph.close();
  await test.close();
});

const eventual = { ConsistencyLevel: 'eventual' };
const units = '/v1.0/directory/administrativeUnits';
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8';
type Method = Parameters<GraphAsPerson['call']>[1];
const op = (method: Method, path: string, body?: unknown, headers = {}) =>
  graph.call('operator', method, path, body, headers);
const reference = (id: string) => ({ '@odata.id': `https://any.host/v1.0/directoryObjects/${id}` });
const idsOf = (body: { value: readonly { id: string }[] }) => body.value.map((each) => each.id);

async function aUnit(body: object = {}): Promise<string> {
  const made = await op('POST', units, { displayName: 'Hamburg', ...body });
  expect(made.status).toBe(201);
  return made.body.id;
}

describe('administrative units', () => {
  it('are created, found, changed, deleted, restored and removed for good, at both addresses', async () => {
    const made = await op('POST', units, {
      '@odata.type': '#microsoft.graph.administrativeUnit',
      displayName: 'Kiel',
      description: 'The coast',
      visibility: 'hiddenmembership',
    });
    const expected = {
      displayName: 'Kiel',
      description: 'The coast',
      visibility: 'HiddenMembership',
      deletedDateTime: null,
    };
    expect(made).toMatchObject({ status: 201, body: expected });
    const { id } = made.body;
    expect(made.body['@odata.context']).toBe(
      'https://muster.test/v1.0/$metadata#directory/administrativeUnits/$entity',
    );
    for (const path of [
      units,
      '/v1.0/administrativeUnits',
      '/beta/administrativeUnits',
      '/beta/directory/administrativeUnits',
    ]) {
      expect((await op('GET', `${path}/${id}`)).body).toMatchObject(expected);
    }
    expect((await op('PATCH', `/beta/administrativeUnits/${id}`, { description: null })).status).toBe(204);
    expect((await op('GET', `${units}('${id}')?$select=description,membershipRule`)).body).toMatchObject({
      description: null,
      membershipRule: null,
    });
    expect(idsOf((await op('GET', `${units}?$filter=displayName eq 'KIEL'`)).body)).toEqual([id]);
    expect((await op('GET', `${units}?$search="displayName:kie"`, undefined, eventual)).body.value).toHaveLength(1);
    expect((await op('GET', `${units}?$orderby=displayName`)).body.error.code).toBe('Request_UnsupportedQuery');
    const sorted = await op('GET', `${units}?$orderby=displayName desc&$count=true&$top=1`, undefined, eventual);
    expect(sorted.body).toMatchObject({ '@odata.count': 1, value: [{ id }] });
    expect((await op('GET', `${units}/$count`, undefined, eventual)).body).toBe('1');
    expect((await op('GET', `/v1.0/directoryObjects/${id}`)).body['@odata.type']).toBe(
      '#microsoft.graph.administrativeUnit',
    );
    expect((await op('DELETE', `/beta/administrativeUnits/${id}`)).status).toBe(204);
    expect((await op('DELETE', `${units}/${id}`)).status).toBe(404);
    expect((await op('GET', `${units}/${id}`)).status).toBe(404);
    const deleted = '/v1.0/directory/deletedItems';
    expect(idsOf((await op('GET', `${deleted}/microsoft.graph.administrativeUnit`)).body)).toEqual([id]);
    expect((await op('POST', `${deleted}/${id}/restore`)).body).toMatchObject({ id, displayName: 'Kiel' });
    expect((await op('DELETE', `/v1.0/directoryObjects/${id}`)).status).toBe(204);
    expect((await op('DELETE', `${deleted}/${id}`)).status).toBe(204);
    expect((await op('GET', `${deleted}/${id}`)).status).toBe(404);
  });

  it('say in the words of Graph what is wrong', async () => {
    const status = async (body: unknown) => (await op('POST', units, body)).status;
    expect(await status({})).toBe(400);
    expect(await status({ displayName: 'x'.repeat(257) })).toBe(400);
    expect(await status({ displayName: 'x', visibility: 'Secret' })).toBe(400);
    expect(await status({ displayName: 'x', createdDateTime: '2020-01-01T00:00:00Z' })).toBe(400);
    expect(await status({ displayName: 'x', other: 1 })).toBe(400);
    // Units that follow a rule, and those that keep other administrators away, are not kept here.
    expect(await status({ displayName: 'x', membershipType: 'Dynamic', membershipRule: 'true' })).toBe(501);
    expect(await status({ displayName: 'x', isMemberManagementRestricted: true })).toBe(501);
    expect((await op('GET', `${units}/${newObjectId()}`)).status).toBe(404);
    expect((await op('GET', `${units}/x`)).status).toBe(400);
    expect((await op('PATCH', `${units}/${newObjectId()}`, { description: 'x' })).status).toBe(404);
  });

  it('carry directory extensions', async () => {
    const { application } = await anApplication(test.directory);
    const made = await op('POST', `/v1.0/applications/${application.id}/extensionProperties`, {
      name: 'costCenter',
      dataType: 'String',
      targetObjects: ['AdministrativeUnit'],
    });
    const { name } = made.body;
    const id = await aUnit({ [name]: '4711' });
    expect((await op('GET', `${units}/${id}?$select=id,${name}`)).body[name]).toBe('4711');
    expect(idsOf((await op('GET', `${units}?$filter=${name} eq '4711'`)).body)).toEqual([id]);
    expect((await op('PATCH', `/v1.0/users/${ann!.id}`, { [name]: 'x' })).status).toBe(400);
  });

  it('are in the schema', async () => {
    const { body } = await op('GET', '/v1.0/$metadata');
    expect(body).toContain('<EntityType Name="administrativeUnit"');
    expect(body).toContain('<EntitySet Name="administrativeUnits" EntityType="microsoft.graph.administrativeUnit"/>');
  });
});

describe('members of a unit', () => {
  it('are added, listed, counted, expanded and removed', async () => {
    const id = await aUnit();
    const [group, device] = [await aGroup(test.directory), await aDevice(test.directory)];
    const path = `${units}/${id}/members`;
    for (const member of [ann!, group, device]) {
      expect((await op('POST', `${path}/$ref`, reference(member.id))).status).toBe(204);
    }
    expect((await op('POST', `${path}/$ref`, reference(ann!.id))).body.error).toMatchObject({
      code: 'Request_BadRequest',
      message: 'A conflicting object with one or more of the specified property values is present in the directory.',
    });
    expect((await op('POST', `${path}/$ref`, reference(newObjectId()))).status).toBe(404);
    const all = await op('GET', `${path}?$count=true`, undefined, eventual);
    expect(all.body['@odata.count']).toBe(3);
    expect(all.body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.user', id: ann!.id },
      { '@odata.type': '#microsoft.graph.group', id: group.id },
      { '@odata.type': '#microsoft.graph.device', id: device.id },
    ]);
    expect(idsOf((await op('GET', `${path}/microsoft.graph.user?$select=id`)).body)).toEqual([ann!.id]);
    expect((await op('GET', `${path}/microsoft.graph.device/$count`, undefined, eventual)).body).toBe('1');
    expect((await op('GET', `/beta/administrativeUnits/${id}/members/$ref`)).body.value).toHaveLength(3);
    expect((await op('GET', `${path}/${group.id}`)).body.id).toBe(group.id);
    expect((await op('GET', `${path}/${ben!.id}`)).status).toBe(404);
    expect((await op('GET', `${units}/${id}?$expand=members`)).body.members).toHaveLength(3);
    const first = await op('GET', `${path}?$top=2`);
    const next = await op('GET', first.body['@odata.nextLink'].replace('https://muster.test', ''));
    expect([...idsOf(first.body), ...idsOf(next.body)]).toEqual([ann!.id, group.id, device.id]);
    // A unit is no group, and a group no unit.
    expect((await op('GET', `/v1.0/groups/${id}/members`)).status).toBe(404);
    expect((await op('GET', `${units}/${group.id}/members`)).status).toBe(404);
    expect((await op('DELETE', `${path}/${group.id}`)).status).toBe(405);
    expect((await op('DELETE', `${path}/${group.id}/$ref`)).status).toBe(204);
    expect((await op('DELETE', `${path}/${group.id}/$ref`)).status).toBe(404);
    const bind = { 'members@odata.bind': [reference(ben!.id)['@odata.id']] };
    expect((await op('PATCH', `${units}/${id}`, bind)).status).toBe(204);
    expect(idsOf((await op('GET', path)).body)).toEqual([ann!.id, ben!.id, device.id]);
  });

  it('are created inside', async () => {
    const id = await aUnit();
    const path = `${units}/${id}/members`;
    const name = newObjectId().slice(0, 8);
    const group = { displayName: name, mailEnabled: false, mailNickname: name, securityEnabled: true };
    const made = await op('POST', path, { '@odata.type': '#microsoft.graph.group', ...group });
    expect(made).toMatchObject({ status: 201, body: group });
    const user = await op('POST', path, {
      '@odata.type': '#Microsoft.Graph.User',
      accountEnabled: true,
      displayName: name,
      mailNickname: name,
      userPrincipalName: `${name}@contoso.com`,
      passwordProfile: { password: 'Correct-Horse-7' },
    });
    expect(user.status).toBe(201);
    const device = await op('POST', path, {
      '@odata.type': '#microsoft.graph.device',
      accountEnabled: true,
      alternativeSecurityIds: [{ type: 2, identityProvider: null, key: 'Zm9v' }],
      deviceId: newObjectId(),
      displayName: name,
      operatingSystem: 'Windows',
      operatingSystemVersion: '10.0',
    });
    expect(idsOf((await op('GET', path)).body)).toEqual([made.body.id, user.body.id, device.body.id]);
    expect((await op('POST', path, group)).status).toBe(400);
    expect((await op('POST', path, { ...group, '@odata.type': '#microsoft.graph.application' })).status).toBe(400);
    const nowhere = `${units}/${newObjectId()}/members`;
    expect((await op('POST', nowhere, { '@odata.type': '#microsoft.graph.group', ...group })).status).toBe(404);
  });

  it('show the unit among what they are in', async () => {
    const [person] = await somePeople(test.directory, [{}]);
    const group = await aGroup(test.directory);
    const id = await aUnit({ 'members@odata.bind': [group, person!].map((each) => reference(each.id)['@odata.id']) });
    const path = `/v1.0/users/${person!.id}`;
    expect((await op('POST', `/v1.0/groups/${group.id}/members/$ref`, reference(person!.id))).status).toBe(204);
    expect((await op('GET', `${path}/memberOf`)).body.value).toMatchObject([
      { '@odata.type': '#microsoft.graph.group', id: group.id },
      { '@odata.type': '#microsoft.graph.administrativeUnit', id, displayName: 'Hamburg' },
    ]);
    const cast = await op('GET', `${path}/transitiveMemberOf/microsoft.graph.administrativeUnit`);
    expect(cast.body.value).toMatchObject([{ id }]);
    const count = await op('GET', `${path}/memberOf/microsoft.graph.administrativeUnit/$count`, undefined, eventual);
    expect(count.body).toBe('1');
    const ids = [newObjectId(), id, group.id];
    expect((await op('POST', `${path}/checkMemberObjects`, { ids })).body.value).toEqual([id, group.id]);
    expect((await op('POST', `${path}/checkMemberGroups`, { groupIds: ids })).body.value).toEqual([group.id]);
    const all = await op('POST', `${path}/getMemberObjects`, { securityEnabledOnly: false });
    expect(all.body.value).toEqual([group.id, id]);
    const groups = await op('POST', `${path}/getMemberGroups`, { securityEnabledOnly: false });
    expect(groups.body.value).toEqual([group.id]);
  });
});

describe('roles in a unit', () => {
  it('are given, listed from every side, and taken away', async () => {
    const id = await aUnit();
    const path = `${units}/${id}/scopedRoleMembers`;
    expect((await op('POST', '/v1.0/directoryRoles', { roleTemplateId: helpdesk })).status).toBe(201);
    const role = (await op('GET', `/v1.0/directoryRoles/roleTemplateId=${helpdesk}`)).body.id;
    const body = { roleId: role, roleMemberInfo: { id: ben!.id } };
    const made = await op('POST', path, body);
    const { displayName } = ben!.properties;
    const expected = { administrativeUnitId: id, roleId: role, roleMemberInfo: { id: ben!.id, displayName } };
    expect(made).toMatchObject({ status: 201, body: expected });
    expect((await op('POST', path, { ...body, roleId: helpdesk })).status).toBe(400);
    expect((await op('GET', path)).body.value).toMatchObject([expected]);
    expect((await op('GET', `/beta/administrativeUnits/${id}/scopedRoleMembers/${made.body.id}`)).body).toMatchObject(
      expected,
    );
    expect((await op('GET', `/v1.0/users/${ben!.id}/scopedRoleMemberOf`)).body.value).toMatchObject([expected]);
    expect((await graph.call(ben!, 'GET', '/v1.0/me/scopedRoleMemberOf')).body.value).toMatchObject([expected]);
    expect((await op('GET', `/v1.0/directoryRoles/${role}/scopedMembers`)).body.value).toMatchObject([expected]);
    // It is no role in the whole directory.
    expect((await op('GET', `/v1.0/directoryRoles/${role}/members`)).body.value).toEqual([]);
    const scope = `/administrativeUnits/${id}`;
    const all = '/v1.0/roleManagement/directory/roleAssignments';
    const found = await op('GET', `${all}?$filter=principalId eq '${ben!.id}'&$expand=directoryScope`);
    expect(found.body.value).toMatchObject([{ id: made.body.id, directoryScopeId: scope, directoryScope: { id } }]);
    expect((await op('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await op('DELETE', `${path}/${made.body.id}`)).status).toBe(404);
    expect((await op('GET', path)).body.value).toEqual([]);
    const refused = [
      {},
      { roleId: role },
      { roleId: role, roleMemberInfo: {} },
      { roleId: role, roleMemberInfo: { id: 'x' } },
      { roleId: '62e90394-69f5-4237-9190-012177145e10', roleMemberInfo: { id: ben!.id } },
    ];
    for (const each of refused) expect([each, (await op('POST', path, each)).status]).toEqual([each, 400]);
    expect((await op('POST', path, { ...body, roleId: newObjectId() })).status).toBe(404);
    const nowhere = `${units}/${newObjectId()}/scopedRoleMembers`;
    expect((await op('GET', nowhere)).status).toBe(404);
    expect((await op('POST', nowhere, body)).status).toBe(404);
  });

  it('let somebody from outside look after some people, and no others', async () => {
    const [inside, other] = await somePeople(test.directory, [{}, {}]);
    const group = await aGroup(test.directory);
    const id = await aUnit({ 'members@odata.bind': [inside!, group].map((each) => reference(each.id)['@odata.id']) });
    await op('POST', `/v1.0/groups/${group.id}/members/$ref`, reference(other!.id));
    const as = (method: Method, path: string, body?: unknown) => graph.call(gus!, method, path, body);
    const city = async (user: User) => (await as('PATCH', `/v1.0/users/${user.id}`, { city: 'Ulm' })).status;
    expect((await as('GET', `${units}/${id}`)).status).toBe(404);
    expect((await as('GET', units)).status).toBe(403);
    expect(await city(inside!)).toBe(403);
    const scope = `/administrativeUnits/${id}`;
    const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
    const made = await graph.call(boss!, 'POST', '/v1.0/roleManagement/directory/roleAssignments', {
      roleDefinitionId: userAdministrator,
      principalId: gus!.id,
      directoryScopeId: scope,
    });
    expect(made).toMatchObject({ status: 201, body: { directoryScopeId: scope } });
    expect([await city(inside!), await city(other!), await city(boss!)]).toEqual([204, 403, 403]);
    expect((await as('GET', `${units}/${id}/members`)).body.value).toHaveLength(2);
    expect((await as('GET', `/v1.0/users/${inside!.id}?$select=city`)).body.city).toBe('Ulm');
    expect((await as('GET', `/v1.0/users/${other!.id}?$select=city`)).body.city).toBeNull();
    const closed: readonly [Method, string, unknown?][] = [
      ['POST', `${units}/${id}/members/$ref`, reference(other!.id)],
      ['DELETE', `${units}/${id}/members/${inside!.id}/$ref`],
      ['PATCH', `${units}/${id}`, { displayName: 'Mine' }],
      ['PATCH', `${units}/${id}`, { 'members@odata.bind': [reference(boss!.id)['@odata.id']] }],
      ['DELETE', `${units}/${id}`],
      ['POST', units, { displayName: 'Mine' }],
      ['POST', `${units}/${id}/scopedRoleMembers`, { roleId: helpdesk, roleMemberInfo: { id: gus!.id } }],
      ['PATCH', `/v1.0/users/${inside!.id}`, { userType: 'Guest' }],
    ];
    for (const [method, path, body] of closed) {
      const { status, body: answer } = await as(method, path, body);
      expect([method, path, status, answer.error?.code]).toEqual([method, path, 403, 'Authorization_RequestDenied']);
    }
    expect((await op('DELETE', `${units}/${id}/members/${inside!.id}/$ref`)).status).toBe(204);
    expect(await city(inside!)).toBe(403);
    await op('POST', `${units}/${id}/members/$ref`, reference(inside!.id));
    expect(await city(inside!)).toBe(204);
    expect((await op('DELETE', `${units}/${id}/scopedRoleMembers/${made.body.id}`)).status).toBe(204);
    expect(await city(inside!)).toBe(403);
    expect((await as('GET', `${units}/${id}`)).status).toBe(404);
  });
});
