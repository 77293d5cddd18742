import {
  appAccessOfApplication,
  applicationPermissions,
  createApplication,
  createServicePrincipal,
  firstAdministratorName,
  grantNewPermissions,
  grantPermissions,
  graphApplicationId,
  operatorCaller,
  permissionRoleId,
  rememberFirstAdministrator,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setUpServer } from '../../apps/server/set-up/set-up-server.ts';
import { anApplicationWith } from './builders.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const newOnes = ['AuditLog.Read.All', 'User.Invite.All'];
const older = applicationPermissions.filter((each) => !newOnes.includes(each));

/** An application with its service principal, as set-up makes one. */
async function anAdministrator(displayName = firstAdministratorName, permissions = older): Promise<ObjectId> {
  const { directory } = test;
  const application = await createApplication(directory, operatorCaller, { properties: { displayName } });
  const principal = await createServicePrincipal(directory, operatorCaller, { appId: application.properties.appId! });
  await grantPermissions(directory, operatorCaller, principal.id, permissions);
  return principal.id;
}

/** As if the version that set the directory up had not known the new permissions. */
const forget = () =>
  test.query(`update documents set value = jsonb_set(value, '{known}', $1) where name = 'first-administrator'`, [
    JSON.stringify(older),
  ]);
const heldBy = (id: ObjectId) =>
  test.directory.store.read(async (session) => {
    const api = await session.objects.findByKey('servicePrincipal', 'appId', graphApplicationId);
    return (await appAccessOfApplication(session, id, api)).roles;
  });
const takeAway = (id: ObjectId, role: string) =>
  test.query('delete from app_role_assignments where principal_id = $1 and app_role_id = $2', [
    id,
    permissionRoleId(role),
  ]);
/** What was granted, as the version before said it in the log. */
const saidAtTheApplication = (id: ObjectId) =>
  test.query(
    `update change_log set object_type = 'servicePrincipal', object_id = $1, changes = $2
    where operation = 'grant-permissions' and changes -> 'appRoleAssignedTo' ->> 1 like $3`,
    [id, JSON.stringify({ appRoles: [[], older] }), `% ${id}: %`],
  );

describe('permissions that are new in a version', () => {
  it('are given to the application that set-up made, once, and the log says so', async () => {
    const id = await anAdministrator();
    await rememberFirstAdministrator(test.directory, id);
    expect(await grantNewPermissions(test.directory)).toEqual([]);
    await forget();
    expect(await grantNewPermissions(test.directory)).toEqual(newOnes);
    expect(await heldBy(id)).toEqual(applicationPermissions);
    const [row] = await test.query('select actor, operation, changes from change_log order by seq desc limit 1');
    expect(row).toMatchObject({
      actor: { kind: 'system' },
      operation: 'grant-new-permissions',
      changes: { appRoleAssignedTo: [null, `ServicePrincipal ${id}: ${newOnes.join(' ')}`] },
    });
    await takeAway(id, newOnes[0]!);
    expect(await grantNewPermissions(test.directory)).toEqual([]);
  });

  it('are not given to an application from which something was taken, not even later', async () => {
    const id = await anAdministrator();
    await rememberFirstAdministrator(test.directory, id);
    await forget();
    await takeAway(id, 'User.Read.All');
    expect(await grantNewPermissions(test.directory)).toEqual([]);
    await grantPermissions(test.directory, operatorCaller, id, ['User.Read.All']);
    expect(await grantNewPermissions(test.directory)).toEqual([]);
    expect(await heldBy(id)).toEqual(older);
  });

  it('are given in a directory that does not remember which application it was', async () => {
    const id = await anAdministrator();
    const other = await anAdministrator('Other');
    await saidAtTheApplication(id);
    expect(await grantNewPermissions(test.directory)).toEqual(newOnes);
    expect([await heldBy(id), await heldBy(other)]).toEqual([applicationPermissions, older]);
    expect(await grantNewPermissions(test.directory)).toEqual([]);
  });

  it('are given by one of several servers that start at once', async () => {
    const id = await anAdministrator();
    await saidAtTheApplication(id);
    const second = await test.secondNode();
    const granted = await Promise.all([grantNewPermissions(test.directory), grantNewPermissions(second.directory)]);
    expect(granted.flat()).toEqual(newOnes);
    expect(await heldBy(id)).toEqual(applicationPermissions);
  });

  it('are not given to an application that somebody else made, or that never could give itself any', async () => {
    const caller = anApplicationWith(...applicationPermissions);
    const application = await createApplication(test.directory, caller, {
      properties: { displayName: firstAdministratorName },
    });
    const { appId } = application.properties;
    const principal = await createServicePrincipal(test.directory, caller, { appId: appId! });
    await grantPermissions(test.directory, caller, principal.id, older);
    expect(await grantNewPermissions(test.directory)).toEqual([]);
    await test.query('delete from documents where name = $1', ['first-administrator']);
    await test.query('delete from applications');
    const weak = await anAdministrator(firstAdministratorName, ['User.Read.All']);
    expect(await grantNewPermissions(test.directory)).toEqual([]);
    expect(await heldBy(weak)).toEqual(['User.Read.All']);
  });
});

describe('a set-up that was killed', () => {
  it('after it made its application, and before it told the secret, is made up for under the same id', async () => {
    const bootstrap = { clientId: newObjectId(), clientSecret: 'a secret of thirty-two characters' };
    const configuration = {
      name: 'Adventure Works',
      domain: 'adventure-works.com',
      administrator: undefined,
      bootstrap,
      loadsDemo: false,
      database: { kind: 'bundled', dataDir: '' },
    } as const;
    const again = () => setUpServer(test.directory, configuration);
    expect((await again()).firstAdministrator?.clientId).toBe(bootstrap.clientId);
    expect((await again()).firstAdministrator).toBeUndefined();
    await test.query(`update documents set value = '"begun"' where name = 'set-up'`);
    expect((await again()).firstAdministrator?.clientId).toBe(bootstrap.clientId);
    expect((await again()).firstAdministrator).toBeUndefined();
  });
});
