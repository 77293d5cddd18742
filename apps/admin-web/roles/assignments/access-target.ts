import type { Held } from '../held.ts';
import type { RoleDefinition } from '../role-records.ts';

/** To what somebody is given access: a role, or a group. */
export type AccessTarget =
  | { readonly type: 'role'; readonly role: RoleDefinition }
  | { readonly type: 'group'; readonly id: string; readonly name: string };

export const targetName = (target: AccessTarget) => (target.type === 'role' ? target.role.displayName : target.name);

/** The query that asks for the schedules of a target, with their principals. */
export function schedulesOf(target: AccessTarget): string {
  const filter = target.type === 'role' ? `roleDefinitionId eq '${target.role.id}'` : `groupId eq '${target.id}'`;
  return `$expand=principal&$filter=${encodeURIComponent(filter)}`;
}

/** What is held of a target: at a scope of a role, or as member or owner of a group. */
export function heldAt(target: AccessTarget, scope: string, accessId: 'member' | 'owner'): Held {
  if (target.type === 'group') return { groupId: target.id, accessId };
  return { roleDefinitionId: target.role.id, directoryScopeId: scope };
}
