// Data: the tables of the migration 0013. Never changed: what comes later is a migration of its own.
/** Identity providers, other directories, accounts elsewhere, sign-ins on their way, passcodes, mails that wait. */
export const identityTables: readonly string[] = [
  `create table identity_providers (
    id text primary key,
    kind text not null,
    settings jsonb not null,
    secret text,
    version bigint not null,
    created_at timestamptz(3) not null
  )`,
  `create table cross_tenant_partners (
    tenant_id uuid primary key,
    settings jsonb not null
  )`,
  // An account elsewhere belongs to one user; looked up by a digest of issuer and subject.
  `create table linked_identities (
    identity_id text collate "C" primary key,
    issuer text not null,
    user_id uuid not null,
    provider_id text not null,
    linked_at timestamptz(3) not null
  )`,
  'create index linked_identities_user on linked_identities (user_id)',
  `create table federation_attempts (
    state_hash text primary key,
    browser_hash text not null,
    provider_id text not null,
    nonce text not null,
    code_verifier text not null,
    redirect_uri text not null,
    return_to text not null,
    acr_values jsonb not null,
    ends_at timestamptz(3) not null
  )`,
  'create index federation_attempts_end on federation_attempts (ends_at)',
  `create table passcodes (
    ticket_hash text primary key,
    address text not null,
    hash text not null,
    ends_at timestamptz(3) not null,
    tries bigint not null,
    is_used boolean not null
  )`,
  'create index passcodes_end on passcodes (ends_at)',
  // How often something was asked for in a stretch of time: by address, by network.
  `create table use_counts (
    key text collate "C" not null,
    window_start timestamptz(3) not null,
    uses bigint not null,
    primary key (key, window_start)
  )`,
  `create table mail_queue (
    id uuid primary key,
    recipient text not null,
    subject text not null,
    body_text text not null,
    body_html text,
    language text not null,
    kind text not null,
    queued_at timestamptz(3) not null
  )`,
  'create index mail_queue_order on mail_queue (queued_at)',
];
