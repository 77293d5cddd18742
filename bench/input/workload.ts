import type { Instant } from '@muster/kernel';
import type { CheckedRule, RuleObject, RuleValue } from '@muster/rules';

/** One rule property of one user takes another value. */
export interface ValueChange {
  /** The user's place in the directory, from 0. */
  readonly user: number;
  /** Canonical name of the rule property. */
  readonly name: string;
  readonly value: RuleValue;
}

/** What a run is about: who there is, what is asked, what happens. Users can be gone through more than once. */
export interface Workload {
  /** The users in order. */
  readonly users: () => Iterable<RuleObject>;
  /** The rules that are loaded. */
  readonly rules: readonly CheckedRule[];
  /** Rules that are not among those loaded, for NEW RULE. */
  readonly newRules: readonly CheckedRule[];
  readonly changes: readonly ValueChange[];
  /** The instant at which everything is asked. */
  readonly now: Instant;
}
