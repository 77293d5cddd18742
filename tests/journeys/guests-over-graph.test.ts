import {
  addDeviceLink,
  addMembers,
  addOwners,
  createExtensionProperty,
  type Group,
  guestRoleIds,
  levelSights,
  propertyTables,
  setManager,
  type User,
  updateAuthorizationPolicy,
  updateUser,
} from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { GraphReply } from '../../packages/graph-api/testing/graph-with-callers.ts';
import { aDevice, administrator, aGroup, anApplication, asPerson, somePeople } from '../scenarios/builders.ts';
import { type TestDirectory, testDirectory } from '../scenarios/test-directory.ts';
import { type GraphAsPerson, graphAsPerson } from './graph-as-person.ts';

let test: TestDirectory;
let graph: GraphAsPerson;
let [gus, ann, ben]: User[] = [];
let [group, other]: Group[] = [];
const secret = 'Secret-7';
const texts = [
  'city',
  'companyName',
  'country',
  'department',
  'employeeId',
  'faxNumber',
  'givenName',
  'jobTitle',
].concat(['mobilePhone', 'officeLocation', 'postalCode', 'state', 'streetAddress', 'surname', 'employeeType']);

beforeAll(async () => {
  test = await testDirectory();
  const { directory } = test;
  graph = await graphAsPerson(test);
  [gus, ann, ben] = await somePeople(directory, [{ userType: 'Guest' }, {}, {}]);
  await updateUser(directory, administrator, ann!.id, {
    ...Object.fromEntries(texts.map((name) => [name, secret])),
    businessPhones: [secret],
    otherMails: ['secret-7@contoso.com'],
    employeeOrgData: { costCenter: secret, division: secret },
  });
  [group, other] = [await aGroup(directory), await aGroup(directory, 'user.city -eq "Secret-7"')];
  await addMembers(directory, administrator, group.id, [gus!.id, ann!.id]);
  await addOwners(directory, administrator, 'group', group.id, [ann!.id]);
  await setManager(directory, administrator, gus!.id, ann!.id);
  await setManager(directory, administrator, ann!.id, ben!.id);
  const device = await aDevice(directory, { displayName: secret });
  await addDeviceLink(directory, administrator, device.id, 'registeredOwner', gus!.id);
  await addMembers(directory, administrator, group.id, [device.id]);
  await test.settle();
});
afterAll(async () => {
  await graph.close();
  await test.close();
});

const advanced = { ConsistencyLevel: 'eventual' };
const ask = (path: string, body?: unknown): Promise<GraphReply> =>
  graph.call(gus!, body === undefined ? 'GET' : 'POST', `/v1.0${path}`, body, advanced);
const setLevel = (level: 'member' | 'guest' | 'restrictedGuest') =>
  updateAuthorizationPolicy(test.directory, administrator, { guestUserRoleId: guestRoleIds[level] });
/** Whatever there is of Ann in an answer, however deep. */
function findAnn(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ((value as { id?: unknown }).id === ann!.id) return value as Record<string, unknown>;
  for (const each of Object.values(value)) {
    const found = findAnn(each);
    if (found !== undefined) return found;
  }
  return undefined;
}
const everything = Object.keys(propertyTables.user).join(',');

/** Every way in which a guest comes upon another user, with every property asked for. */
const surfaces: Record<string, () => Promise<GraphReply>> = {
  'by id': () => ask(`/users/${ann!.id}?$select=${everything}`),
  'by name': () => ask(`/users/${ann!.properties.userPrincipalName}?$select=${everything}`),
  'as directory object': () => ask(`/directoryObjects/${ann!.id}/microsoft.graph.user?$select=${everything}`),
  'by ids': () => ask(`/directoryObjects/getByIds?$select=${everything}`, { ids: [ann!.id] }),
  members: () => ask(`/groups/${group!.id}/members?$select=${everything}`),
  'members, cast': () => ask(`/groups/${group!.id}/members/microsoft.graph.user?$select=${everything}`),
  'one member': () => ask(`/groups/${group!.id}/members/${ann!.id}?$select=${everything}`),
  'transitive members': () => ask(`/groups/${group!.id}/transitiveMembers?$select=${everything}`),
  'expanded members': () => ask(`/groups/${group!.id}?$expand=members($select=${everything})`),
  owners: () => ask(`/groups/${group!.id}/owners?$select=${everything}`),
  'expanded owners': () => ask(`/groups/${group!.id}?$expand=owners`),
  manager: () => ask(`/me/manager?$select=${everything}`),
  'expanded manager': () => ask(`/me?$expand=manager($select=${everything})`),
  'direct reports': () => ask(`/users/${ben!.id}/directReports?$select=${everything}`),
  batch: () =>
    ask('/$batch', {
      requests: [{ id: '1', method: 'GET', url: `/users/${ann!.id}?$select=${everything}` }],
    }),
};

