// Data: roles and who holds them (ADR 25). Never changed once released.
/** One statement each. */
export const roleTables: readonly string[] = [
  // Roles that the organisation has made; built-in ones are in the code.
  `create table role_definitions (
    id uuid primary key,
    display_name text not null,
    description text,
    is_enabled boolean not null,
    actions jsonb not null,
    version text,
    created_at timestamptz(3) not null
  )`,
  `create table role_assignments (
    id uuid primary key,
    role_id uuid not null,
    principal_id uuid not null,
    principal_type text not null,
    scope text not null,
    created_at timestamptz(3) not null
  )`,
  // Built-in roles that have been used, and the id under which directoryRoles shows them.
  `create table directory_roles (
    template_id uuid primary key,
    id uuid not null
  )`,
];

/** Made when the tables have their place. */
export const roleIndexes: readonly string[] = [
  'create unique index role_assignments_once on role_assignments (principal_id, role_id, scope)',
  'create index role_assignments_role on role_assignments (role_id)',
  'create index groups_assignable_to_role on groups (number) where is_assignable_to_role',
];
