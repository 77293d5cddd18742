import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';

/** A dynamic group's rule as stored; also given, inactive, for groups that ceased to be governed by a rule. */
export interface StoredRule {
  readonly groupId: ObjectId;
  readonly groupNumber: ObjectNumber;
  readonly rule: string;
  /** False while paused, deleted or no longer dynamic. */
  readonly isActive: boolean;
  /** The directory's rule version at which this rule was last registered. */
  readonly ruleVersion: number;
}

/** Status words of `membershipRuleProcessingStatus`. */
export type PassStatus = 'NotStarted' | 'Running' | 'Succeeded' | 'Failed';

/** The stored progress of bringing one group in line with its rule. */
export interface Pass {
  readonly groupId: ObjectId;
  readonly groupNumber: ObjectNumber;
  /** The fence: batches of a pass apply only while the group's rule version is still this one. */
  readonly ruleVersion: number;
  readonly status: PassStatus;
  /** Every object with a number up to this one is done. */
  readonly cursor: number;
  readonly done: number;
  readonly total: number | null;
  readonly joined: number;
  readonly left: number;
  readonly errorMessage: string | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

export interface RuleReader {
  /** The directory's rule version; counts every registration of a rule. */
  ruleVersion(): Promise<number>;
  /** Rules registered after that version, whether active or not; all of them for 0. */
  rulesSince(version: number): Promise<readonly StoredRule[]>;
  pass(group: ObjectId): Promise<Pass | undefined>;
  passes(groups: readonly ObjectId[]): Promise<ReadonlyMap<ObjectId, Pass>>;
  countRules(): Promise<{ dynamic: number; memberOf: number }>;
}

export interface RuleWriter {
  /**
   * Makes the group's rule, in the state its row has now, count from this transaction on: bumps the directory's rule
   * version and sets it on the group. Needs the exclusive key.
   *
   * @returns the new rule version
   */
  registerRule(group: ObjectId): Promise<number>;
  /** Puts a new pass in the queue, replacing any pass of the group. */
  queuePass(group: { id: ObjectId; number: ObjectNumber }, ruleVersion: number): Promise<void>;
  /** Drops the group's pass: paused, deleted or no longer dynamic groups have no processing status. */
  dropPass(group: ObjectId): Promise<void>;
  savePass(pass: Pass): Promise<void>;
  /**
   * Takes the longest waiting pass that nobody works on, or whose worker's lease has run out, and leases it.
   */
  leasePass(worker: string, now: Instant, leaseMs: number): Promise<Pass | undefined>;
  /** True when the worker still holds the pass and the pass still has this rule version; renews the lease. */
  renewLease(group: ObjectId, ruleVersion: number, worker: string, until: Instant): Promise<boolean>;
}
