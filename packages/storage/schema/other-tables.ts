// Data: the tables as they were first made. Never changed: what comes later is a migration of its own.
/** Sequences and the tables beside those of directory objects, one statement each. */
export const otherTables: readonly string[] = [
  'create sequence object_number as bigint',
  'create sequence change_seq as bigint',
  // The only uniqueness across objects; the value is folded to one case.
  `create table unique_values (
    kind text not null,
    value text collate "C" not null,
    object_id uuid not null,
    primary key (kind, value)
  )`,
  `create table relations (
    from_id uuid not null,
    kind text not null,
    to_id uuid not null,
    from_type text not null,
    to_type text not null,
    primary key (from_id, kind, to_id)
  )`,
  `create table application_secrets (
    key_id text primary key,
    application_id uuid not null,
    display_name text,
    hint text not null,
    hash text not null,
    starts_at timestamptz(3) not null,
    ends_at timestamptz(3) not null
  )`,
  `create table password_hashes (
    user_id uuid primary key,
    hash text not null,
    must_change boolean not null
  )`,
  `create table app_role_grants (
    service_principal_id uuid not null,
    role text not null,
    primary key (service_principal_id, role)
  )`,
  `create table extension_properties (
    id uuid primary key,
    name text not null,
    application_id uuid not null,
    data_type text not null,
    target_objects jsonb not null,
    created_at timestamptz(3) not null
  )`,
  `create table organization (
    id uuid primary key,
    display_name text not null,
    created_at timestamptz(3) not null,
    properties jsonb not null
  )`,
  `create table domains (
    id text primary key,
    is_default boolean not null,
    is_initial boolean not null,
    is_verified boolean not null,
    created_at timestamptz(3) not null
  )`,
  'create table documents (name text primary key, value jsonb not null)',
  // One row: how many registrations of rules there have been.
  'create table rule_registry (singleton boolean primary key check (singleton), version bigint not null)',
  'insert into rule_registry (singleton, version) values (true, 0)',
  `create table passes (
    group_id uuid primary key,
    group_number bigint not null,
    rule_version bigint not null,
    status text not null,
    cursor_number bigint not null,
    done_count bigint not null,
    total_count bigint,
    joined_count bigint not null,
    left_count bigint not null,
    error_message text,
    started_at timestamptz(3),
    finished_at timestamptz(3),
    worker text,
    leased_until timestamptz(3)
  )`,
  // Work that one process at a time does for the whole directory, and how far it has come.
  `create table jobs (
    name text primary key,
    worker text not null,
    held_until timestamptz(3) not null,
    state jsonb
  )`,
  // A fact to a row; a change without facts has one row whose object columns are null.
  `create table change_log (
    seq bigint not null,
    ordinal integer not null,
    at timestamptz(3) not null,
    actor jsonb not null,
    operation text not null,
    request_id text,
    object_type text,
    object_id text,
    object_number bigint,
    action text,
    changes jsonb,
    primary key (seq, ordinal)
  )`,
  // A row is of a member (joined and left groups) or of a group (joined and left members, packed).
  `create table membership_ledger (
    seq bigint not null,
    ordinal integer not null,
    member_number bigint,
    group_number bigint,
    joined bigint[],
    left_groups bigint[],
    joined_set bytea,
    left_set bytea,
    primary key (seq, ordinal),
    check ((member_number is null) <> (group_number is null))
  )`,
  // One row: up to where every ledger row is in the snapshot of its group.
  'create table membership_floor (singleton boolean primary key check (singleton), position bigint not null)',
  'insert into membership_floor (singleton, position) values (true, 0)',
  `create table membership_snapshot (
    group_number bigint not null,
    chunk bigint not null,
    position bigint not null,
    last_seq bigint not null,
    members bytea not null,
    primary key (group_number, chunk)
  )`,
];
