// Data: being a member or owner of a group for a time (ADR 35). Never changed once released.

/** One statement each: requests and settings of roles come to hold those of groups as well. */
export const groupPrivilegeTables: readonly string[] = [
  'drop index role_requests_principal',
  'alter table role_requests rename column role_id to held_id',
  "alter table role_requests add column held_type text not null default 'role'",
  'alter table role_requests alter column held_type drop default',
  'alter table role_settings rename column role_id to held_id',
  // Of a group `member` or `owner`.
  "alter table role_settings add column access text not null default ''",
  'alter table role_settings alter column access drop default',
  'alter table role_settings drop constraint role_settings_pkey',
  'alter table role_settings add constraint role_settings_pkey primary key (held_id, access)',
  `create table group_schedules (
    id uuid primary key,
    kind text not null,
    group_id uuid not null,
    group_number bigint not null,
    access text not null,
    principal_id uuid not null,
    principal_number bigint not null,
    principal_type text not null,
    created_at timestamptz(3) not null,
    starts_at timestamptz(3) not null,
    ends_at timestamptz(3),
    request_id uuid,
    activated_using uuid,
    is_begun boolean not null
  )`,
];

/** Made when the tables have their place. */
export const groupPrivilegeIndexes: readonly string[] = [
  'create index role_requests_principal on role_requests (principal_id, held_id)',
  'create index role_requests_held on role_requests (held_id)',
  'create unique index group_schedules_once on group_schedules (principal_id, group_id, access, kind)',
  'create index group_schedules_group on group_schedules (group_id)',
  'create index group_schedules_number on group_schedules (group_number)',
  'create index group_schedules_made_of on group_schedules (activated_using) where activated_using is not null',
  'create index group_schedules_ends on group_schedules (ends_at) where ends_at is not null',
  'create index group_schedules_starts on group_schedules (starts_at) where not is_begun',
];
