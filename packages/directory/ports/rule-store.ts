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
  /** Memberships moved so far. */
  readonly done: number;
  /** Memberships that differed when the last batch was written, those moved before included; null before the first. */
  readonly total: number | null;
  readonly joined: number;
  readonly left: number;
  readonly errorMessage: string | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
  /** Why the pass waits for an approval; null when it does not. */
  readonly held: HeldPass | null;
  /** The approval under which the pass may move more than the guard allows. */
  readonly approval: PassApproval | null;
}

/** What a pass would do that the guard does not let it do unasked. */
export interface HeldPass {
  /** Members before the pass. */
  readonly members: number;
  readonly leaving: number;
  readonly joining: number;
  readonly since: Instant;
  /** When the request for approval expires. */
  readonly until: Instant;
}

/** Somebody said that so many may leave and join. */
export interface PassApproval {
  readonly leaving: number;
  readonly joining: number;
  readonly by: string;
  readonly at: Instant;
}

/** What keeps a group from being in line with its rule, what needs somebody first: a held pass waits for an approval. */
export const unsettledStates = ['held', 'failed', 'running', 'waiting'] as const;
export type UnsettledState = (typeof unsettledStates)[number];

/** A pass that did not succeed, or has not yet. */
export interface UnsettledPass extends Pass {
  readonly state: UnsettledState;
}

/** A place among the unsettled passes, which are in the order of their states and of registration. */
export type UnsettledPlace = Pick<UnsettledPass, 'state' | 'ruleVersion'>;

export interface RuleReader {
  /** The directory's rule version; counts every registration of a rule. */
  ruleVersion(): Promise<number>;
  /** Rules registered after that version, whether active or not; all of them for 0. */
  rulesSince(version: number): Promise<readonly StoredRule[]>;
  pass(group: ObjectId): Promise<Pass | undefined>;
  passes(groups: readonly ObjectId[]): Promise<ReadonlyMap<ObjectId, Pass>>;
  /** Passes that are not finished: running, waiting and held ones, in order of registration, at most `limit`. */
  openPasses(limit: number): Promise<readonly Pass[]>;
  /** How many passes there are in each state. By index, whatever the number of groups. */
  countUnsettled(): Promise<Readonly<Record<UnsettledState, number>>>;
  /**
   * Passes that did not succeed, or have not yet. By index, whatever the number of groups.
   *
   * @param state null for all states, in their order
   * @param after the last one of the page before; null for the first page
   */
  unsettledPasses(
    state: UnsettledState | null,
    after: UnsettledPlace | null,
    limit: number,
  ): Promise<readonly UnsettledPass[]>;
  /** Held passes whose request for approval expired at the instant or before, at most 100. */
  expiredHolds(now: Instant): Promise<readonly Pass[]>;
  countRules(): Promise<{ dynamic: number; memberOf: number }>;
}

export interface RuleWriter {
  /**
   * Adds to how many members an import or sync has taken out of groups, and gives the sums of the last hour for these
   * groups. Forgets what is older, of all imports. One statement.
   *
   * @param leaving group number → how many leave now
   */
  countLeaving(
    source: string,
    now: Instant,
    leaving: ReadonlyMap<ObjectNumber, number>,
  ): Promise<ReadonlyMap<ObjectNumber, number>>;
  /**
   * Makes the group's rule, in the state its row has now, count from this transaction on: bumps the directory's rule
   * version and sets it on the group. Needs the exclusive key.
   *
   * @returns the new rule version
   */
  registerRule(group: ObjectId): Promise<number>;
  /** Bumps the directory's rule version although no rule changed: what all rules rest on did. Needs the exclusive key. */
  advanceVersion(): Promise<void>;
  /** Puts a new pass in the queue, replacing any pass of the group. */
  queuePass(group: { id: ObjectId; number: ObjectNumber }, ruleVersion: number): Promise<void>;
  /** Drops the group's pass: paused, deleted or no longer dynamic groups have no processing status. */
  dropPass(group: ObjectId): Promise<void>;
  /**
   * Keeps the passes' progress, one statement. Changes nothing for a pass whose group has another rule version by now.
   * Ending or holding a pass ends its lease.
   */
  savePasses(passes: readonly Pass[]): Promise<void>;
  /**
   * Takes the longest waiting passes that nobody works on, or whose worker's lease has run out, and leases them; one
   * statement. Held passes wait for approval, not for a worker.
   */
  leasePasses(worker: string, now: Instant, leaseMs: number, limit: number): Promise<readonly Pass[]>;
  /** Renews the leases of those passes that the worker still holds and that still have this rule version; gives their groups. */
  renewLeases(passes: readonly Pass[], worker: string, until: Instant): Promise<ReadonlySet<ObjectId>>;
}
