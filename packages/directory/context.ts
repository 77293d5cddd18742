import type { Clock } from '@muster/kernel';
import type { ReadonlyMemberships } from '@muster/roster';
import type { DirectoryColumns } from './columns/directory-columns.ts';
import type { KnownNumbers } from './objects/known-numbers.ts';
import type { DirectoryStore } from './ports/directory-store.ts';
import type { RemotePasswords } from './ports/remote-passwords.ts';
import type { RuleRegistry } from './rules/rule-registry.ts';

/** What every use case works on: one directory in one process. */
export interface Directory {
  readonly store: DirectoryStore;
  /** Memberships as of the last catch-up; `session.catchUpMemberships()` brings it up to what a session sees. */
  readonly memberships: ReadonlyMemberships;
  readonly rules: RuleRegistry;
  readonly columns: DirectoryColumns;
  /** Where memberships of objects that were asked about before can be looked up ahead of the database's answer. */
  readonly knownNumbers: KnownNumbers;
  readonly clock: Clock;
  readonly limits: DirectoryLimits;
  /** Knows the passwords of users who are synchronised from a directory on premises. */
  readonly remotePasswords: RemotePasswords;
  /** Whether somebody works the queue of mails off; false queues none but those that their authors ask for. */
  readonly sendsMail: boolean;
  /** Called after a transaction that queued a pass. */
  readonly onPassQueued: () => void;
}

export interface DirectoryLimits {
  /** Dynamic groups, deleted ones included. */
  readonly dynamicGroups: number;
  /** Groups with a memberOf rule, in a directory with the portable rule language. */
  readonly memberOfGroups: number;
  /** Groups with a rule over memberships, in a directory with the extended rule language. */
  readonly extendedMemberOfGroups: number;
  /** Rules that stand one upon another: each reads the members of the next one's group. */
  readonly ruleChain: number;
  /** Users and devices that one write asks rules over memberships about; where it would be more, passes do it. */
  readonly followedAtOnce: number;
  /** Days a deleted object can be restored. */
  readonly deletedItemDays: number;
  /** Days that the log of sign-ins reaches back where `signInLogDays` of the organization says nothing. */
  readonly signInLogDays: number;
  /** Entries of the ledger that one answer about the history of a group looks at. */
  readonly historyEntries: number;
  /** Objects that somebody without a role may have created. */
  readonly createdObjects: number;
}

/** @see rule language spec §8; Graph surface spec §6.8 */
export const defaultLimits: DirectoryLimits = {
  dynamicGroups: 15_000,
  memberOfGroups: 500,
  extendedMemberOfGroups: 5_000,
  ruleChain: 25,
  followedAtOnce: 5_000,
  deletedItemDays: 30,
  signInLogDays: 30,
  historyEntries: 1_000_000,
  createdObjects: 250,
};
