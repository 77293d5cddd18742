import type { ErrorExtras } from '@muster/kernel';
import type { Actor } from '../actors/caller.ts';
import { roleIds } from '../roles/built-in-role-ids.ts';
import { builtInRoles } from '../roles/built-in-roles.ts';
import { assignsRoles, hasPermission } from './application-permissions.ts';
import { type Operation, permissionTable, wideScopes } from './permission-table.ts';
import { isOfKind } from './role-reach.ts';
import type { Target } from './target.ts';

interface Refusal {
  readonly operation: string;
  readonly anyOf: readonly string[];
  readonly kind: 'permissions' | 'scopes' | 'roles';
}

/**
 * What is missing, in the words of the table: permissions of an application, scopes of a call on behalf of a person, or
 * the built-in roles of which one would do. Nothing of it depends on what is in the directory.
 */
export function refusal(
  actor: Actor,
  operations: readonly Operation[],
  target?: Target,
): [params: Refusal, extras: ErrorExtras] {
  const operation = operations.join('` or `');
  if (actor.kind !== 'user') {
    const lacks = (each: Operation) => actor.kind !== 'application' || !hasPermission(actor, each);
    const lacking = operations.filter(lacks);
    // Where none is, the account is guarded from all applications but those that assign roles.
    const anyOf =
      lacking.length === 0 ? [assignsRoles] : unique(lacking.flatMap((each) => permissionTable[each].permissions));
    return [{ operation, anyOf, kind: 'permissions' }, { inner: { reason: 'MissingPermission', anyOf } }];
  }
  const isReached = operations.some((each) => scopesFor(each, actor.id, target).some((one) => actor.scopes.has(one)));
  if (!isReached) {
    const anyOf = unique(operations.flatMap((each) => scopesFor(each, actor.id, target)));
    return [{ operation, anyOf, kind: 'scopes' }, { inner: { reason: 'MissingScope', anyOf } }];
  }
  const anyOf = unique(operations.flatMap((each) => rolesFor(each, target)));
  return [{ operation, anyOf, kind: 'roles' }, { inner: { reason: 'MissingRole', anyOf } }];
}

function scopesFor(operation: Operation, person: string, target: Target | undefined): readonly string[] {
  const isOwn = target?.object.type === 'user' && target.object.id === person;
  return [...wideScopes(operation), ...(isOwn ? (permissionTable[operation].ownScopes ?? []) : [])];
}

/** Of an account that is guarded only those are named who may act on everybody. */
function rolesFor(operation: Operation, target: Target | undefined): readonly string[] {
  const { actions, isSensitive = false } = permissionTable[operation];
  const guard = isSensitive ? (target?.protection ?? null) : null;
  const isGuarded = guard !== null && (guard.isInRoleAssignableGroup || guard.roles.size > 0);
  const unbounded: readonly string[] = [roleIds.globalAdministrator, roleIds.privilegedAuthenticationAdministrator];
  return builtInRoles
    .filter((role) => actions.some((action) => role.actions.includes(action) && isOfKind(action, target)))
    .filter((role) => !isGuarded || unbounded.includes(role.templateId))
    .map((role) => role.displayName);
}

const unique = (names: readonly string[]) => [...new Set(names)];
