import type { Caller } from '../actors/caller.ts';
import { isAllowed } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { everyRole } from '../roles/every-role.ts';
import { listRoleDefinitions } from '../roles/list-role-definitions.ts';
import type { RoleDefinition } from '../roles/role-definition.ts';
import { listOwnSchedules } from './list-schedules.ts';

/**
 * The roles beside what is somebody's own: every role for whoever may read roles, and those that the person who is signed in holds
 * or can activate for everybody else.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, ROLE_REQUEST_NOT_OWN for whoever is no person and may not read roles
 */
export async function listShownRoles(directory: Directory, caller: Caller): Promise<readonly RoleDefinition[]> {
  if (isAllowed(caller.actor, 'read roles')) return listRoleDefinitions(directory, caller);
  const kinds = ['eligibility', 'assignment'] as const;
  const own = await Promise.all(kinds.map((kind) => listOwnSchedules(directory, caller, kind)));
  const ids = new Set<string>(own.flat().map(({ roleId }) => roleId));
  return (await directory.store.read(everyRole)).filter(({ id }) => ids.has(id));
}
