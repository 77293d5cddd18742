import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { asSeen } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { requireObject } from '../objects/require-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { AssignmentFilter, RoleAssignment } from '../ports/role-store.ts';
import { formatScope, parseScope } from './role-scope.ts';

/** Somebody holds a role in an administrative unit. */
export interface ScopedRoleMember {
  /** The assignment's id. */
  readonly id: ObjectId;
  /** The role's id among `directoryRoles`; the definition's id for roles of the organisation. */
  readonly roleId: ObjectId;
  readonly unitId: ObjectId;
  readonly memberId: ObjectId;
  /** Null when the caller does not see it. */
  readonly memberName: string | null;
}

/** Whose roles in which units are asked for. */
export type ScopedRoles =
  | { readonly unitId: ObjectId }
  | { readonly userId: ObjectId }
  /** The role's template. */
  | { readonly roleId: ObjectId };

/**
 * Who holds which role in an administrative unit; the roles that a user holds in units themselves; who holds a role in any
 * unit. As it is now, oldest first. Three statements, and two more for every thousand.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown unit or user
 * @see Graph schema v1.0, type scopedRoleMembership
 */
export async function listScopedRoleMembers(
  directory: Directory,
  caller: Caller,
  wanted: ScopedRoles,
): Promise<readonly ScopedRoleMember[]> {
  authorize(caller, 'read role assignments');
  return directory.store.read(async (session) => {
    const filter = await filterOf(session, wanted);
    const assignments = await session.roles.assignments({ ...filter, at: directory.clock() });
    const activated = new Map((await session.roles.activatedRoles()).map((each) => [each.templateId, each.id]));
    const inUnits = assignments.flatMap((each) => {
      const scope = parseScope(each.scope);
      return scope?.kind === 'administrativeUnit' ? [{ ...each, unitId: scope.id }] : [];
    });
    const names = await namesOf(session, caller, inUnits);
    return inUnits.map(({ id, roleId, unitId, principalId }) => ({
      id,
      roleId: activated.get(roleId) ?? roleId,
      unitId,
      memberId: principalId,
      memberName: names.get(principalId) ?? null,
    }));
  });
}

async function filterOf(session: ReadSession, wanted: ScopedRoles): Promise<AssignmentFilter> {
  if ('roleId' in wanted) return wanted;
  if ('userId' in wanted) {
    await requireObject(session, 'user', wanted.userId);
    return { principals: [wanted.userId] };
  }
  await requireObject(session, 'administrativeUnit', wanted.unitId);
  return { scope: formatScope({ kind: 'administrativeUnit', id: wanted.unitId }) };
}

async function namesOf(
  session: ReadSession,
  caller: Caller,
  assignments: readonly RoleAssignment[],
): Promise<ReadonlyMap<ObjectId, string>> {
  const ids = [...new Set(assignments.map((each) => each.principalId))];
  const names = new Map<ObjectId, string>();
  for (let i = 0; i < ids.length; i += 1000) {
    const part = await session.objects.findMany(ids.slice(i, i + 1000), ['user', 'group', 'servicePrincipal']);
    for (const object of part) {
      const { displayName } = asSeen(caller, object).properties;
      if (typeof displayName === 'string') names.set(object.id, displayName);
    }
  }
  return names;
}
