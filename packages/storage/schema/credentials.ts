// Data: passwords, second factors and what slows down guessing (ADR 27). Never changed once released.
/** The tables, one statement each. */
export const credentials: readonly string[] = [
  'alter table password_hashes add column changed_at timestamptz(3), add column must_change_with_second_factor boolean',
  'alter table domains add column password_validity_days bigint',
  `create table second_factors (
    user_id uuid not null,
    id uuid not null,
    kind text not null,
    display_name text,
    is_confirmed boolean not null,
    created_at timestamptz(3) not null,
    last_used_at timestamptz(3),
    mark bigint not null,
    data jsonb not null,
    primary key (user_id, id)
  )`,
  // How many tries of one kind there were of late, and when the next one may be made.
  `create table sign_in_brakes (
    key text collate "C" primary key,
    tries bigint not null,
    last_at timestamptz(3) not null,
    free_at timestamptz(3) not null
  )`,
  `create table familiar_networks (
    user_id uuid not null,
    network text collate "C" not null,
    last_at timestamptz(3) not null,
    primary key (user_id, network)
  )`,
  // What may be shown once: a row means that it was.
  `create table used_once (
    key text collate "C" primary key,
    expires_at timestamptz(3) not null
  )`,
  `create table sign_ins (
    id uuid primary key,
    at timestamptz(3) not null,
    user_id uuid,
    user_principal_name text,
    client_address text not null,
    method text not null,
    outcome text not null,
    details jsonb not null
  )`,
];

/** Their indexes: by what is removed when it is old, and a user's sign-ins. */
export const credentialIndexes: readonly string[] = [
  'create index sign_in_brakes_last_at on sign_in_brakes (last_at)',
  'create index familiar_networks_last_at on familiar_networks (last_at)',
  'create index used_once_expires_at on used_once (expires_at)',
  'create index sign_ins_at on sign_ins (at)',
  'create index sign_ins_user on sign_ins (user_id, at) where user_id is not null',
];
