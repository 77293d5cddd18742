import type { ListedSchedule, RoleRequest, WantedSchedule } from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from '../organization/record-answers.ts';

export type Kind = RoleRequest['kind'];

const subject = { appScopeId: null, directoryScopeId: null, principalId: null, roleDefinitionId: null };

const request: JsonMembers = {
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
};
const schedule: JsonMembers = {
  id: null,
  ...subject,
  createdDateTime: null,
  createdUsing: null,
  modifiedDateTime: null,
  status: null,
  memberType: null,
  scheduleInfo: null,
};
const instance: JsonMembers = { id: null, ...subject, startDateTime: null, endDateTime: null, memberType: null };

/** @see Graph schema v1.0, types unifiedRoleEligibilitySchedule… and unifiedRoleAssignmentSchedule… */
export const scheduleTypes: Readonly<Record<Kind, Readonly<Record<'request' | 'schedule' | 'instance', RecordType>>>> =
  {
    eligibility: {
      request: { name: 'unifiedRoleEligibilityScheduleRequest', empty: request },
      schedule: { name: 'unifiedRoleEligibilitySchedule', empty: schedule },
      instance: {
        name: 'unifiedRoleEligibilityScheduleInstance',
        empty: { ...instance, roleEligibilityScheduleId: null },
      },
    },
    assignment: {
      request: { name: 'unifiedRoleAssignmentScheduleRequest', empty: request },
      schedule: { name: 'unifiedRoleAssignmentSchedule', empty: { ...schedule, assignmentType: null } },
      instance: {
        name: 'unifiedRoleAssignmentScheduleInstance',
        empty: { ...instance, assignmentType: null, roleAssignmentOriginId: null, roleAssignmentScheduleId: null },
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

export function presentRequest(asked: RoleRequest): JsonMembers {
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
    directoryScopeId: asked.scope,
    principalId: asked.principalId,
    roleDefinitionId: asked.roleId,
    justification: asked.justification,
    scheduleInfo: asked.wanted === null ? null : scheduleInfo(asked.wanted),
    targetScheduleId: asked.scheduleId,
    ticketInfo: asked.ticket === null ? { ticketNumber: null, ticketSystem: null } : { ...asked.ticket },
  };
}

const typeOf = ({ activatedUsing }: ListedSchedule) => (activatedUsing === null ? 'Assigned' : 'Activated');

export function presentSchedule(kind: Kind, listed: ListedSchedule): JsonMembers {
  const { startsAt, endsAt } = listed;
  const expiration = endsAt === null ? 'noExpiration' : 'afterDateTime';
  return {
    id: listed.id,
    directoryScopeId: listed.scope,
    principalId: listed.principalId,
    roleDefinitionId: listed.roleId,
    createdDateTime: time(listed.createdAt),
    createdUsing: listed.requestId,
    status: 'Provisioned',
    memberType: listed.memberType,
    scheduleInfo: scheduleInfo({ startsAt, expiration, duration: null, endsAt }),
    ...(kind === 'assignment' ? { assignmentType: typeOf(listed) } : {}),
  };
}

/** What runs now has one instance, which has the id of its schedule. */
export function presentInstance(kind: Kind, listed: ListedSchedule): JsonMembers {
  const { id } = listed;
  const own =
    kind === 'assignment'
      ? { assignmentType: typeOf(listed), roleAssignmentOriginId: id, roleAssignmentScheduleId: id }
      : { roleEligibilityScheduleId: id };
  return {
    id,
    directoryScopeId: listed.scope,
    principalId: listed.principalId,
    roleDefinitionId: listed.roleId,
    startDateTime: time(listed.startsAt),
    endDateTime: time(listed.endsAt),
    memberType: listed.memberType,
    ...own,
  };
}
