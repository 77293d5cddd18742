import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { ActivatedRole } from '../ports/role-store.ts';
import { type BuiltInRole, builtInRoles } from './built-in-roles.ts';
import { findBuiltInRole } from './role-definition.ts';

/** A built-in role that has been used, as `directoryRoles` shows it. */
export interface DirectoryRole {
  /** The role's id in this directory; its assignments go by the template id. */
  readonly id: ObjectId;
  readonly templateId: ObjectId;
  readonly displayName: string;
  readonly description: string;
}

/**
 * The built-in roles that have been used, by name.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listDirectoryRoles(directory: Directory, caller: Caller): Promise<readonly DirectoryRole[]> {
  authorize(caller, 'read roles');
  const activated = await directory.store.read((session) => session.roles.activatedRoles());
  return directoryRolesOf(activated);
}

/** What `directoryRoles` shows of roles that have been used, by name. */
export function directoryRolesOf(activated: readonly ActivatedRole[]): readonly DirectoryRole[] {
  const ids = new Map<string, ObjectId>(activated.map((each) => [each.templateId, each.id]));
  return builtInRoles.flatMap((role) => {
    const id = ids.get(role.templateId);
    return id === undefined ? [] : [shown(role, id)];
  });
}

function shown({ templateId, displayName, description }: BuiltInRole, id: ObjectId): DirectoryRole {
  return { id, templateId: templateId as ObjectId, displayName, description };
}

/**
 * One used role, by its own id or by its template id.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND also while the role has not been used
 */
export async function getDirectoryRole(
  directory: Directory,
  caller: Caller,
  key: { readonly id: ObjectId } | { readonly templateId: ObjectId },
): Promise<DirectoryRole> {
  const roles = await listDirectoryRoles(directory, caller);
  const [id, found] =
    'id' in key
      ? [key.id, roles.find((role) => role.id === key.id)]
      : [key.templateId, roles.find((role) => role.templateId === key.templateId)];
  if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return found;
}

/**
 * Shows a built-in role among `directoryRoles` from now on, as its first assignment does.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown template, ROLE_ASSIGNMENT_EXISTS when it is
 *   shown already
 */
export async function activateDirectoryRole(
  directory: Directory,
  caller: Caller,
  templateId: ObjectId,
): Promise<DirectoryRole> {
  authorize(caller, 'assign roles');
  const role = findBuiltInRole(templateId);
  if (role === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: templateId });
  return changeDirectory(directory, caller, 'activate-directory-role', 'shared', async (change) => {
    const id = await activateRoleIn(change, templateId);
    if (id === undefined) throw directoryErrors.ROLE_ASSIGNMENT_EXISTS({});
    return shown(role, id);
  });
}

/** Within a change: the role's new id; undefined when it has one already. */
export async function activateRoleIn(change: Change, templateId: ObjectId): Promise<ObjectId | undefined> {
  const id = newObjectId();
  if (!(await change.session.roles.activateRole({ id, templateId }))) return undefined;
  change.fact({ type: 'directoryRole', id }, 'create', { roleTemplateId: [null, templateId] });
  return id;
}
