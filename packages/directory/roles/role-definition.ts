import type { CustomRole } from '../ports/role-store.ts';
import { type BuiltInRole, builtInRoles } from './built-in-roles.ts';
import { findResourceAction, resourceActions } from './resource-actions.ts';

/** A role that can be assigned, built in or made by the organisation. */
export interface RoleDefinition {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly isBuiltIn: boolean;
  readonly isEnabled: boolean;
  /** Whoever holds it can take over accounts or rights of others. */
  readonly isPrivileged: boolean;
  readonly actions: readonly string[];
  readonly version: string | null;
}

const byId = new Map<string, BuiltInRole>(builtInRoles.map((role) => [role.templateId, role]));

/** The built-in role with this template id. */
export function findBuiltInRole(id: string): BuiltInRole | undefined {
  return byId.get(id);
}

export function builtInDefinition({ templateId, actions, ...rest }: BuiltInRole): RoleDefinition {
  const { displayName, description, isPrivileged } = rest;
  return {
    id: templateId,
    displayName,
    description,
    isBuiltIn: true,
    isEnabled: true,
    isPrivileged,
    actions,
    version: '1',
  };
}

export function customDefinition(role: CustomRole): RoleDefinition {
  const { id, displayName, description, isEnabled, actions, version } = role;
  const isPrivileged = actions.some((name) => {
    const known = findResourceAction(name);
    return known !== undefined && resourceActions[known].isPrivileged;
  });
  return { id, displayName, description, isBuiltIn: false, isEnabled, isPrivileged, actions, version };
}
