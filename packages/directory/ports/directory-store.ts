import type { AppRoleReader, AppRoleWriter } from './app-role-store.ts';
import type { AuditReader } from './audit-log.ts';
import type { ChangeLogReader, ChangeLogWriter } from './change-log.ts';
import type { ConsentReader, ConsentWriter } from './consent-store.ts';
import type { CreationReader, CreationWriter } from './creation-store.ts';
import type { CredentialReader, CredentialWriter } from './credential-store.ts';
import type { HistoryReader } from './history.ts';
import type { IdentityReader, IdentityWriter } from './identity-store.ts';
import type { InvitationReader, InvitationWriter } from './invitation-store.ts';
import type { JobWriter } from './job-store.ts';
import type { MailReader, MailWriter } from './mail-queue.ts';
import type { ObjectReader, ObjectWriter } from './object-store.ts';
import type { PasscodeWriter } from './passcode-store.ts';
import type { PrivilegedAccessReader, PrivilegedAccessWriter } from './privileged-access-store.ts';
import type { RelationReader, RelationWriter } from './relation-store.ts';
import type { RoleReader, RoleWriter } from './role-store.ts';
import type { RuleReader, RuleWriter } from './rule-store.ts';
import type { SettingsReader, SettingsWriter } from './settings-store.ts';
import type { SessionReader, SessionWriter } from './sign-in-records.ts';

/** Everything that can be read, on one connection. */
export interface ReadSession {
  readonly objects: ObjectReader;
  readonly relations: RelationReader;
  readonly rules: RuleReader;
  readonly roles: RoleReader;
  readonly privilegedAccess: PrivilegedAccessReader;
  readonly settings: SettingsReader;
  readonly appRoles: AppRoleReader;
  readonly identities: IdentityReader;
  readonly credentials: CredentialReader;
  readonly signInSessions: SessionReader;
  readonly invitations: InvitationReader;
  readonly mail: MailReader;
  readonly consents: ConsentReader;
  readonly creations: CreationReader;
  readonly log: ChangeLogReader;
  readonly history: HistoryReader;
  readonly audits: AuditReader;
  /**
   * Brings the membership memory to everything that is committed and visible to this session now.
   * One statement when nothing is new.
   */
  catchUpMemberships(): Promise<void>;
}

/** A transaction. Nothing is visible to others, and nothing happened, until it commits. */
export interface WriteSession extends ReadSession {
  readonly objects: ObjectReader & ObjectWriter;
  readonly relations: RelationReader & RelationWriter;
  readonly rules: RuleReader & RuleWriter;
  readonly roles: RoleReader & RoleWriter;
  readonly privilegedAccess: PrivilegedAccessReader & PrivilegedAccessWriter;
  readonly settings: SettingsReader & SettingsWriter;
  readonly appRoles: AppRoleReader & AppRoleWriter;
  readonly identities: IdentityReader & IdentityWriter;
  readonly invitations: InvitationReader & InvitationWriter;
  readonly passcodes: PasscodeWriter;
  readonly mail: MailReader & MailWriter;
  readonly credentials: CredentialReader & CredentialWriter;
  readonly signInSessions: SessionReader & SessionWriter;
  readonly consents: ConsentReader & ConsentWriter;
  readonly creations: CreationReader & CreationWriter;
  readonly log: ChangeLogReader & ChangeLogWriter;
  readonly jobs: JobWriter;
}

/**
 * How a transaction stands to rule changes.
 *
 * - `shared`: the rules stay as they are while it runs; any number at a time.
 * - `exclusive`: it may register rules and write batches of passes; nobody else writes while it runs, so it is short.
 */
export type RuleKey = 'shared' | 'exclusive';

/** Where the directory is kept. */
export interface DirectoryStore {
  /** Runs reads, each statement in its own snapshot. */
  read<R>(work: (session: ReadSession) => Promise<R>): Promise<R>;
  /** Runs reads in one snapshot of the database (repeatable read). */
  snapshot<R>(work: (session: ReadSession) => Promise<R>): Promise<R>;
  /**
   * Runs a transaction that holds the rule key from its first statement on. Commits when `work` returns, rolls back
   * when it throws. Transactions that the database refused for a deadlock are run again, at most three times.
   * When it returns, this process's membership memory holds the transaction's ledger rows.
   *
   * @param look what the transaction reads or locks first: its statements go out together with the transaction's
   *   beginning and run right after the key is held
   */
  write<R, L = void>(
    key: RuleKey,
    work: (session: WriteSession, looked: L) => Promise<R>,
    look?: (session: WriteSession) => Promise<L>,
  ): Promise<R>;
}
