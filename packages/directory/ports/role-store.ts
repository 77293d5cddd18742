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
}

/** An assignment, and the number of the group that has it, when it is a group's and the group lives. */
export interface ReachingAssignment extends RoleAssignment {
  readonly groupNumber: ObjectNumber | null;
}

/** A built-in role that has been used: from then on `directoryRoles` shows it, under an id of its own. */
export interface ActivatedRole {
  readonly id: ObjectId;
  readonly templateId: ObjectId;
}

export interface RoleReader {
  /** All of them, by name; there are 100 at most. */
  customRoles(): Promise<readonly CustomRole[]>;
  /** All assignments, or those that have what is asked for; oldest first. One statement. */
  assignments(wanted?: AssignmentFilter): Promise<readonly RoleAssignment[]>;
  /** The principal's own assignments and those of all groups that live, oldest first: one statement. */
  assignmentsReaching(principal: ObjectId): Promise<readonly ReachingAssignment[]>;
  /** The living groups to which roles can be assigned. */
  assignableGroups(): Promise<readonly { readonly id: ObjectId; readonly number: ObjectNumber }[]>;
  activatedRoles(): Promise<readonly ActivatedRole[]>;
}

export interface AssignmentFilter {
  readonly id?: ObjectId;
  readonly roleId?: ObjectId;
  readonly principals?: readonly ObjectId[];
  readonly scope?: string;
}

export interface RoleWriter {
  /** Stores a new role, or the changed one in place of the old. */
  saveCustomRole(role: CustomRole): Promise<void>;
  removeCustomRole(id: ObjectId): Promise<void>;
  /** False when the principal holds the role there already. */
  insertAssignment(assignment: RoleAssignment): Promise<boolean>;
  removeAssignments(ids: readonly ObjectId[]): Promise<void>;
  /** False when the role was activated before. */
  activateRole(role: ActivatedRole): Promise<boolean>;
}
