import type { Instant, ObjectId } from '@muster/kernel';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { RoleAssignment } from './role-store.ts';

/** Somebody may activate a role somewhere. It gives no right by itself. */
export type RoleEligibility = Omit<RoleAssignment, 'activatedUsing'>;

/** What a request asks for. */
export const scheduleActions = [
  'adminAssign',
  'adminUpdate',
  'adminRemove',
  'adminExtend',
  'adminRenew',
  'selfActivate',
  'selfDeactivate',
  'selfExtend',
  'selfRenew',
] as const;
export type ScheduleAction = (typeof scheduleActions)[number];

/** How far a request is. The last two are final, as are `Provisioned` and `Revoked`. */
export type RequestStatus =
  | 'Provisioned'
  | 'ScheduleCreated'
  | 'Revoked'
  | 'PendingApproval'
  | 'PendingAdminDecision'
  | 'Denied'
  | 'Canceled'
  | 'Failed';

/** When what is asked for is to begin and end. */
export interface WantedSchedule {
  /** Null: at once. */
  readonly startsAt: Instant | null;
  readonly expiration: 'noExpiration' | 'afterDuration' | 'afterDateTime' | 'notSpecified';
  /** ISO 8601, for `afterDuration`. */
  readonly duration: string | null;
  /** For `afterDateTime`. */
  readonly endsAt: Instant | null;
}

/** What an approver said. */
export interface ApprovalReview {
  readonly isApproved: boolean;
  readonly by: { readonly id: ObjectId; readonly name: string };
  readonly justification: string | null;
  readonly at: Instant;
}

/** A request about an eligible or an active role; it stays when it is answered. */
export interface RoleRequest {
  readonly id: ObjectId;
  readonly kind: 'eligibility' | 'assignment';
  readonly action: ScheduleAction;
  readonly status: RequestStatus;
  readonly roleId: ObjectId;
  readonly principalId: ObjectId;
  readonly scope: string;
  readonly justification: string | null;
  readonly ticket: { readonly ticketNumber: string | null; readonly ticketSystem: string | null } | null;
  readonly wanted: WantedSchedule | null;
  /** The schedule that it made, changed or ended. */
  readonly scheduleId: ObjectId | null;
  readonly needsApproval: boolean;
  readonly createdAt: Instant;
  readonly createdBy: { readonly kind: string; readonly id: ObjectId | null; readonly name: string };
  readonly completedAt: Instant | null;
  /** Until when it waits for an answer; null when it does not wait. */
  readonly waitsUntil: Instant | null;
  readonly review: ApprovalReview | null;
}

export interface RequestFilter {
  readonly id?: ObjectId;
  readonly kind?: RoleRequest['kind'];
  readonly principalId?: ObjectId;
  readonly createdBy?: ObjectId;
  readonly roleId?: ObjectId;
  readonly scope?: string;
  readonly status?: RequestStatus;
  readonly needsApproval?: true;
  /** Those that were to wait until this instant or an earlier one. */
  readonly waitedUntil?: Instant;
  /** At most so many, newest first. */
  readonly limit: number;
}

/** The settings of one role: rule → what was set of it. */
export interface StoredRoleSettings {
  readonly roleId: ObjectId;
  readonly rules: Readonly<Record<string, PropertyValue>>;
  readonly modifiedAt: Instant;
  readonly modifiedBy: { readonly id: ObjectId | null; readonly name: string };
}

export interface PrivilegedAccessReader {
  /** All of them, or those of these principals, oldest first. */
  eligibilities(principals?: readonly ObjectId[]): Promise<readonly RoleEligibility[]>;
  requests(wanted: RequestFilter): Promise<readonly RoleRequest[]>;
  /** Of all roles of which anything was set, or of one. */
  roleSettings(roleId?: ObjectId): Promise<readonly StoredRoleSettings[]>;
  /** The first instant at which a schedule begins or ends, or a request stops waiting; null when there is none. One statement. */
  nextTurn(): Promise<Instant | null>;
}

export interface PrivilegedAccessWriter {
  /** False when the principal is eligible for the role there already. */
  insertEligibility(eligibility: RoleEligibility): Promise<boolean>;
  /** Stores when it counts, and that it has begun. */
  updateEligibility(eligibility: RoleEligibility): Promise<void>;
  removeEligibilities(ids: readonly ObjectId[]): Promise<void>;
  /** Stores a new request, or how far it is now. */
  saveRequest(request: RoleRequest): Promise<void>;
  saveRoleSettings(settings: StoredRoleSettings): Promise<void>;
}