describe('guests', () => {
  beforeEach(() => setLevel('guest'));

  it.each(Object.keys(surfaces))('see of another user only what their level names: %s', async (surface) => {
    const { status, body } = await surfaces[surface]!();
    expect(status).toBe(200);
    const found = findAnn(body)!;
    expect(found.userPrincipalName).toBe(ann!.properties.userPrincipalName);
    const hidden = Object.keys(propertyTables.user).filter(
      (name) => !levelSights.guest.user.properties.includes(name) && name in found,
    );
    const empty = hidden.filter((name) => !['[]', 'null'].includes(JSON.stringify(found[name])));
    // Complex properties keep their form.
    expect(empty.filter((name) => name !== 'onPremisesExtensionAttributes')).toEqual([]);
    expect(JSON.stringify(found).toLowerCase()).not.toContain('secret-7');
  });

  it.each(['/users', '/users/$count', '/groups', '/groups/$count', '/devices', "/users?$filter=city eq 'x'"])(
    'are refused %s',
    async (path) => {
      const { status, body } = await ask(path);
      expect([status, body.error.code]).toEqual([403, 'Authorization_RequestDenied']);
      expect(JSON.stringify(body)).not.toContain(ann!.id);
    },
  );

  it('read the organization by name and domains, and nothing of policies, roles and units', async () => {
    const { body } = await ask('/organization');
    expect(body.value).toMatchObject([
      { displayName: 'Contoso', createdDateTime: null, technicalNotificationMails: [] },
    ]);
    expect(body.value[0].verifiedDomains).toHaveLength(1);
    expect((await ask('/domains')).status).toBe(200);
    for (const path of [
      '/policies/authorizationPolicy',
      '/directoryRoles',
      '/roleManagement/directory/roleDefinitions',
    ])
      expect((await ask(path)).status).toBe(403);
  });

  it('find groups by name and see them without their rules', async () => {
    const name = other!.properties.displayName as string;
    const { body } = await ask(`/groups?$filter=displayName eq '${name}'&$count=true`);
    expect(body['@odata.count']).toBe(1);
    expect(body.value).toMatchObject([{ id: other!.id, displayName: name, membershipRule: null }]);
    expect(JSON.stringify(body)).not.toContain(secret);
    const { body: beta } = await graph.call(gus!, 'GET', `/beta/groups/${other!.id}`);
    expect([beta.membershipRule, beta.membershipRuleProcessingStatus, beta.displayName]).toEqual([null, null, name]);
  });

  it('find no devices: not among members, not as their own, not in the counts', async () => {
    const members = await ask(`/groups/${group!.id}/members?$count=true`);
    expect(members.body['@odata.count']).toBe(2);
    expect(JSON.stringify(members.body)).not.toContain('device');
    expect((await ask(`/groups/${group!.id}/members/$count`)).body).toBe('2');
    expect((await ask('/me/ownedDevices')).body.value).toEqual([]);
    expect((await ask('/me/ownedDevices/$count')).body).toBe('0');
  });

  it('cannot follow from others what only their own profile shows', async () => {
    for (const relation of ['memberOf', 'transitiveMemberOf', 'ownedObjects', 'ownedDevices', 'registeredDevices']) {
      expect((await ask(`/users/${ann!.id}/${relation}`)).status).toBe(403);
      expect((await ask(`/users/${newObjectId()}/${relation}`)).status).toBe(404);
    }
    const { status } = await ask(`/users/${ann!.id}/getMemberGroups`, { securityEnabledOnly: false });
    expect(status).toBe(403);
    expect((await ask('/me/memberOf')).body.value).toMatchObject([{ displayName: group!.properties.displayName }]);
  });

  it('are refused oracles wherever they stand', async () => {
    const filters = [
      "city eq 'Secret-7'",
      "not(city eq 'Secret-7')",
      "displayName eq 'x' or startsWith(jobTitle,'S')",
      "businessPhones/any(p:p eq 'Secret-7')",
    ];
    for (const filter of filters) {
      for (const path of ['members/microsoft.graph.user', 'members/microsoft.graph.user/$count']) {
        const answer = await ask(`/groups/${group!.id}/${path}?$count=true&$filter=${encodeURIComponent(filter)}`);
        expect([filter, answer.status, answer.body.error?.code]).toEqual([filter, 403, 'Authorization_RequestDenied']);
      }
    }
    const url = `/groups/${group!.id}/members/microsoft.graph.user?$count=true&$filter=city%20eq%20'Secret-7'`;
    const batch = await ask('/$batch', { requests: [{ id: '1', method: 'GET', url, headers: advanced }] });
    expect(batch.body.responses).toMatchObject([{ status: 403 }]);
    const expand = await ask(`/groups/${group!.id}?$expand=members($filter=city eq 'Secret-7')`);
    expect(expand.status).toBe(400);
    const order = await ask(`/groups/${group!.id}/members/microsoft.graph.user?$count=true&$orderby=displayName`);
    expect(order.status).toBe(200);
  });

  it('open nothing with a page token of somebody else or of another question', async () => {
    const path = '/v1.0/users?$top=1';
    const first = await graph.call('operator', 'GET', path);
    const next = (first.body['@odata.nextLink'] as string).replace('https://muster.test/v1.0', '');
    expect((await ask(next)).status).toBe(403);
    const members = (await ask(`/groups/${group!.id}/members?$top=1`)).body['@odata.nextLink'] as string;
    const token = /skiptoken=([^&]+)/.exec(members)![1];
    expect((await ask(members.replace('https://muster.test/v1.0', ''))).status).toBe(200);
    for (const question of [
      `/groups/${other!.id}/members?`,
      `/groups/${group!.id}/members?$filter=userType eq 'Guest'&`,
    ])
      expect((await ask(`${question}$skiptoken=${token}`)).status).toBe(400);
    // A token is a place in the list and nothing else: made up, it shows what the list shows.
    const [version, , , digest] = JSON.parse(Buffer.from(token!, 'base64url').toString()) as unknown[];
    const forged = Buffer.from(JSON.stringify([version, 0, null, digest])).toString('base64url');
    const again = await ask(`/groups/${group!.id}/members?$skiptoken=${forged}&$select=${everything}`);
    expect(JSON.stringify(findAnn(again.body)).toLowerCase()).not.toContain('secret-7');
  });

  it('are told the same of extensions that are registered and of others, of every type', async () => {
    const { application } = await anApplication(test.directory);
    const draft = { name: 'level', dataType: 'Integer', targetObjects: ['User'] };
    const { name } = await createExtensionProperty(test.directory, administrator, application.id, draft);
    const paths = ['/users', '/users/$count', `/groups/${group!.id}/members`, `/users/${ben!.id}/directReports`];
    for (const path of paths) {
      for (const rest of [`$filter=NAME eq 1`, `$filter=NAME eq 'x'`, `$filter=NOT(NAME eq 1)`, '$orderby=NAME']) {
        const asked = (each: string) => ask(`${path}?$count=true&${rest.replace('NAME', each)}`);
        const [known, unknown] = [await asked(name), await asked(name.replace(/_level$/, '_other'))];
        expect([path, rest, known.status]).toEqual([path, rest, 403]);
        const { innerError: _one, ...there } = known.body.error;
        const { innerError: _two, ...missing } = unknown.body.error;
        expect([unknown.status, missing]).toEqual([403, there]);
      }
    }
    const own = await graph.call(ann!, 'GET', `/v1.0/users?$filter=${name} eq 1&$count=true`, undefined, advanced);
    expect(own.status).toBe(200);
  });

  it('see of applications neither notes nor secrets', async () => {
    const { application } = await anApplication(test.directory);
    const path = `/applications/${application.id}`;
    await graph.call('operator', 'PATCH', `/v1.0${path}`, { notes: secret });
    const made = await graph.call('operator', 'POST', `/v1.0${path}/addPassword`, {});
    expect((await graph.call('operator', 'GET', `/v1.0${path}`)).body.passwordCredentials).toHaveLength(1);
    const { body } = await ask(path);
    expect(body).toMatchObject({ id: application.id, notes: null, passwordCredentials: [] });
    expect(JSON.stringify(body)).not.toContain(made.body.keyId);
    expect((await ask('/applications')).body.value.length).toBeGreaterThan(0);
  });
});

