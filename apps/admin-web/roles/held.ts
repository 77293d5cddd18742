import type { AccessRequest, AccessSchedule } from './role-records.ts';

/** Eligible, or active. */
export type AccessKind = 'eligibility' | 'assignment';

/** What is held: a role at a scope, or a membership or ownership of a group, named as requests name it. */
export type Held =
  | { readonly roleDefinitionId: string; readonly directoryScopeId: string }
  | { readonly groupId: string; readonly accessId: 'member' | 'owner' };

export type HeldType = 'role' | 'group';

export function heldOf(of: AccessSchedule | AccessRequest): Held {
  if (of.groupId !== undefined) return { groupId: of.groupId, accessId: of.accessId! };
  return { roleDefinitionId: of.roleDefinitionId!, directoryScopeId: of.directoryScopeId! };
}

/** A text that differs for everything that can be held. */
export const heldKey = (held: Held) => Object.values(held).join(' ');

/**
 * Where the API has schedules and requests of a kind.
 *
 * @param what the end of the collection's name: `Schedules`, `ScheduleRequests`
 */
export function accessPath(type: HeldType, kind: AccessKind, what: 'Schedules' | 'ScheduleRequests'): string {
  if (type === 'group') return `/identityGovernance/privilegedAccess/group/${kind}${what}`;
  return `/roleManagement/directory/role${kind === 'eligibility' ? 'Eligibility' : 'Assignment'}${what}`;
}

/** Of which the person who is signed in is the subject. */
export const ownPath = (type: HeldType, kind: AccessKind, what: 'Schedules' | 'ScheduleRequests') =>
  `${accessPath(type, kind, what)}/filterByCurrentUser(on='principal')?$expand=${type === 'group' ? 'group' : 'roleDefinition'}`;

/** Requests that have not been answered. */
export const isWaiting = ({ status }: Pick<AccessRequest, 'status'>) => status.startsWith('Pending');

/**
 * What somebody held for a time and holds no more, and could ask for again: the newest request about each that an administrator had
 * granted, unless it was taken away.
 *
 * @param requests of one person and kind, newest first
 */
export function endedAccess(
  requests: readonly AccessRequest[],
  schedules: readonly AccessSchedule[],
): readonly AccessRequest[] {
  const seen = new Set(schedules.map((each) => heldKey(heldOf(each))));
  return requests.filter((request) => {
    const isGrant = ['adminAssign', 'adminUpdate', 'adminExtend', 'adminRenew', 'adminRemove'].includes(request.action);
    const key = heldKey(heldOf(request));
    if (!isGrant || request.status === 'Failed' || seen.has(key)) return false;
    seen.add(key);
    return request.action !== 'adminRemove' && request.status === 'Provisioned';
  });
}

/** The part of the settings that binds administrators. */
export const adminPart = (kind: AccessKind) => (kind === 'eligibility' ? 'Admin_Eligibility' : 'Admin_Assignment');
