// The statements as they were first released. Never changed: what comes later is a migration of its own.
import { randomBytes, randomUUID } from 'node:crypto';
import { permissionRoleId } from '@muster/directory';
import { foldCase } from '@muster/kernel';
import { type Kysely, sql } from 'kysely';

/** Assignments to applications, and what applications say about tokens. */
export const appRoleTables: readonly string[] = [
  `create table app_role_assignments (
    id text primary key,
    app_role_id uuid not null,
    principal_id uuid not null,
    principal_number bigint not null,
    principal_type text not null,
    resource_id uuid not null,
    created_at timestamptz(3) not null
  )`,
  'alter table applications add column required_resource_access jsonb, add column optional_claims jsonb',
  'alter table service_principals add column oauth2_permission_scopes jsonb',
  `update service_principals s set oauth2_permission_scopes = a.api -> 'oauth2PermissionScopes'
    from applications a where a.app_id = s.app_id and a.deleted_at is null`,
];

export const appRoleIndexes: readonly string[] = [
  'create unique index app_role_assignments_once on app_role_assignments (principal_id, resource_id, app_role_id)',
  'create index app_role_assignments_of_resource on app_role_assignments (resource_id)',
  `create index app_role_assignments_of_group on app_role_assignments (principal_number) where principal_type = 'Group'`,
];

interface GrantedRole {
  readonly id: string;
  readonly number: number;
  readonly role: string;
}

const graphAppId = '00000003-0000-0000-c000-000000000000';
const graphNames = [graphAppId, 'https://graph.microsoft.com'];

/** Makes assignments to the directory's own API of the permissions that applications were granted until now. */
export async function moveGrantedRoles(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<GrantedRole>`
    select s.id, s.number, g.role from app_role_grants g join service_principals s on s.id = g.service_principal_id
  `.execute(db);
  if (rows.length > 0) {
    const resource = await graphPrincipal(db);
    const moved = rows.map(({ id, number, role }) => ({
      id: randomBytes(24).toString('base64url'),
      app_role_id: permissionRoleId(role),
      principal_id: id,
      principal_number: number,
      principal_type: 'ServicePrincipal',
      resource_id: resource,
      created_at: new Date(0).toISOString(),
    }));
    await sql`
      insert into app_role_assignments
      select r.id, r.app_role_id, r.principal_id, r.principal_number, r.principal_type, r.resource_id, now()
      from jsonb_populate_recordset(null::app_role_assignments, ${JSON.stringify(moved)}::jsonb) as r
    `.execute(db);
  }
  await sql`drop table app_role_grants`.execute(db);
}

/** The service principal of the directory's own API; until now it was made when the first consent needed it. */
async function graphPrincipal(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select id from service_principals where app_id = ${graphAppId} and deleted_at is null
  `.execute(db);
  if (rows[0] !== undefined) return rows[0].id;
  const id = randomUUID();
  await sql`
    insert into service_principals (id, number, version, created_date_time, app_id, account_enabled, app_display_name,
      app_role_assignment_required, display_name, service_principal_names, service_principal_type, sign_in_audience)
    values (${id}::uuid, nextval('object_number'), 1, now(), ${graphAppId}, true, 'Microsoft Graph',
      false, 'Microsoft Graph', ${JSON.stringify(graphNames)}::jsonb, 'Application', 'AzureADMultipleOrgs')
  `.execute(db);
  const unique = [
    ['servicePrincipal.appId', graphAppId],
    ...graphNames.map((name) => ['servicePrincipal.servicePrincipalNames', name]),
  ];
  for (const [kind, value] of unique) {
    await sql`
      insert into unique_values (kind, value, object_id) values (${kind}, ${foldCase(value!)}, ${id}::uuid)
    `.execute(db);
  }
  return id;
}
