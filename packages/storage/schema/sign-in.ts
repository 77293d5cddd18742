// Data: the statements as they were first released. Never changed: what comes later is a migration of its own.
/** Sessions and tokens of people, consents, and what applications say about how people sign in to them. */
export const signInTables: readonly string[] = [
  `create table sign_in_records (
    kind text not null,
    id_hash text collate "C" not null,
    other_hash text collate "C",
    user_id uuid,
    client_id text,
    grant_id text,
    payload jsonb not null,
    created_at timestamptz(3) not null,
    expires_at timestamptz(3) not null,
    consumed_at timestamptz(3),
    primary key (kind, id_hash)
  )`,
  `create table permission_grants (
    id text primary key,
    client_id uuid not null,
    consent_type text not null,
    principal_id uuid,
    resource_id uuid not null,
    scope text not null,
    check ((consent_type = 'AllPrincipals') = (principal_id is null))
  )`,
  'alter table applications add column api jsonb, add column group_membership_claims text, add column is_fallback_public_client boolean, add column public_client jsonb, add column spa jsonb, add column web jsonb',
];

export const signInIndexes: readonly string[] = [
  'create index sign_in_records_of_user on sign_in_records (user_id, kind) where user_id is not null',
  'create index sign_in_records_of_grant on sign_in_records (grant_id) where grant_id is not null',
  'create index sign_in_records_by_other on sign_in_records (other_hash) where other_hash is not null',
  'create index sign_in_records_by_end on sign_in_records (expires_at)',
  `create unique index permission_grants_once on permission_grants
    (client_id, resource_id, coalesce(principal_id, '00000000-0000-0000-0000-000000000000'))`,
  'create index permission_grants_of_person on permission_grants (principal_id) where principal_id is not null',
];
