import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { everyRole } from './every-role.ts';
import { requireRole } from './require-role.ts';
import type { RoleDefinition } from './role-definition.ts';

/**
 * Every role that can be assigned: the built-in ones, then those of the organisation, each by name.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listRoleDefinitions(directory: Directory, caller: Caller): Promise<readonly RoleDefinition[]> {
  authorize(caller, 'read roles');
  return directory.store.read(everyRole);
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getRoleDefinition(directory: Directory, caller: Caller, id: string): Promise<RoleDefinition> {
  authorize(caller, 'read roles');
  return directory.store.read((session) => requireRole(session, id));
}
