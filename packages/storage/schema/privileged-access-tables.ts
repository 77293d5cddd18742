// Data: roles that are held for a time or can be activated (ADR 32). Never changed once released.
const schedule = `
    id uuid primary key,
    role_id uuid not null,
    principal_id uuid not null,
    principal_type text not null,
    scope text not null,
    created_at timestamptz(3) not null,
    starts_at timestamptz(3) not null,
    ends_at timestamptz(3),
    request_id uuid,
    is_begun boolean not null`;

/** One statement each. */
export const privilegedAccessTables: readonly string[] = [
  `alter table role_assignments
    add column starts_at timestamptz(3),
    add column ends_at timestamptz(3),
    add column request_id uuid,
    add column activated_using uuid,
    add column is_begun boolean`,
  'update role_assignments set starts_at = created_at, is_begun = true',
  'alter table role_assignments alter column starts_at set not null, alter column is_begun set not null',
  `create table role_eligibilities (${schedule}
  )`,
  `create table role_requests (
    id uuid primary key,
    kind text not null,
    action text not null,
    status text not null,
    role_id uuid not null,
    principal_id uuid not null,
    scope text not null,
    created_at timestamptz(3) not null,
    created_by_id uuid,
    waits_until timestamptz(3),
    completed_at timestamptz(3),
    schedule_id uuid,
    needs_approval boolean not null,
    details jsonb not null
  )`,
  // What was set of the rules of a role; the rest is in the code.
  `create table role_settings (
    role_id uuid primary key,
    rules jsonb not null,
    modified_at timestamptz(3) not null,
    modified_by jsonb not null
  )`,
];

/** Made when the tables have their place. */
export const privilegedAccessIndexes: readonly string[] = [
  'create unique index role_eligibilities_once on role_eligibilities (principal_id, role_id, scope)',
  'create index role_eligibilities_ends on role_eligibilities (ends_at) where ends_at is not null',
  'create index role_eligibilities_starts on role_eligibilities (starts_at) where not is_begun',
  'create index role_assignments_ends on role_assignments (ends_at) where ends_at is not null',
  'create index role_assignments_starts on role_assignments (starts_at) where not is_begun',
  'create index role_requests_newest on role_requests (created_at desc, id)',
  'create index role_requests_principal on role_requests (principal_id, role_id)',
  'create index role_requests_waiting on role_requests (waits_until) where waits_until is not null',
];
