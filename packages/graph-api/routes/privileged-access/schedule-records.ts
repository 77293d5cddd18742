import type { AccessRequest, ListedGroupSchedule, ListedSchedule, WantedSchedule } from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from '../organization/record-answers.ts';

export type Kind = AccessRequest['kind'];
/** A schedule of either sort. */
export type AnySchedule = ListedSchedule | ListedGroupSchedule;

const ofRole = { appScopeId: null, directoryScopeId: null, principalId: null, roleDefinitionId: null };
const ofGroup = { accessId: null, groupId: null, principalId: null };

const requestOf = (subject: JsonMembers): JsonMembers => ({
  id: null,
  approvalId: null,
  completedDateTime: null,
  createdBy: null,
  createdDateTime: null,
  customData: null,
  status: null,
  action: null,
  ...subject,
  isValidationOnly: false,
  justification: null,
  scheduleInfo: null,
  targetScheduleId: null,
  ticketInfo: null,
});
const scheduleOf = (subject: JsonMembers): JsonMembers => ({
  id: null,
  ...subject,
  createdDateTime: null,
  createdUsing: null,
  modifiedDateTime: null,
  status: null,
  memberType: null,
  scheduleInfo: null,
});
const instanceOf = (subject: JsonMembers): JsonMembers => ({
  id: null,
  ...subject,
  startDateTime: null,
  endDateTime: null,
  memberType: null,
});

type ScheduleTypes = Readonly<Record<Kind, Readonly<Record<'request' | 'schedule' | 'instance', RecordType>>>>;

/** @see Graph schema v1.0, types unifiedRoleEligibilitySchedule… and unifiedRoleAssignmentSchedule… */
export const scheduleTypes: ScheduleTypes = {
  eligibility: {
    request: { name: 'unifiedRoleEligibilityScheduleRequest', empty: requestOf(ofRole) },
    schedule: { name: 'unifiedRoleEligibilitySchedule', empty: scheduleOf(ofRole) },
    instance: {
      name: 'unifiedRoleEligibilityScheduleInstance',
      empty: { ...instanceOf(ofRole), roleEligibilityScheduleId: null },
    },
  },
  assignment: {
    request: { name: 'unifiedRoleAssignmentScheduleRequest', empty: requestOf(ofRole) },
    schedule: { name: 'unifiedRoleAssignmentSchedule', empty: { ...scheduleOf(ofRole), assignmentType: null } },
    instance: {
      name: 'unifiedRoleAssignmentScheduleInstance',
      empty: {
        ...instanceOf(ofRole),
        assignmentType: null,
        roleAssignmentOriginId: null,
        roleAssignmentScheduleId: null,
      },
    },
  },
};

/** @see Graph schema v1.0, types privilegedAccessGroup… */
export const groupScheduleTypes: ScheduleTypes = {
  eligibility: {
    request: { name: 'privilegedAccessGroupEligibilityScheduleRequest', empty: requestOf(ofGroup) },
    schedule: { name: 'privilegedAccessGroupEligibilitySchedule', empty: scheduleOf(ofGroup) },
    instance: {
      name: 'privilegedAccessGroupEligibilityScheduleInstance',
      empty: { ...instanceOf(ofGroup), eligibilityScheduleId: null },
    },
  },
  assignment: {
    request: { name: 'privilegedAccessGroupAssignmentScheduleRequest', empty: requestOf(ofGroup) },
    schedule: {
      name: 'privilegedAccessGroupAssignmentSchedule',
      empty: { ...scheduleOf(ofGroup), assignmentType: null },
    },
    instance: {
      name: 'privilegedAccessGroupAssignmentScheduleInstance',
      empty: { ...instanceOf(ofGroup), assignmentScheduleId: null, assignmentType: null },
    },
  },
};

const time = (at: Instant | null) => (at === null ? null : formatInstant(at));

function scheduleInfo({ startsAt, expiration, duration, endsAt }: WantedSchedule): JsonMembers {
  return {
    startDateTime: time(startsAt),
    recurrence: null,
    expiration: { type: expiration, endDateTime: time(endsAt), duration },
  };
}

function heldOf({ held }: AccessRequest): JsonMembers {
  if (held.type === 'role') return { directoryScopeId: held.scope, roleDefinitionId: held.id };
  return { accessId: held.scope, groupId: held.id };
}

export function presentRequest(asked: AccessRequest): JsonMembers {
  const { id, kind, name } = { ...asked.createdBy };
  const identity = { displayName: name, id };
  return {
    id: asked.id,
    approvalId: asked.needsApproval ? asked.id : null,
    completedDateTime: time(asked.completedAt),
    createdBy: {
      application: kind === 'user' ? null : identity,
      device: null,
      user: kind === 'user' ? identity : null,
    },
    createdDateTime: time(asked.createdAt),
    status: asked.status,
    action: asked.action,
    ...heldOf(asked),
    principalId: asked.principalId,
    justification: asked.justification,
    scheduleInfo: asked.wanted === null ? null : scheduleInfo(asked.wanted),
    targetScheduleId: asked.scheduleId,
    ticketInfo: asked.ticket === null ? { ticketNumber: null, ticketSystem: null } : { ...asked.ticket },
  };
}

/** Whose schedule it is, of what and how; the enumerations of roles begin with capitals, those of groups do not. */
function subjectOf(listed: AnySchedule): JsonMembers {
  const { principalId, memberType } = listed;
  if (!('groupId' in listed)) {
    return { directoryScopeId: listed.scope, principalId, roleDefinitionId: listed.roleId, memberType };
  }
  return { accessId: listed.access, groupId: listed.groupId, principalId, memberType: memberType.toLowerCase() };
}

function typeOf(listed: AnySchedule): string {
  const type = listed.activatedUsing === null ? 'Assigned' : 'Activated';
  return 'groupId' in listed ? type.toLowerCase() : type;
}

export function presentSchedule(kind: Kind, listed: AnySchedule): JsonMembers {
  const { startsAt, endsAt } = listed;
  const expiration = endsAt === null ? 'noExpiration' : 'afterDateTime';
  return {
    id: listed.id,
    ...subjectOf(listed),
    createdDateTime: time(listed.createdAt),
    createdUsing: listed.requestId,
    status: 'Provisioned',
    scheduleInfo: scheduleInfo({ startsAt, expiration, duration: null, endsAt }),
    ...(kind === 'assignment' ? { assignmentType: typeOf(listed) } : {}),
  };
}

/** What runs now has one instance, which has the id of its schedule. */
export function presentInstance(kind: Kind, listed: AnySchedule): JsonMembers {
  const { id } = listed;
  const times = { startDateTime: time(listed.startsAt), endDateTime: time(listed.endsAt) };
  return { id, ...subjectOf(listed), ...times, ...originOf(kind, listed) };
}

function originOf(kind: Kind, listed: AnySchedule): JsonMembers {
  const { id } = listed;
  const isOfGroup = 'groupId' in listed;
  if (kind === 'eligibility') return isOfGroup ? { eligibilityScheduleId: id } : { roleEligibilityScheduleId: id };
  const assignmentType = typeOf(listed);
  if (isOfGroup) return { assignmentType, assignmentScheduleId: id };
  return { assignmentType, roleAssignmentOriginId: id, roleAssignmentScheduleId: id };
}
