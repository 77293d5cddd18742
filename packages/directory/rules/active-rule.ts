import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { CheckedRule } from '@muster/rules';

/** A rule in force: what every object write and every pass applies. */
export interface ActiveRule {
  readonly groupId: ObjectId;
  readonly groupNumber: ObjectNumber;
  readonly ruleVersion: number;
  readonly rule: CheckedRule;
  /** For a direct reports rule: the manager exists. Otherwise nobody is a member. */
  readonly isManagerAlive: boolean;
  /** The groups whose members the rule asks about, deleted ones too as long as they can be restored: id → number. */
  readonly sources: ReadonlyMap<string, ObjectNumber>;
  /** Their numbers. */
  readonly sourceNumbers: readonly ObjectNumber[];
}

/** A rule that should be in force but does not compile any more. Its group's membership is frozen. */
export interface BrokenRule {
  readonly groupId: ObjectId;
  readonly groupNumber: ObjectNumber;
  readonly ruleVersion: number;
  readonly problem: string;
}