describe('restricted guests', () => {
  beforeEach(() => setLevel('restrictedGuest'));

  it('read themselves, and the ids of their groups', async () => {
    expect((await ask('/me')).body).toMatchObject({ id: gus!.id, displayName: gus!.properties.displayName });
    expect((await ask('/me/memberOf')).body.value).toMatchObject([{ id: group!.id, displayName: null, mail: null }]);
    expect((await ask('/me/getMemberGroups', { securityEnabledOnly: false })).body.value).toEqual([group!.id]);
  });

  it.each([...Object.keys(surfaces)])(
    'come upon nobody, and are told the same as of somebody who is not there: %s',
    async (surface) => {
      const answer = await surfaces[surface]!();
      expect(findAnn(answer.body)).toBeUndefined();
      expect(JSON.stringify(answer.body).toLowerCase()).not.toContain('secret-7');
      const known = ann!;
      ann = { ...known, id: newObjectId(), properties: { userPrincipalName: 'nobody@contoso.com' } };
      const unknown = await surfaces[surface]!();
      ann = known;
      expect(unknown.status).toBe(answer.status);
    },
  );

  it('have no manager and no reports to be seen, and no groups but their own', async () => {
    expect((await ask('/me/manager')).status).toBe(404);
    expect((await ask('/me?$expand=manager')).body.manager).toBeNull();
    expect((await ask('/me/directReports')).body.value).toEqual([]);
    for (const id of [group!.id, other!.id, newObjectId()]) {
      expect((await ask(`/groups/${id}`)).status).toBe(404);
      expect((await ask(`/groups/${id}/members`)).status).toBe(404);
    }
    expect((await ask(`/groups?$filter=displayName eq '${other!.properties.displayName}'`)).status).toBe(403);
  });
});

it('guests without limits see what members see', async () => {
  await setLevel('member');
  const found = findAnn((await surfaces['by id']!()).body)!;
  expect(found).toMatchObject({ city: secret, department: secret, businessPhones: [secret] });
  expect((await asPerson(test.directory, gus!)).actor).toMatchObject({ rights: { level: 'member' } });
});
