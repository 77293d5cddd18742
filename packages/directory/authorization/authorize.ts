import type { Actor, Caller } from '../actors/caller.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import { type Operation, permissionTable } from './permission-table.ts';

/** True when the actor may do the operation. */
export function isAllowed(actor: Actor, operation: Operation): boolean {
  if (actor.kind !== 'application') return true;
  return permissionTable[operation].some((permission) => actor.roles.has(permission));
}

/**
 * Lets the caller pass when any of the operations is allowed.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES naming the permissions that would allow it
 */
export function authorize(caller: Caller, ...anyOf: readonly Operation[]): void {
  if (anyOf.some((operation) => isAllowed(caller.actor, operation))) return;
  const permissions = [...new Set(anyOf.flatMap((operation) => permissionTable[operation]))];
  throw directoryErrors.INSUFFICIENT_PRIVILEGES(
    { operation: anyOf.join('` or `'), anyOf: permissions },
    { inner: { reason: 'MissingPermission', anyOf: permissions } },
  );
}

/**
 * Whoever changes a group to which roles can be assigned decides about roles, so it takes the right to do that.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 * @see Graph surface spec §6.4
 */
export function authorizeRoleAssignable(caller: Caller, object: DirectoryObject): void {
  if (object.type === 'group' && object.properties.isAssignableToRole === true) {
    authorize(caller, 'change role-assignable groups');
  }
}
