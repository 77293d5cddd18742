import type { ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { PropertyValue } from '../objects/directory-object.ts';
import { builtInRoles } from '../roles/built-in-roles.ts';
import { requireRole } from '../roles/require-role.ts';
import { checkRoleRule } from './check-role-rule.ts';
import { type RoleRules, type RoleSettings, readRoleSettings, settingsOf } from './role-settings.ts';
import type { RoleRuleId } from './rule-ids.ts';

/**
 * The settings of every role: built-in ones by name, then the organisation's own.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listRoleSettings(directory: Directory, caller: Caller): Promise<readonly RoleSettings[]> {
  authorize(caller, 'read role settings');
  return directory.store.read(async (session) => {
    const [stored, custom] = await Promise.all([session.privilegedAccess.roleSettings(), session.roles.customRoles()]);
    const byRole = new Map(stored.map((each) => [each.roleId, each]));
    const ids = [...builtInRoles.map((role) => role.templateId as ObjectId), ...custom.map((role) => role.id)];
    return ids.map((id) => settingsOf(id, byRole.get(id)));
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown role */
export async function getRoleSettings(directory: Directory, caller: Caller, roleId: string): Promise<RoleSettings> {
  authorize(caller, 'read role settings');
  return directory.store.read(async (session) => {
    const role = await requireRole(session, roleId);
    return readRoleSettings(session, role.id);
  });
}

/**
 * Changes one rule of a role, for every request from now on; what was granted before stays as it was granted.
 *
 * @param patch the members that are given
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown role, PROPERTY_INVALID
 */
export async function updateRoleRule<Id extends RoleRuleId>(
  directory: Directory,
  caller: Caller,
  roleId: string,
  ruleId: Id,
  patch: Partial<RoleRules[Id]>,
): Promise<RoleSettings> {
  authorize(caller, 'change role settings');
  return changeDirectory(directory, caller, 'update-role-settings', 'exclusive', async (change) => {
    const { session, now } = change;
    const role = await requireRole(session, roleId);
    const before = await readRoleSettings(session, role.id);
    const rule = { ...before.rules[ruleId], ...patch };
    checkRoleRule(ruleId, rule);
    if (JSON.stringify(rule) === JSON.stringify(before.rules[ruleId])) return before;
    const [stored] = await session.privilegedAccess.roleSettings(role.id);
    const rules = { ...stored?.rules, [ruleId]: rule as unknown as PropertyValue };
    const { id, name } = loggedActor(caller.actor);
    const after = { roleId: role.id, rules, modifiedAt: now, modifiedBy: { id, name } };
    await session.privilegedAccess.saveRoleSettings(after);
    const was = before.rules[ruleId] as unknown as PropertyValue;
    change.fact({ type: 'roleSettings', id: role.id }, 'update', { [ruleId]: [was, rule as unknown as PropertyValue] });
    return settingsOf(role.id, after);
  });
}
