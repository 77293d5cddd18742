import type { Instant, ObjectId } from '@muster/kernel';
import type { Explanation } from '@muster/rules';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { LoggedActor } from '../ports/change-log.ts';

/** An object by its name. */
export interface NamedObject {
  readonly id: ObjectId;
  readonly type: ObjectType;
  readonly displayName: string | null;
  /** Of users; null for other objects. */
  readonly userPrincipalName: string | null;
}

/** How an object stood at an instant: it lived, lay among the deleted items, was gone for good, or was not made yet. */
export type ObjectState = 'live' | 'deleted' | 'purged' | 'notYet';

/** A property that a change gave another value. Instants are ISO 8601 texts. */
export interface ChangedProperty {
  readonly name: string;
  readonly before: PropertyValue;
  readonly after: PropertyValue;
  /** The rule in force at that change reads the property. */
  readonly isReadByRule: boolean;
}

/** Who changed something, when, and how. */
export interface ExplainedChange {
  /** Its place in the change log. */
  readonly seq: number;
  readonly at: Instant;
  readonly actor: LoggedActor;
  /** The use case, for example `update-user`, or the background work, for example `pass`. */
  readonly operation: string;
  readonly requestId: string | null;
  readonly changedProperties: readonly ChangedProperty[];
}

/**
 * Why somebody came in or went out.
 *
 * - `memberChanged`: the member was created or changed; `changedProperties` says what.
 * - `assigned`: somebody added or removed the member by hand.
 * - `pass`: a pass brought the group in line with its rule; `ruleChange` is the change that queued it.
 * - `clock`: time passed; `turned` is the date that made the difference.
 * - `source`: the member came into or went out of groups that the rule names; `sources` are they.
 * - `scheduleBegan`: the member activated the membership, or was given it for a time; `schedule` says until when.
 * - `scheduleEnded`: that time was over, or somebody ended it before.
 * - `memberDeleted`, `memberRestored`, `groupDeleted`, `groupRestored`.
 * - `managerDeleted`, `managerRestored`: the manager whose reports the rule selects.
 * - `other`: none of these.
 */
export type MoveReason =
  | 'memberChanged'
  | 'assigned'
  | 'scheduleBegan'
  | 'scheduleEnded'
  | 'pass'
  | 'clock'
  | 'source'
  | 'memberDeleted'
  | 'memberRestored'
  | 'groupDeleted'
  | 'groupRestored'
  | 'managerDeleted'
  | 'managerRestored'
  | 'other';

/** A date that the clock passed. */
export interface TurnedDate {
  readonly property: string;
  readonly value: Instant;
  /** When the comparison with `system.now` turned. */
  readonly turnedAt: Instant;
}

/** A source group of a memberOf rule, and which way the member went. */
export interface MovedSource {
  readonly id: ObjectId;
  readonly displayName: string | null;
  readonly joined: boolean;
}

/** A membership for a time. */
export interface MovedSchedule {
  /** By the member, who was eligible; otherwise an administrator has given it. */
  readonly isActivated: boolean;
  /** When it was to end, as things stood at the move; null for never. */
  readonly until: Instant | null;
}

/** The membership for a time by which somebody is a member now. */
export interface PresentSchedule extends MovedSchedule {
  readonly since: Instant;
  /** What the person or the administrator gave as the reason. */
  readonly justification: string | null;
  /** Who approved it; null when nobody had to. */
  readonly approvedBy: string | null;
}

/** One entry into the group or exit from it, with its reason. `changedProperties` are the member's. */
export interface ExplainedMove extends ExplainedChange {
  readonly joined: boolean;
  readonly reason: MoveReason;
  /** For `pass`: the change that registered the rule; null when the log does not tell. `changedProperties` are the group's. */
  readonly ruleChange: ExplainedChange | null;
  /** For `pass`: the change that let a pass go on that the guard had held. */
  readonly approval: ExplainedChange | null;
  readonly turned: readonly TurnedDate[];
  readonly sources: readonly MovedSource[];
  /** For `scheduleBegan` and `scheduleEnded`. */
  readonly schedule: MovedSchedule | null;
}

/** One step from the group down to the member: `member` has been directly in `group` since. */
export interface PathStep {
  readonly group: NamedObject;
  readonly member: NamedObject;
  readonly since: Instant;
}

/**
 * How the membership of a dynamic group stands to its rule.
 *
 * - `applied`: they agree.
 * - `paused`: the rule is not applied, members stay as they are.
 * - `broken`: the rule cannot be applied, members stay as they are; `problem` says why.
 * - `held`: the rule says otherwise, but its pass would move more than the guard allows and waits for an approval until
 *   then; so many would leave and join.
 * - `pending`: the rule says otherwise, background work has still to come to the member; `passStatus` is the present
 *   state of the group's pass, null when the question is about the past or there is none.
 */
export type RuleStanding =
  | { readonly kind: 'applied' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'broken'; readonly problem: string }
  | { readonly kind: 'held'; readonly leaving: number; readonly joining: number; readonly until: Instant }
  | { readonly kind: 'pending'; readonly passStatus: string | null; readonly passMessage: string | null };

/** The rule in force, and what it says about the member. */
export interface ExplainedRule {
  readonly text: string;
  readonly standing: RuleStanding;
  /** The change that registered it last: written, resumed, paused, or looked at again. Null when the log does not tell. */
  readonly setBy: ExplainedChange | null;
  /** Clause by clause with the values found; null when the rule does not compile or the member did not live. */
  readonly details: Explanation | null;
  /** The rule selects reports of a manager who did not exist: nobody. */
  readonly isManagerMissing: boolean;
}

/** Why somebody is a member of a group, or is not. */
export interface MembershipExplanation {
  readonly group: NamedObject & { readonly state: ObjectState };
  readonly member: NamedObject & { readonly state: ObjectState };
  /** The instant that is explained. */
  readonly at: Instant;
  /** Directly or through groups inside the group. */
  readonly isMember: boolean;
  /** `rule` also covers members left over from the time before a rule was paused or changed. Null for no member. */
  readonly means: 'rule' | 'assigned' | 'nested' | null;
  /** From the group down to the member; empty unless `means` is `nested`. */
  readonly path: readonly PathStep[];
  /** Null for a group that was not dynamic. */
  readonly rule: ExplainedRule | null;
  /** Where somebody is a direct member for a time; null otherwise, and when the question is about the past: there `since` has it. */
  readonly schedule: PresentSchedule | null;
  /** The change since which it is so. Null for somebody who had never been in; for `nested` the youngest step. */
  readonly since: ExplainedMove | null;
  /** The next move after the instant; null when there was none, or when the present is explained. */
  readonly next: ExplainedMove | null;
}
