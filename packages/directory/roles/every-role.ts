import type { ReadSession } from '../ports/directory-store.ts';
import { builtInRoles } from './built-in-roles.ts';
import { builtInDefinition, customDefinition, type RoleDefinition } from './role-definition.ts';

/** The built-in roles, then those of the organisation, each by name; who may see which is for the use case to decide. */
export async function everyRole(session: ReadSession): Promise<readonly RoleDefinition[]> {
  const custom = await session.roles.customRoles();
  return [...builtInRoles.map(builtInDefinition), ...custom.map(customDefinition)];
}
