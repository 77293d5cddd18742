import {
  assignForGood,
  type Directory,
  listRoleDefinitions,
  operatorCaller,
  type RoleDefinition,
  removeRoleAssignment,
} from '@muster/directory';
import { formatInstant, type ObjectId, toObjectId } from '@muster/kernel';
import type { CliContext } from '../cli-context.ts';
import { errors } from '../errors.ts';
import { findGroup, findMember, findUnit } from '../explanations/find-ends.ts';
import type { DirectoryOptions } from '../opened-directory.ts';
import { printable } from '../terminal/cells.ts';

export type RoleAction = 'assign' | 'remove';

export interface RoleOptions extends DirectoryOptions {
  /** The principal is a group, by name or id. */
  readonly group?: boolean;
  readonly scope?: string;
  /** The administrative unit in which it counts, by name or id. */
  readonly unit?: string;
}

/** Gives a role to somebody, or takes it away, as the operator. Returns the exit code. */
export async function changeRole(
  action: RoleAction,
  roleText: string,
  principalText: string,
  { group = false, scope: given = '/', unit, ...options }: RoleOptions,
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const { directory } = opened;
    const role = await findRole(directory, roleText);
    const principal = await (group ? findGroup : findMember)(directory, principalText);
    const scope = unit === undefined ? given : `/administrativeUnits/${await findUnit(directory, unit)}`;
    const said = await (action === 'assign' ? assign : remove)(directory, role, principal, scope);
    context.terminal.out(`${printable(principalText)} ${said}\n`);
    return 0;
  } finally {
    await opened.close();
  }
}

/** What the command does, and says of whoever it is about. */
type Doing = (directory: Directory, role: RoleDefinition, principal: ObjectId, scope: string) => Promise<string>;

const assign: Doing = async (directory, role, principalId, directoryScopeId) => {
  const wanted = { roleDefinitionId: role.id, principalId, directoryScopeId };
  const { replaced } = await assignForGood(directory, operatorCaller, wanted);
  const holds = `holds the role ${printable(role.displayName)}`;
  if (replaced === null) return holds;
  const { startsAt, endsAt } = replaced;
  return `${holds} without an end; until now it was from ${formatInstant(startsAt)} ${endsAt === null ? 'on' : `to ${formatInstant(endsAt)}`}`;
};

const remove: Doing = async (directory, role, principalId, scope) => {
  const wanted = { roleId: role.id as ObjectId, principalId, scope };
  await removeRoleAssignment(directory, operatorCaller, wanted);
  return `no longer holds the role ${printable(role.displayName)}`;
};

/** A role by its id or its name, ignoring case. */
async function findRole(directory: Directory, text: string): Promise<RoleDefinition> {
  const roles = await listRoleDefinitions(directory, operatorCaller);
  const id = toObjectId(text);
  const lower = text.toLowerCase();
  const found = roles.filter((role) => role.id === id || role.displayName.toLowerCase() === lower);
  const [first] = found;
  if (first === undefined) throw errors.CLI_NOBODY_FOUND({ kind: 'role', text });
  if (found.length > 1) {
    const candidates = found.map((role) => role.id);
    throw errors.CLI_NAME_AMBIGUOUS({ kind: 'role', text, candidates });
  }
  return first;
}
