import type { Instant } from '@muster/kernel';
import type { RuleObjectType } from '../ast/rule-object-type.ts';

/** One plan of a user, as far as rules can see it. Absent and null are the same. */
export interface AssignedPlan {
  readonly servicePlanId?: string | null;
  readonly service?: string | null;
  readonly capabilityStatus?: string | null;
}

/** A value of a rule property. Null and absent are the same; an empty collection is the same as none. */
export type RuleValue = string | boolean | Instant | readonly string[] | readonly AssignedPlan[] | null;

/** What a rule sees of a user or device. */
export interface RuleObject {
  readonly type: RuleObjectType;
  /**
   * Keyed by canonical rule property name (`department`, `proxyAddresses`), with `objectId`, `managerId` (id of the
   * manager) and `memberOf` (ids of the groups it is a direct member of). Rules of the extended dialect also read
   * `transitiveMemberOf` (the same at any depth) and `managerIds` (ids of the living managers above it, nearest first).
   * Directory extensions that no property table lists are keyed in lower case. Dates are instants.
   */
  readonly values: Readonly<Record<string, RuleValue | undefined>>;
}
