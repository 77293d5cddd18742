import type { CheckedRule } from '@muster/rules';
import type { ValueChange, Workload } from '../input/workload.ts';

/** Answers at once, or in time. */
export type Maybe<T> = T | Promise<T>;

/**
 * One way to keep groups by rules. All of them answer the same questions about the same workload; users and rules go by
 * their places, from 0. A method that is missing is a question the candidate is not made for.
 */
export interface Candidate {
  /** Takes the users and the rules in. Indexes that hold whatever the rules are made here. */
  load(workload: Workload): Maybe<void>;
  /** Finds the members of every rule anew, without what an earlier time has left in caches. */
  full(): Maybe<void>;
  /** The members of a rule as found by `full` and changed since, ascending. */
  membersOf(rule: number): Maybe<Uint32Array>;
  /** How many users a rule selects that is not among those loaded. */
  countNew?(rule: CheckedRule): Maybe<number>;
  /** Gives a user another value; all memberships follow. */
  change?(change: ValueChange): Maybe<void>;
  /** The rules whose groups the user is a member of, ascending. */
  groupsOf?(user: number): Maybe<readonly number[]>;
  /** Bytes held outside the heap, where the candidate can tell. */
  sizeBytes?(): number;
  close?(): Maybe<void>;
}

/** Reasons not to run a candidate at a size. */
export type Refusal = string | undefined;
