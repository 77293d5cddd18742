import { permissionRoleId } from '@muster/directory';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../testing/fresh-database.ts';
import { Reports } from '../testing/test-store.ts';
import { migrateDatabase } from './migrate-database.ts';
import { migrations } from './migrations.ts';

let database: FreshDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const migrate = (steps: typeof migrations) => migrateDatabase({ connectionString: database.url }, new Reports(), steps);

test('permissions that were granted become assignments to the directory’s own API, and scopes stand at service principals', async () => {
  const before = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '0017'));
  await migrate(before);
  const [id, appId] = ['5d4e6f70-1b2c-4d3e-8f90-a1b2c3d4e5f6', '0a1b2c3d-0000-4000-8000-000000000001'];
  const scopes = [{ id: '0a1b2c3d-0000-4000-8000-0000000000f1', value: 'Files.Read' }];
  await client.query(
    `insert into service_principals (id, number, version, app_id) values ($1, nextval('object_number'), 1, $2)`,
    [id, appId],
  );
  await client.query(
    `insert into applications (id, number, version, app_id, api) values (gen_random_uuid(), nextval('object_number'), 1, $1, $2)`,
    [appId, JSON.stringify({ oauth2PermissionScopes: scopes })],
  );
  for (const role of ['User.Read.All', 'Group.Read.All']) {
    await client.query('insert into app_role_grants (service_principal_id, role) values ($1, $2)', [id, role]);
  }
  await migrate(migrations);
  const { rows } = await client.query(
    `select a.app_role_id as role, a.principal_type as type, a.principal_number = s.number as numbered, r.app_id as api
     from app_role_assignments a join service_principals s on s.id = a.principal_id
       join service_principals r on r.id = a.resource_id
     where a.principal_id = $1 order by a.app_role_id`,
    [id],
  );
  const api = '00000003-0000-0000-c000-000000000000';
  const expected = ['User.Read.All', 'Group.Read.All'].map(permissionRoleId).sort();
  expect(rows).toEqual(expected.map((role) => ({ role, type: 'ServicePrincipal', numbered: true, api })));
  const names = await client.query(`select kind from unique_values where lower(value) = $1 order by kind`, [api]);
  expect(names.rows.map(({ kind }) => kind)).toEqual([
    'servicePrincipal.appId',
    'servicePrincipal.servicePrincipalNames',
  ]);
  const own = await client.query('select oauth2_permission_scopes as scopes from service_principals where id = $1', [
    id,
  ]);
  expect(own.rows).toEqual([{ scopes }]);
});
