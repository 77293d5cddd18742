import type { Clock } from '@muster/kernel';
import type { ReadonlyMemberships } from '@muster/roster';
import { DirectoryColumns } from './columns/directory-columns.ts';
import { type Directory, type DirectoryLimits, defaultLimits } from './context.ts';
import { KnownNumbers } from './objects/known-numbers.ts';
import type { DirectoryStore } from './ports/directory-store.ts';
import { RuleRegistry } from './rules/rule-registry.ts';

/** Puts a directory together from its parts; `rules` fills itself at the first use. */
export function createDirectory(parts: {
  readonly store: DirectoryStore;
  readonly memberships: ReadonlyMemberships;
  readonly clock: Clock;
  readonly limits?: Partial<DirectoryLimits>;
  /** False answers rules for everybody from the database instead of from memory. */
  readonly keepsColumns?: boolean;
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
    onPassQueued: parts.onPassQueued ?? (() => {}),
  };
}
