// Data: the statements of the migration 0014. Never changed: what comes later is a migration of its own.
/** Invitations by the address that was invited, and what sending a mail needs to know of it. */
export const invitationTables: readonly string[] = [
  // The row of an address is also the lock of whoever invites it or redeems its invitation. Of a ticket only a digest.
  `create table invitations (
    address_key text collate "C" primary key,
    user_id uuid,
    id uuid,
    address text,
    ticket_hash text unique,
    redirect_url text,
    invited_at timestamptz(3),
    ends_at timestamptz(3),
    redeemed_at timestamptz(3)
  )`,
  'create index invitations_user on invitations (user_id)',
  `alter table mail_queue
    add column copy_to text,
    add column attempts bigint,
    add column next_at timestamptz(3),
    add column worker text,
    add column held_until timestamptz(3),
    add column ends_at timestamptz(3),
    add column failure text,
    add column failed_at timestamptz(3)`,
];
