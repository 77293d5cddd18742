import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { RoleAssignment } from './role-store.ts';

/** Somebody may activate a role somewhere. It gives no right by itself. */
export type RoleEligibility = Omit<RoleAssignment, 'activatedUsing'>;

/** How somebody can belong to a group. */
export const groupAccesses = ['member', 'owner'] as const;
export type GroupAccess = (typeof groupAccesses)[number];

/** What settings are about: a role, wherever it is held, or one access to a group. */
export type Governed =
  | { readonly type: 'role'; readonly id: ObjectId }
  | { readonly type: 'group'; readonly id: ObjectId; readonly scope: GroupAccess };

/** What can be held for a time: a role at a scope, or being a member or an owner of a group. */
export type Held =
  | { readonly type: 'role'; readonly id: ObjectId /** As it is kept. */; readonly scope: string }
  | { readonly type: 'group'; readonly id: ObjectId; readonly scope: GroupAccess };

/** That somebody holds or can activate something, now or later. */
export type Schedule = Omit<RoleAssignment, 'roleId' | 'scope'>;

/** Somebody may become, or is for a time, a member or an owner of a group. */
export interface GroupSchedule extends Schedule {
  readonly kind: AccessRequest['kind'];
  readonly groupId: ObjectId;
  readonly groupNumber: ObjectNumber;
  readonly access: GroupAccess;
  readonly principalNumber: ObjectNumber;
}

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

/** A request about what somebody can activate or holds; it stays when it is answered. */
export interface AccessRequest {
  readonly id: ObjectId;
  readonly kind: 'eligibility' | 'assignment';
  readonly action: ScheduleAction;
  readonly status: RequestStatus;
  readonly held: Held;
  readonly principalId: ObjectId;
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
  readonly kind?: AccessRequest['kind'];
  readonly principalId?: ObjectId;
  readonly createdBy?: ObjectId;
  readonly type?: Held['type'];
  /** Id of the role's definition, or of the group. */
  readonly heldId?: ObjectId;
  readonly scope?: string;
  readonly status?: RequestStatus;
  readonly needsApproval?: true;
  /** Whether it waits for an answer. */
  readonly isWaiting?: boolean;
  /** Those that were to wait until this instant or an earlier one. */
  readonly waitedUntil?: Instant;
  /** At most so many, newest first. */
  readonly limit: number;
}

/** Those that have all of what is asked for. */
export interface GroupScheduleFilter {
  readonly id?: ObjectId;
  readonly kind?: AccessRequest['kind'];
  readonly groups?: readonly ObjectId[];
  readonly groupNumbers?: readonly ObjectNumber[];
  readonly access?: GroupAccess;
  readonly principals?: readonly ObjectId[];
  /** Made of one of these eligibilities. */
  readonly activatedUsing?: readonly ObjectId[];
  /** Of groups to which roles can be assigned alone. */
  readonly isAssignableToRole?: true;
  /** Those that have ended by this instant, or are to begin by it and have not. */
  readonly due?: Instant;
  /** At most so many, oldest first. */
  readonly limit?: number;
}

/** The settings of one role, or of one access to a group: rule → what was set of it. */
export interface StoredAccessSettings {
  readonly governed: Governed;
  readonly rules: Readonly<Record<string, PropertyValue>>;
  readonly modifiedAt: Instant;
  readonly modifiedBy: { readonly id: ObjectId | null; readonly name: string };
}

export interface PrivilegedAccessReader {
  /** All of them, or those of these principals, oldest first. */
  eligibilities(principals?: readonly ObjectId[]): Promise<readonly RoleEligibility[]>;
  requests(wanted: RequestFilter): Promise<readonly AccessRequest[]>;
  /** Of all roles, or all groups, of which anything was set, or of those with these ids. */
  accessSettings(type: Governed['type'], ids?: readonly ObjectId[]): Promise<readonly StoredAccessSettings[]>;
  /** Who can be, is or will be a member or owner of groups by schedules, oldest first. One statement. */
  groupSchedules(wanted: GroupScheduleFilter): Promise<readonly GroupSchedule[]>;
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
  saveRequest(request: AccessRequest): Promise<void>;
  saveAccessSettings(settings: StoredAccessSettings): Promise<void>;
  /** Stores a new schedule, or when a known one counts, and that it has begun. */
  saveGroupSchedule(schedule: GroupSchedule): Promise<void>;
  removeGroupSchedules(ids: readonly ObjectId[]): Promise<void>;
}
