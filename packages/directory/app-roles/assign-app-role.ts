import { randomBytes } from 'node:crypto';
import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { isFound } from '../authorization/sight.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import { graphApplicationId } from '../consents/delegated-permissions.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject, ServicePrincipal } from '../objects/directory-object.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import type { AppRoleAssignment, AppRolePrincipal } from '../ports/app-role-store.ts';
import { type AppRole, declaredAppRoles, memberTypeOf, noAppRoleId } from './app-role.ts';

/** Assignments of one principal, over all applications. @see B2B and governance spec §5 */
export const mostAppRoleAssignments = 1500;

export interface NewAppRoleAssignment {
  readonly principalId: ObjectId;
  readonly resourceId: ObjectId;
  /** All zeros when the application declares no role for such principals. */
  readonly appRoleId: ObjectId;
}

export const appRolePrincipalTypes = ['user', 'group', 'servicePrincipal'] as const;
const typeNames = { user: 'User', group: 'Group', servicePrincipal: 'ServicePrincipal' } as const;
type Principal = DirectoryObject<(typeof appRolePrincipalTypes)[number]>;

/** The principal's type in Graph's words. */
export function principalTypeOf({ type }: Pick<Principal, 'type'>): AppRolePrincipal {
  return typeNames[type];
}

/**
 * Assigns an application to a person, a group or another application. What is assigned to the directory's own API is an
 * application permission, and takes the right to grant those.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, APP_ROLE_UNKNOWN, APP_ROLE_ASSIGNED, TOO_MANY_APP_ROLES
 */
export async function assignAppRole(
  directory: Directory,
  caller: Caller,
  input: NewAppRoleAssignment,
): Promise<AppRoleAssignment> {
  authorizeSome(caller, 'assign app roles', 'grant permissions');
  return changeDirectory(directory, caller, 'assign-app-role', 'shared', async (change) => {
    const resource = await requireObject(change.session, 'servicePrincipal', input.resourceId);
    await authorizeAssigning(change, caller, resource);
    const principal = await lockPrincipal(change, caller, input.principalId);
    const role = roleToAssign(declaredAppRoles(resource), principal, resource, input.appRoleId);
    const count = await change.session.appRoles.countAppRoleAssignments({ principalId: principal.id });
    if (count >= mostAppRoleAssignments) throw directoryErrors.TOO_MANY_APP_ROLES({ limit: mostAppRoleAssignments });
    const assignment = newAppRoleAssignment(change, principal, resource, input.appRoleId);
    const inserted = await change.session.appRoles.insertAppRoleAssignments([assignment]);
    if (inserted === 0) throw directoryErrors.APP_ROLE_ASSIGNED({});
    noteAssignment(change, principal, resource, [null, role?.value ?? role?.displayName ?? 'access']);
    return assignment;
  });
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND when the caller does not see the application */
export async function authorizeAssigning(change: Change, caller: Caller, resource: ServicePrincipal): Promise<void> {
  const isOwnApi = resource.properties.appId === graphApplicationId;
  await authorizeFor(change, caller, isOwnApi ? 'grant permissions' : 'assign app roles', resource);
}

/** The lock keeps two assignments at once from passing the limit. */
async function lockPrincipal(change: Change, caller: Caller, id: ObjectId): Promise<Principal> {
  const [found] = await change.session.objects.findMany([id], appRolePrincipalTypes);
  const isSeen = found !== undefined && (caller.actor.kind !== 'user' || isFound(caller.actor, found));
  if (!isSeen) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return (await lockObject(change.session, found.type, id)) as Principal;
}

/** @throws AppError APP_ROLE_UNKNOWN */
function roleToAssign(
  declared: readonly AppRole[],
  principal: Principal,
  resource: ServicePrincipal,
  id: ObjectId,
): AppRole | undefined {
  const member = memberTypeOf(principalTypeOf(principal));
  const fitting = declared.filter((each) => each.isEnabled && each.allowedMemberTypes.includes(member));
  if (id === noAppRoleId && fitting.length === 0) return undefined;
  const role = fitting.find((each) => each.id === id);
  if (role === undefined) throw directoryErrors.APP_ROLE_UNKNOWN({ id, appId: resource.properties.appId as string });
  return role;
}

export function newAppRoleAssignment(
  change: Change,
  principal: Pick<Principal, 'type' | 'id' | 'number'>,
  resource: Pick<ServicePrincipal, 'id'>,
  appRoleId: ObjectId,
): AppRoleAssignment {
  return {
    // Opaque, as Graph's are.
    id: randomBytes(24).toString('base64url'),
    appRoleId,
    principalId: principal.id,
    principalNumber: principal.number,
    principalType: principalTypeOf(principal),
    resourceId: resource.id,
    createdAt: change.now,
  };
}

/** Writes into the log at the application what was assigned to whom. */
export function noteAssignment(
  change: Change,
  principal: Pick<Principal, 'type' | 'id'>,
  resource: ServicePrincipal,
  [before, after]: readonly [string | null, string | null],
): void {
  const said = (what: string | null) =>
    what === null ? null : `${principalTypeOf(principal)} ${principal.id}: ${what}`;
  change.fact(resource, 'update', { appRoleAssignedTo: [said(before), said(after)] });
}
