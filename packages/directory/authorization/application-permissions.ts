import type { ApplicationActor } from '../actors/caller.ts';
import { type Operation, permissionTable } from './permission-table.ts';
import { fullProtection } from './protection.ts';
import type { Target } from './target.ts';

/** Whether the application has a permission for it, whatever the object. */
export function hasPermission({ roles }: ApplicationActor, operation: Operation): boolean {
  return permissionTable[operation].permissions.some((each) => roles.has(each));
}

/** Whoever has it could make themselves anything: nothing is kept from them. */
export const assignsRoles = 'RoleManagement.ReadWrite.Directory';

/**
 * Whether a permission allows it on the object. Of itself none reaches what the account of somebody privileged rests on.
 *
 * @see ADR 36
 */
export function isPermitted(actor: ApplicationActor, operation: Operation, target?: Target): boolean {
  if (!hasPermission(actor, operation)) return false;
  if (!isGuardedFrom(actor, operation)) return true;
  const { isPrivileged, isInRoleAssignableGroup } = target?.protection ?? fullProtection;
  return !isPrivileged && !isInRoleAssignableGroup;
}

/** Whether it matters to the application's permissions on whom it acts. */
export function isGuardedFrom({ roles }: ApplicationActor, operation: Operation): boolean {
  return permissionTable[operation].isSensitive === true && !roles.has(assignsRoles);
}
