import type { Caller } from '../actors/caller.ts';
import { isAllowed } from '../authorization/authorize.ts';
import { authorizeFor, isAllowedFor, type Surroundings } from '../authorization/authorize-for.ts';
import type { Operation } from '../authorization/permission-table.ts';
import type { Group } from '../objects/directory-object.ts';
import type { AccessRequest, Governed, Held } from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';

/** Whoever decides who comes into a group to which roles can be assigned decides about roles. */
const toRoles: Operation = 'give access to role-assignable groups for a time';
const operationsOn = (operation: Operation, group: Group) =>
  group.properties.isAssignableToRole === true ? [operation, toRoles] : [operation];

/**
 * Lets the caller pass who may do the operation, which changes who comes into the group or how, on the group.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES; RESOURCE_NOT_FOUND when the caller may not even read the group
 */
export async function authorizeGroupAccess(
  surroundings: Surroundings,
  caller: Caller,
  operation: Operation,
  group: Group,
): Promise<void> {
  for (const each of operationsOn(operation, group)) await authorizeFor(surroundings, caller, each, group);
}

/** Whether the caller may manage schedules of what is held; of a group that is gone nobody may. */
export async function mayManage(
  surroundings: Surroundings,
  caller: Caller,
  kind: AccessRequest['kind'],
  held: Held,
): Promise<boolean> {
  if (held.type === 'role') return isAllowed(caller.actor, accessOperations.role[kind]);
  const [group] = await surroundings.session.objects.findMany([held.id], ['group']);
  if (group === undefined) return false;
  for (const each of operationsOn(accessOperations.group[kind], group as Group)) {
    if (!(await isAllowedFor(surroundings, caller, each, group))) return false;
  }
  return true;
}

/** What has the settings: a role has the same wherever it is held. */
export function governedBy(held: Held): Governed {
  return held.type === 'role' ? { type: held.type, id: held.id } : held;
}
