import { permissionRoleId } from '../applications/graph-permission-ids.ts';
import { applicationPermissions } from '../authorization/permission-table.ts';
import { graphApplicationId } from '../consents/delegated-permissions.ts';
import type { Properties, ServicePrincipal } from '../objects/directory-object.ts';
import type { AppRolePrincipal } from '../ports/app-role-store.ts';

/** Whom a role is for: people (and groups of them), or applications that act by themselves. */
export type AppRoleMember = 'User' | 'Application';

/** A role that an application gives to those who use it: Graph's `appRole`. */
export interface AppRole {
  readonly id: string;
  readonly allowedMemberTypes: readonly AppRoleMember[];
  readonly displayName: string;
  readonly description: string;
  readonly isEnabled: boolean;
  /** As it stands in tokens; null: it gives access and stands in none. */
  readonly value: string | null;
}

/** The role of an assignment that names none. */
export const noAppRoleId = '00000000-0000-0000-0000-000000000000';

/** The application permissions of the directory's own API, as roles. */
export const graphAppRoles: readonly AppRole[] = applicationPermissions.map((value) => ({
  id: permissionRoleId(value),
  allowedMemberTypes: ['Application'],
  displayName: value,
  description: `Lets the application use ${value} by itself.`,
  isEnabled: true,
  value,
}));

/** The roles that an application declares; its service principal has the same. */
export function appRolesOf({ appRoles }: Properties): readonly AppRole[] {
  return (appRoles ?? []) as unknown as readonly AppRole[];
}

/** The roles that can be assigned at a service principal. */
export function declaredAppRoles({ properties }: Pick<ServicePrincipal, 'properties'>): readonly AppRole[] {
  return properties.appId === graphApplicationId ? graphAppRoles : appRolesOf(properties);
}

/** Whom a role must be for, so that it can be assigned to such a principal. */
export function memberTypeOf(principal: AppRolePrincipal): AppRoleMember {
  return principal === 'ServicePrincipal' ? 'Application' : 'User';
}

/** The values that stand in tokens, sorted, each once. */
export function valuesOf(
  declared: readonly AppRole[],
  held: ReadonlySet<string>,
  member: AppRoleMember,
): readonly string[] {
  const counting = declared.filter(
    ({ id, isEnabled, allowedMemberTypes }) => held.has(id) && isEnabled && allowedMemberTypes.includes(member),
  );
  return [...new Set(counting.flatMap(({ value }) => (value === null ? [] : [value])))].sort();
}
