import type { ObjectId } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { builtInDefinition, customDefinition, findBuiltInRole, type RoleDefinition } from './role-definition.ts';

/** @throws AppError RESOURCE_NOT_FOUND */
export async function requireRole(session: ReadSession, id: string): Promise<RoleDefinition & { id: ObjectId }> {
  const wanted = id.toLowerCase() as ObjectId;
  const builtIn = findBuiltInRole(wanted);
  if (builtIn !== undefined) return { ...builtInDefinition(builtIn), id: wanted };
  const custom = (await session.roles.customRoles()).find((each) => each.id === wanted);
  if (custom === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return { ...customDefinition(custom), id: wanted };
}
