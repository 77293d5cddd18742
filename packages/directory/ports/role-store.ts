import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';

/** A role that the organisation has made, as stored. */
export interface CustomRole {
  readonly id: ObjectId;
  readonly displayName: string;
  readonly description: string | null;
  /** False: whoever holds it has nothing by it. */
  readonly isEnabled: boolean;
  /** Names of resource actions. */
  readonly actions: readonly string[];
  readonly version: string | null;
  readonly createdAt: Instant;
}

/** Somebody holds a role somewhere. */
export interface RoleAssignment {
  readonly id: ObjectId;
  /** Id of the definition. */
  readonly roleId: ObjectId;
  readonly principalId: ObjectId;
  readonly principalType: 'user' | 'group' | 'servicePrincipal';
  /** `/`, `/administrativeUnits/{id}` or `/{object id}`. */
  readonly scope: string;
  readonly createdAt: Instant;
  /** It counts from this instant on. */
  readonly startsAt: Instant;
  /** From this instant on it does not count any more; null when it has no end. */
  readonly endsAt: Instant | null;
  /** The request that made it; null when it was assigned directly. */
  readonly requestId: ObjectId | null;
  /** The eligibility that was activated; null for what an administrator assigned. */
  readonly activatedUsing: ObjectId | null;
  /** The change log has its beginning. */
  readonly isBegun: boolean;
}

/** An assignment, and the number of the group that has it, when it is a group's and the group lives. */
export interface ReachingAssignment extends RoleAssignment {
  readonly groupNumber: ObjectNumber | null;
  /** The group whose eligibility was activated: whoever leaves it has nothing by the activation any more. */
  readonly eligibleGroupNumber: ObjectNumber | null;
  /** The number of the administrative unit in which it counts, when it counts in one that lives. */
  readonly unitNumber: ObjectNumber | null;
}

/** A built-in role that has been used: from then on `directoryRoles` shows it, under an id of its own. */
export interface ActivatedRole {
  readonly id: ObjectId;
  readonly templateId: ObjectId;
}

export interface RoleReader {
  /** All of them, by name; there are 100 at most. */
  customRoles(): Promise<readonly CustomRole[]>;
  /** All assignments, or those that have what is asked for; oldest first, or a page of them. One statement. */
  assignments(wanted?: AssignmentFilter): Promise<readonly RoleAssignment[]>;
  /**
   * The principal's own assignments and those of all groups that live, as far as they count at an instant, oldest first:
   * one statement. Activations count while the eligibility does of which they were made, and what groups hold not for those
   * whose membership for a time has ended.
   */
  assignmentsReaching(principal: ObjectId, at: Instant): Promise<readonly ReachingAssignment[]>;
  /** The living groups to which roles can be assigned. */
  assignableGroups(): Promise<readonly { readonly id: ObjectId; readonly number: ObjectNumber }[]>;
  activatedRoles(): Promise<readonly ActivatedRole[]>;
}

export interface AssignmentFilter {
  readonly id?: ObjectId;
  readonly roleId?: ObjectId;
  readonly principals?: readonly ObjectId[];
  readonly scope?: string;
  /** Only those that count at this instant. */
  readonly at?: Instant;
  /** In the order of their ids, at most so many after the id; null for the beginning. */
  readonly page?: { readonly after: ObjectId | null; readonly limit: number };
}

export interface RoleWriter {
  /** Stores a new role, or the changed one in place of the old. */
  saveCustomRole(role: CustomRole): Promise<void>;
  removeCustomRole(id: ObjectId): Promise<void>;
  /** False when the principal holds the role there already, or is to hold it later. */
  insertAssignment(assignment: RoleAssignment): Promise<boolean>;
  /** Stores when it counts, and that it has begun. */
  updateAssignment(assignment: RoleAssignment): Promise<void>;
  removeAssignments(ids: readonly ObjectId[]): Promise<void>;
  /** False when the role was activated before. */
  activateRole(role: ActivatedRole): Promise<boolean>;
}
