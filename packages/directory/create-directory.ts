import type { Clock } from '@muster/kernel';
import type { ReadonlyMemberships } from '@muster/roster';
import { DirectoryColumns } from './columns/directory-columns.ts';
import { type Directory, type DirectoryLimits, defaultLimits } from './context.ts';
import { KnownNumbers } from './objects/known-numbers.ts';
import type { DirectoryStore } from './ports/directory-store.ts';
import type { RemotePasswords } from './ports/remote-passwords.ts';
import { RuleRegistry } from './rules/rule-registry.ts';

/** Where no directory on premises can be asked. */
const nowhere: RemotePasswords = { checkPassword: async () => 'unavailable' };

/** Puts a directory together from its parts; `rules` fills itself at the first use. */
export function createDirectory(parts: {
  readonly store: DirectoryStore;
  readonly memberships: ReadonlyMemberships;
  readonly clock: Clock;
  readonly limits?: Partial<DirectoryLimits>;
  /** False answers rules for everybody from the database instead of from memory. */
  readonly keepsColumns?: boolean;
  /** Absent: synchronised users cannot sign in with a password. */
  readonly remotePasswords?: RemotePasswords;
  /** Absent: nobody is told anything by mail. */
  readonly sendsMail?: boolean;
  readonly onPassQueued?: () => void;
}): Directory {
  const rules = new RuleRegistry();
  return {
    store: parts.store,
    memberships: parts.memberships,
    rules,
    knownNumbers: new KnownNumbers(),
    columns: new DirectoryColumns(parts.store, rules, parts.keepsColumns ?? true),
    clock: parts.clock,
    limits: { ...defaultLimits, ...parts.limits },
    remotePasswords: parts.remotePasswords ?? nowhere,
    sendsMail: parts.sendsMail ?? false,
    onPassQueued: parts.onPassQueued ?? (() => {}),
  };
}
