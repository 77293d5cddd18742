import {
  assignRole,
  builtInRoles,
  createApplication,
  createServicePrincipal,
  giveConsentForAll,
  listAppRoleAssignments,
  listPermissionGrants,
  type Properties,
  permissionRoleId,
  permissionScopeId,
  planConsentForAll,
} from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { administrator, anApplication, asPerson, aUser, giveRole } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

const graph = '00000003-0000-0000-c000-000000000000';

async function anApp(properties: Properties) {
  const all = { displayName: 'Census', ...properties };
  const application = await createApplication(test.directory, administrator, { properties: all });
  const principal = await createServicePrincipal(test.directory, administrator, {
    appId: application.properties.appId!,
  });
  return { application, principal };
}

const needs = (appId: unknown, ...resourceAccess: readonly Properties[]) => ({
  requiredResourceAccess: [{ resourceAppId: appId as string, resourceAccess }],
});
const scope = (id: string) => ({ id, type: 'Scope' });
const role = (id: string) => ({ id, type: 'Role' });

it.each([
  ['an API without an id', [{ resourceAppId: 'x', resourceAccess: [] }]],
  ['an API twice', [graph, graph.toUpperCase()].map((resourceAppId) => ({ resourceAppId, resourceAccess: [] }))],
  ['a permission of no kind', needs(graph, { id: newObjectId(), type: 'Power' }).requiredResourceAccess],
  ['too many APIs', Array.from({ length: 51 }, () => ({ resourceAppId: newObjectId(), resourceAccess: [] }))],
])('what an application needs cannot name %s', async (_, requiredResourceAccess) => {
  expect(await codeOf(anApp({ requiredResourceAccess }))).toBe('PROPERTY_INVALID');
});

it('gives all that the application says it needs, once, and nothing that is unknown', async () => {
  const ids = { scope: newObjectId(), role: newObjectId() };
  const api = await anApp({
    displayName: 'Files',
    api: { oauth2PermissionScopes: [{ id: ids.scope, value: 'Files.Read', type: 'Admin', isEnabled: true }] },
    appRoles: [
      { id: ids.role, displayName: 'Robot', description: 'x', allowedMemberTypes: ['Application'], value: 'Robot' },
    ],
  });
  const needed = [
    ...needs(graph, scope(permissionScopeId('User.Read.All')), role(permissionRoleId('Group.Read.All')))
      .requiredResourceAccess,
    ...needs(api.application.properties.appId, scope(ids.scope), role(ids.role), role(newObjectId()))
      .requiredResourceAccess,
    ...needs(newObjectId(), scope(newObjectId())).requiredResourceAccess,
  ];
  const { principal } = await anApp({ requiredResourceAccess: needed });
  for (let round = 0; round < 2; round++) await giveConsentForAll(test.directory, administrator, principal.id);
  const grants = await listPermissionGrants(test.directory, administrator, { clientId: principal.id, limit: 9 });
  expect(grants.map(({ scopes, principalId }) => [...scopes, principalId]).toSorted()).toEqual([
    ['Files.Read', null],
    ['User.Read.All', null],
  ]);
  const owner = { kind: 'principal', type: 'servicePrincipal', id: principal.id } as const;
  const page = { limit: 9, wantsCount: false };
  const { assignments } = await listAppRoleAssignments(test.directory, administrator, owner, {}, page);
  expect(assignments.map(({ appRoleId }) => appRoleId).toSorted()).toEqual(
    [permissionRoleId('Group.Read.All'), ids.role].toSorted(),
  );
});

it('takes the right to grant each part; nothing is given when one part is missing', async () => {
  const { principal } = await anApp(
    needs(graph, scope(permissionScopeId('User.Read.All')), role(permissionRoleId('Group.Read.All'))),
  );
  const [ann, ben] = [await aUser(test.directory), await aUser(test.directory)];
  await giveRole(test.directory, 'Application Administrator', ben);
  const outcomes = [];
  for (const person of [ann, ben]) {
    const caller = await asPerson(test.directory, person);
    const { isAllowed } = await planConsentForAll(test.directory, caller, principal.id);
    outcomes.push([isAllowed, await codeOf(giveConsentForAll(test.directory, caller, principal.id))]);
  }
  expect(outcomes).toEqual([
    [false, 'INSUFFICIENT_PRIVILEGES'],
    [false, 'INSUFFICIENT_PRIVILEGES'],
  ]);
  const query = { clientId: principal.id, limit: 9 };
  expect(await listPermissionGrants(test.directory, administrator, query)).toEqual([]);
  const privileged = builtInRoles.find(({ displayName }) => displayName === 'Privileged Role Administrator')!;
  await assignRole(test.directory, administrator, {
    roleDefinitionId: privileged.templateId,
    principalId: ann.id,
    directoryScopeId: '/',
  });
  const caller = await asPerson(test.directory, ann);
  expect((await planConsentForAll(test.directory, caller, principal.id)).isAllowed).toBe(true);
  await giveConsentForAll(test.directory, caller, principal.id);
  expect(await listPermissionGrants(test.directory, administrator, query)).toHaveLength(1);
});

it('gives delegated permissions by name instead', async () => {
  const { principal } = await anApplication(test.directory);
  const named = [{ servicePrincipalId: null, values: ['openid', 'Group.Read.All', 'No.Such'] }];
  const apis = await giveConsentForAll(test.directory, administrator, principal.id, named);
  expect(apis.flatMap(({ scopes }) => scopes.map(({ value }) => value)).toSorted()).toEqual([
    'Group.Read.All',
    'openid',
  ]);
});
