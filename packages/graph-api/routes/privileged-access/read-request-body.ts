import {
  complex,
  flag,
  type GroupAccess,
  groupAccesses,
  guid,
  type Held,
  type NewAccessRequest,
  type PropertyTable,
  type PropertyValue,
  required,
  scheduleActions,
  text,
  type WantedSchedule,
} from '@muster/directory';
import { type Instant, type ObjectId, parseInstant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { isJsonObject, type JsonObject, type JsonValue, readJsonObject } from '../../wire/json-body.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import type { Kind } from './schedule-records.ts';

const common: PropertyTable = {
  action: text(32, { ...required, allowed: scheduleActions }),
  principalId: guid(required),
  justification: text(4096),
  isValidationOnly: flag(),
  targetScheduleId: guid(),
  ticketInfo: complex({ ticketNumber: 'String', ticketSystem: 'String' }),
};
const tables: Readonly<Record<Held['type'], PropertyTable>> = {
  role: { ...common, roleDefinitionId: guid(required), directoryScopeId: text(128), appScopeId: text(128) },
  group: { ...common, groupId: guid(required), accessId: text(16, { ...required, allowed: groupAccesses }) },
};
const resources = {
  role: {
    eligibility: 'UnifiedRoleEligibilityScheduleRequest',
    assignment: 'UnifiedRoleAssignmentScheduleRequest',
  },
  group: {
    eligibility: 'PrivilegedAccessGroupEligibilityScheduleRequest',
    assignment: 'PrivilegedAccessGroupAssignmentScheduleRequest',
  },
} as const;

type Read = Readonly<Record<string, PropertyValue>>;

/**
 * Reads the body of a request about an eligible or an active role, or about access to a group.
 *
 * @throws AppError the errors of `readRecordBody`
 * @see Graph surface spec §12.6
 */
export function readRequestBody(type: Held['type'], kind: Kind, body: string | undefined): NewAccessRequest {
  const resource = resources[type][kind];
  const json = readJsonObject(body);
  const member = Object.keys(json).find((name) => name.toLowerCase() === 'scheduleinfo');
  const rest = Object.fromEntries(Object.entries(json).filter(([name]) => name !== member && json[name] !== ''));
  const read = readRecordBody(JSON.stringify(rest), tables[type], resource) as Read;
  const ticket = read.ticketInfo as { ticketNumber?: string | null; ticketSystem?: string | null } | null | undefined;
  return {
    kind,
    action: read.action as NewAccessRequest['action'],
    principalId: read.principalId as ObjectId,
    held: type === 'role' ? readRole(read, resource) : readGroup(read),
    justification: (read.justification as string | null | undefined) ?? null,
    ticket:
      ticket == null ? null : { ticketNumber: ticket.ticketNumber ?? null, ticketSystem: ticket.ticketSystem ?? null },
    wanted: member === undefined ? null : readSchedule(json[member]!, resource),
    isValidationOnly: read.isValidationOnly === true,
  };
}

function readRole(read: Read, resource: string): Held {
  if (read.appScopeId != null || read.directoryScopeId == null) {
    const reason = 'roles are assigned at a directoryScopeId here';
    throw graphErrors.BODY_INVALID_VALUE({ property: 'directoryScopeId', resource, reason });
  }
  return { type: 'role', id: read.roleDefinitionId as ObjectId, scope: read.directoryScopeId as string };
}

const readGroup = (read: Read): Held => ({
  type: 'group',
  id: read.groupId as ObjectId,
  scope: read.accessId as GroupAccess,
});

const expirations = ['noExpiration', 'afterDuration', 'afterDateTime', 'notSpecified'] as const;

function readSchedule(value: JsonValue, resource: string): WantedSchedule | null {
  if (value === null) return null;
  const info = lowered(value, 'scheduleInfo', ['startdatetime', 'expiration', 'recurrence'], resource);
  if (info.recurrence != null) throw invalid('scheduleInfo/recurrence', resource, 'recurrence is not supported');
  const expiration = lowered(
    info.expiration ?? {},
    'scheduleInfo/expiration',
    ['type', 'duration', 'enddatetime'],
    resource,
  );
  const { type, duration } = expiration;
  const wanted = String(type ?? 'notSpecified').toLowerCase();
  const found = expirations.find((each) => each.toLowerCase() === wanted);
  if (found === undefined) {
    throw invalid('scheduleInfo/expiration/type', resource, `allowed are ${expirations.join(', ')}`);
  }
  if (duration != null && typeof duration !== 'string') {
    throw invalid('scheduleInfo/expiration/duration', resource, 'the value is not a text');
  }
  return {
    startsAt: readTime(info.startdatetime, 'scheduleInfo/startDateTime', resource),
    expiration: found,
    duration: duration?.slice(0, 256) ?? null,
    endsAt: readTime(expiration.enddatetime, 'scheduleInfo/expiration/endDateTime', resource),
  };
}

function lowered(
  value: JsonValue,
  property: string,
  known: readonly string[],
  resource: string,
): Readonly<Record<string, JsonValue | undefined>> {
  if (!isJsonObject(value)) throw invalid(property, resource, 'the value is not an object');
  const members = Object.entries(value as JsonObject).filter(([name]) => !name.includes('@'));
  const unknown = members.find(([name]) => !known.includes(name.toLowerCase()));
  if (unknown !== undefined)
    throw graphErrors.BODY_UNKNOWN_PROPERTY({ property: `${property}/${unknown[0]}`, resource });
  return Object.fromEntries(members.map(([name, inner]) => [name.toLowerCase(), inner]));
}

function readTime(value: JsonValue | undefined, property: string, resource: string): Instant | null {
  if (value == null) return null;
  const at = typeof value === 'string' ? parseInstant(value) : undefined;
  if (at === undefined) throw invalid(property, resource, 'the value is not an ISO 8601 timestamp');
  return at;
}

function invalid(property: string, resource: string, reason: string) {
  return graphErrors.BODY_INVALID_VALUE({ property, resource, reason });
}
