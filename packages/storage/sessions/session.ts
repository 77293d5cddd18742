import type { WriteSession } from '@muster/directory';
import type { LedgerFollower } from '@muster/roster';
import { PostgresAppRoleStore } from '../app-roles/app-role-store.ts';
import { PostgresAuditReader } from '../audit-logs/audit-reader.ts';
import type { Connection } from '../connection/connection.ts';
import { PostgresConsentStore } from '../consents/consent-store.ts';
import { PostgresCreationStore } from '../creations/creation-store.ts';
import { PostgresCredentialStore } from '../credentials/credential-store.ts';
import { PostgresHistory } from '../history/history-reader.ts';
import { PostgresIdentityStore } from '../identities/identity-store.ts';
import { PostgresInvitationStore } from '../invitations/invitation-store.ts';
import { PostgresJobStore } from '../jobs/job-store.ts';
import { PostgresChangeLog } from '../log/change-log.ts';
import { readNews } from '../log/read-ledger.ts';
import type { SettledLog } from '../log/settled-log.ts';
import { PostgresMailQueue } from '../mail/mail-queue.ts';
import { PostgresObjectWriter } from '../objects/object-writer.ts';
import { PostgresPasscodeStore } from '../passcodes/passcode-store.ts';
import { PostgresPrivilegedAccessStore } from '../privileged-access/privileged-access-store.ts';
import { PostgresRelationStore } from '../relations/relation-store.ts';
import { PostgresRoleStore } from '../roles/role-store.ts';
import { PostgresRuleStore, type RuleVersion } from '../rules/rule-store.ts';
import { PostgresSettingsStore } from '../settings/settings-store.ts';
import { PostgresSignInSessionStore } from '../sign-in/sign-in-session-store.ts';

/** What sessions of one process share. */
export interface SessionSurroundings {
  readonly follower: LedgerFollower;
  readonly settledLog: SettledLog;
  /** Called after a transaction that added to the log. */
  readonly onLogged: () => void;
}

/** All ports on one connection. Readers get it under a type without writes. */
export class PostgresSession implements WriteSession {
  readonly objects: PostgresObjectWriter;
  readonly relations: PostgresRelationStore;
  readonly rules: PostgresRuleStore;
  readonly roles: PostgresRoleStore;
  readonly privilegedAccess: PostgresPrivilegedAccessStore;
  readonly settings: PostgresSettingsStore;
  readonly appRoles: PostgresAppRoleStore;
  readonly credentials: PostgresCredentialStore;
  readonly signInSessions: PostgresSignInSessionStore;
  readonly log: PostgresChangeLog;
  readonly history: PostgresHistory;
  readonly audits: PostgresAuditReader;
  readonly jobs: PostgresJobStore;
  readonly identities: PostgresIdentityStore;
  readonly passcodes: PostgresPasscodeStore;
  readonly mail: PostgresMailQueue;
  readonly invitations: PostgresInvitationStore;
  readonly consents: PostgresConsentStore;
  readonly creations: PostgresCreationStore;

  /** @param begun the rule version that the transaction saw first; absent outside of a transaction */
  constructor(
    private readonly connection: Connection,
    private readonly surroundings: SessionSurroundings,
    begun?: Promise<RuleVersion[]>,
  ) {
    this.objects = new PostgresObjectWriter(connection);
    this.relations = new PostgresRelationStore(connection);
    this.rules = new PostgresRuleStore(connection, begun);
    this.roles = new PostgresRoleStore(connection);
    this.privilegedAccess = new PostgresPrivilegedAccessStore(connection);
    this.settings = new PostgresSettingsStore(connection);
    this.appRoles = new PostgresAppRoleStore(connection);
    this.credentials = new PostgresCredentialStore(connection);
    this.signInSessions = new PostgresSignInSessionStore(connection);
    this.history = new PostgresHistory(connection);
    this.audits = new PostgresAuditReader(connection);
    this.jobs = new PostgresJobStore(connection);
    this.identities = new PostgresIdentityStore(connection);
    this.passcodes = new PostgresPasscodeStore(connection);
    this.mail = new PostgresMailQueue(connection);
    this.invitations = new PostgresInvitationStore(connection);
    this.consents = new PostgresConsentStore(connection);
    this.creations = new PostgresCreationStore(connection);
    this.log = new PostgresChangeLog(connection, surroundings.settledLog, begun !== undefined);
  }

  /** Reads what memory lacks and this session sees; when that is much, memory reads it once for all that wait. */
  async catchUpMemberships(): Promise<void> {
    const { follower } = this.surroundings;
    const own = this.log.appended === undefined ? [] : await this.log.ownPlaces();
    const news = await readNews(this.connection, follower.requirePosition(), own);
    if (news === undefined) await follower.catchUp();
    else follower.absorb(news);
  }
}
