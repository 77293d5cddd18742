import type { ObjectId } from '@muster/kernel';
import type { Actor, ApplicationActor, Caller, PersonActor } from '../actors/caller.ts';
import { directoryErrors } from '../errors.ts';
import { hasPermission, isPermitted } from './application-permissions.ts';
import { holds, mayHold } from './default-rights.ts';
import { rolesOf } from './held-roles.ts';
import { type Operation, type Permit, permissionTable, wideScopes } from './permission-table.ts';
import type { HeldRole } from './person-rights.ts';
import { fullProtection, mayActOn } from './protection.ts';
import { refusal } from './refusal.ts';
import { covers, isOfKind } from './role-reach.ts';
import type { Target } from './target.ts';

/**
 * True when the actor may do the operation: on the object, or, without one, on every object.
 *
 * Applications need a permission or a role, people a scope of their application and a right of their own. The operator of
 * the machine and Muster itself may do everything.
 */
export function isAllowed(actor: Actor, operation: Operation, target?: Target): boolean {
  if (actor.kind === 'operator' || actor.kind === 'system') return true;
  if (actor.kind === 'application') return isPermitted(actor, operation, target) || isByRole(actor, operation, target);
  return reaches(actor, operation, target) && isOwnRight(actor, operation, target);
}

/** True when there may be an object on which the actor may do the operation. */
export function mayBeAllowed(actor: Actor, operation: Operation): boolean {
  if (actor.kind === 'application') {
    return hasPermission(actor, operation) || rolesOf(actor).some((role) => grants(role, operation).length > 0);
  }
  if (actor.kind !== 'user') return true;
  const { ownScopes = [] } = permissionTable[operation];
  const isReached = [...wideScopes(operation), ...ownScopes].some((scope) => actor.scopes.has(scope));
  const { level, policy, roles } = actor.rights;
  const isDefault = (permissionTable[operation][level] ?? []).some((right) => mayHold(right, actor.id, policy));
  return isReached && (isDefault || roles.some((role) => grants(role, operation).length > 0));
}

/**
 * Lets the caller pass who may do the operation on the object or, without one, on every object.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES naming what would allow it
 */
export function authorize(caller: Caller, operation: Operation, target?: Target): void {
  authorizeAny(caller, [operation], target);
}

/**
 * Lets the caller pass when any of the operations is allowed.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES naming what would allow it
 */
export function authorizeAny(caller: Caller, anyOf: readonly Operation[], target?: Target): void {
  if (anyOf.some((operation) => isAllowed(caller.actor, operation, target))) return;
  throw directoryErrors.INSUFFICIENT_PRIVILEGES(...refusal(caller.actor, anyOf, target));
}

/**
 * Before looking at anything: lets the caller pass when there may be an object on which one of the operations is allowed.
 * Whoever is refused here learns nothing of what exists.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES naming what would allow it
 */
export function authorizeSome(caller: Caller, ...anyOf: readonly Operation[]): void {
  if (anyOf.some((operation) => mayBeAllowed(caller.actor, operation))) return;
  throw directoryErrors.INSUFFICIENT_PRIVILEGES(...refusal(caller.actor, anyOf));
}

/** Whether the application that the person uses may do this for them. */
export function reaches(actor: PersonActor, operation: Operation, target?: Target): boolean {
  if (wideScopes(operation).some((scope) => actor.scopes.has(scope))) return true;
  const isOwn = target !== undefined && target.object.type === 'user' && target.object.id === actor.id;
  return isOwn && (permissionTable[operation].ownScopes ?? []).some((scope) => actor.scopes.has(scope));
}

/** Whether the person has the right, whatever the application that they use may do. */
export function isOwnRight(actor: PersonActor, operation: Operation, target?: Target): boolean {
  const { level, policy } = actor.rights;
  const rights = permissionTable[operation][level] ?? [];
  return rights.some((right) => holds(right, actor.id, policy, target)) || isByRole(actor, operation, target);
}

/** Whether a role that the actor holds allows the operation on the object; without one, on every object. */
function isByRole(actor: ApplicationActor | PersonActor, operation: Operation, target?: Target): boolean {
  const permit = permissionTable[operation];
  return rolesOf(actor).some((role) => {
    const reaching = grants(role, operation).filter((action) => covers(role, action, target));
    if (!reaching.some((action) => isOfKind(action, target)) || isTooNarrow(actor, role, permit)) return false;
    // INVARIANT: nobody acts on an account of which it is not known what guards it, as if it were an administrator's.
    return permit.isSensitive !== true || mayActOn(role, target?.protection ?? fullProtection);
  });
}

function isTooNarrow(actor: ApplicationActor | PersonActor, { scope }: HeldRole, { narrowRoles }: Permit): boolean {
  if (scope.kind === 'directory' || narrowRoles === undefined) return false;
  if (narrowRoles === 'never') return true;
  const mayRead = (reading: Operation) =>
    actor.kind === 'user' ? isOwnRight(actor, reading) : isAllowed(actor, reading);
  return !mayRead('read users') || !mayRead('read devices');
}

/** Whether the actor holds a role in the administrative unit that allows the operation there. */
export function hasRoleIn(actor: ApplicationActor | PersonActor, operation: Operation, unit: ObjectId): boolean {
  return rolesOf(actor).some(
    ({ scope, actions }) =>
      scope.kind === 'administrativeUnit' &&
      scope.id === unit &&
      permissionTable[operation].actions.some((action) => actions.has(action)),
  );
}

/** Whether the person holds a role that allows the operation everywhere, whatever they may do without one. */
export function hasRoleFor({ rights }: PersonActor, operation: Operation): boolean {
  return rights.roles.some((role) => role.scope.kind === 'directory' && grants(role, operation).length > 0);
}

/** The actions by which the role allows the operation. */
function grants(role: HeldRole, operation: Operation): readonly string[] {
  return permissionTable[operation].actions.filter((action) => role.actions.has(action));
}
