import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { CustomRole } from '../ports/role-store.ts';
import { findResourceAction } from './resource-actions.ts';
import { customDefinition, findBuiltInRole, type RoleDefinition } from './role-definition.ts';

/** What a role of the organisation is made of. */
export interface RoleDraft {
  readonly displayName: string;
  readonly description: string | null;
  readonly isEnabled: boolean;
  /** Names of resource actions, in any case. */
  readonly actions: readonly string[];
  readonly version: string | null;
}

/** Roles that an organisation can make. @see B2B and governance spec §11 */
export const maxCustomRoles = 100;
const longestName = 256;
const longestDescription = 1024;
const longestVersion = 64;

/**
 * Makes a role of the organisation's own.
 *
 * @param id fixes the role's id, so that it is the same in several directories; random when absent
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_INVALID, PROPERTY_REQUIRED, TOO_MANY_ROLES, ROLE_ASSIGNMENT_EXISTS when
 *   another role has the id
 */
export async function createRoleDefinition(
  directory: Directory,
  caller: Caller,
  draft: RoleDraft,
  id: ObjectId = newObjectId(),
): Promise<RoleDefinition> {
  authorize(caller, 'change roles');
  const checked = checkDraft(draft);
  return changeDirectory(directory, caller, 'create-role-definition', 'exclusive', async (change) => {
    const { roles } = change.session;
    const known = await roles.customRoles();
    if (findBuiltInRole(id) !== undefined || known.some((role) => role.id === id)) {
      throw directoryErrors.ROLE_ASSIGNMENT_EXISTS({});
    }
    if (known.length >= maxCustomRoles) {
      throw directoryErrors.TOO_MANY_ROLES({ what: 'roles of the organisation', limit: maxCustomRoles });
    }
    const role: CustomRole = { ...checked, id, createdAt: change.now };
    await roles.saveCustomRole(role);
    change.fact({ type: 'roleDefinition', id: role.id }, 'create', describe(undefined, role));
    return customDefinition(role);
  });
}

/**
 * Changes a role; whoever holds it has the changed one from the next request on.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, ROLE_IS_BUILT_IN, PROPERTY_INVALID, PROPERTY_REQUIRED
 */
export async function updateRoleDefinition(
  directory: Directory,
  caller: Caller,
  id: string,
  patch: Partial<RoleDraft>,
): Promise<void> {
  authorize(caller, 'change roles');
  await changeDirectory(directory, caller, 'update-role-definition', 'exclusive', async (change) => {
    const before = await requireCustomRole(change, id);
    const after: CustomRole = { ...before, ...checkDraft({ ...before, ...patch }) };
    const changes = describe(before, after);
    if (Object.keys(changes).length === 0) return;
    await change.session.roles.saveCustomRole(after);
    change.fact({ type: 'roleDefinition', id: after.id }, 'update', changes);
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, ROLE_IS_BUILT_IN, ROLE_IN_USE while anybody holds it */
export async function deleteRoleDefinition(directory: Directory, caller: Caller, id: string): Promise<void> {
  authorize(caller, 'change roles');
  await changeDirectory(directory, caller, 'delete-role-definition', 'exclusive', async (change) => {
    const role = await requireCustomRole(change, id);
    const held = await change.session.roles.assignments({ roleId: role.id });
    const eligible = (await change.session.privilegedAccess.eligibilities()).filter((each) => each.roleId === role.id);
    const count = held.length + eligible.length;
    if (count > 0) throw directoryErrors.ROLE_IN_USE({ role: role.displayName, count });
    await change.session.roles.removeCustomRole(role.id);
    change.fact({ type: 'roleDefinition', id: role.id }, 'purge', { displayName: [role.displayName, null] });
  });
}

async function requireCustomRole(change: Change, id: string): Promise<CustomRole> {
  const wanted = id.toLowerCase() as ObjectId;
  const builtIn = findBuiltInRole(wanted);
  if (builtIn !== undefined) throw directoryErrors.ROLE_IS_BUILT_IN({ role: builtIn.displayName });
  const found = (await change.session.roles.customRoles()).find((role) => role.id === wanted);
  if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return found;
}

function checkDraft({ displayName, description, isEnabled, actions, version }: RoleDraft): RoleDraft {
  if (displayName.trim() === '') {
    throw directoryErrors.PROPERTY_REQUIRED({ property: 'displayName', resource: 'UnifiedRoleDefinition' });
  }
  checkLength('displayName', displayName, longestName);
  checkLength('description', description, longestDescription);
  checkLength('version', version, longestVersion);
  if (actions.length === 0) {
    throw directoryErrors.PROPERTY_REQUIRED({ property: 'rolePermissions', resource: 'UnifiedRoleDefinition' });
  }
  const known = actions.map((name) => {
    const action = findResourceAction(name);
    if (action !== undefined) return action;
    const reason = `\`${name}\` is no resource action here; roleManagement/directory/resourceNamespaces lists them`;
    throw directoryErrors.PROPERTY_INVALID({ property: 'rolePermissions', reason });
  });
  return { displayName, description, isEnabled, actions: [...new Set(known)].sort(), version };
}

function checkLength(property: string, value: string | null, limit: number): void {
  if (value === null || value.length <= limit) return;
  throw directoryErrors.PROPERTY_INVALID({ property, reason: `${value.length} characters; the limit is ${limit}` });
}

const told = ['displayName', 'description', 'isEnabled', 'actions', 'version'] as const;

/** What changed of the role, for the log. */
function describe(
  before: CustomRole | undefined,
  after: CustomRole,
): Record<string, readonly [PropertyValue, PropertyValue]> {
  const changed = told.filter((name) => JSON.stringify(before?.[name] ?? null) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, [before?.[name] ?? null, after[name]] as const]));
}
