import {
  type DirectoryObject,
  getObjectsById,
  listRoleAssignments,
  listRoleDefinitions,
  operatorCaller,
  type RoleAssignment,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions } from '../opened-directory.ts';
import { printable } from '../terminal/cells.ts';

/** Prints who holds which role, oldest first. Returns the exit code. */
export async function listRoles(
  options: DirectoryOptions & { readonly json?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const { directory } = opened;
    const assignments = await listRoleAssignments(directory, operatorCaller);
    const roles = new Map((await listRoleDefinitions(directory, operatorCaller)).map((role) => [role.id, role]));
    const principals = new Map<ObjectId, DirectoryObject>();
    for (let i = 0; i < assignments.length; i += 1000) {
      const ids = assignments.slice(i, i + 1000).map((each) => each.principalId);
      const found = await getObjectsById(directory, operatorCaller, ids, ['user', 'group', 'servicePrincipal']);
      for (const object of found) principals.set(object.id, object);
    }
    const { out } = context.terminal;
    if (assignments.length === 0 && options.json !== true) out('nobody holds a role\n');
    for (const assignment of assignments) {
      const role = roles.get(assignment.roleId)?.displayName ?? assignment.roleId;
      const principal = nameOf(principals.get(assignment.principalId));
      out(options.json === true ? forJson(assignment, role, principal) : describe(assignment, role, principal));
    }
    return 0;
  } finally {
    await opened.close();
  }
}

/** Undefined for principals that lie among the deleted items. */
function nameOf(object: DirectoryObject | undefined): string | null {
  const { userPrincipalName, displayName } = object?.properties ?? {};
  return ((userPrincipalName ?? displayName) as string | undefined) ?? null;
}

function forJson({ id, principalId, principalType, scope }: RoleAssignment, role: string, principal: string | null) {
  return `${JSON.stringify({ id, role, principal, principalId, principalType, scope })}\n`;
}

function describe({ principalId, principalType, scope }: RoleAssignment, role: string, principal: string | null) {
  const who = principal === null ? `${principalId} (deleted)` : printable(principal);
  const kind = principalType === 'user' ? '' : ` (${principalType === 'group' ? 'group' : 'application'})`;
  return `${printable(role)}: ${who}${kind}${scope === '/' ? '' : ` at ${scope}`}\n`;
}
