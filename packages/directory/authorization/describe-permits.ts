import { builtInRoles } from '../roles/built-in-roles.ts';
import { type DefaultRight, defaultRightWords } from './default-rights.ts';
import { type Operation, operations, permissionTable } from './permission-table.ts';
import type { Level } from './person-rights.ts';

/** One line of the permission table, in words. */
export interface DescribedPermit {
  readonly operation: Operation;
  readonly permissions: readonly string[];
  /** Further scopes that reach only the person who is signed in. */
  readonly ownScopes: readonly string[];
  readonly actions: readonly string[];
  /** Built-in roles that hold one of the actions, by name. */
  readonly roles: readonly string[];
  /** On administrators it takes a stronger role. */
  readonly isSensitive: boolean;
  /** What each level may do without a role; empty for nothing. */
  readonly byLevel: Readonly<Record<Level, string>>;
}

/** The permission table in words, in its order, for the documentation and the command line. */
export function describePermits(): readonly DescribedPermit[] {
  return operations.map((operation) => {
    const { permissions, ownScopes = [], actions, isSensitive = false, ...byLevel } = permissionTable[operation];
    const roles = builtInRoles.filter((role) => actions.some((action) => role.actions.includes(action)));
    const words = (rights: readonly DefaultRight[] = []) => rights.map((right) => defaultRightWords[right]).join(', ');
    return {
      operation,
      permissions,
      ownScopes,
      actions,
      roles: roles.map((role) => role.displayName),
      isSensitive,
      byLevel: {
        member: words(byLevel.member),
        guest: words(byLevel.guest),
        restrictedGuest: words(byLevel.restrictedGuest),
      },
    };
  });
}
