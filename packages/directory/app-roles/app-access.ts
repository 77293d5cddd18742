import type { ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import type { ServicePrincipal, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { declaredAppRoles, memberTypeOf, valuesOf } from './app-role.ts';

/** What somebody has at an application. */
export interface AppAccess {
  /** Somebody assigned the application to them, or to a group of theirs. */
  readonly isAssigned: boolean;
  /** Values of their roles, sorted. */
  readonly roles: readonly string[];
}

/** More than the limit of a principal times the groups that an application is assigned to, in practice. */
const most = 10_000;

/**
 * What a person has at an application at this moment: directly, and as a direct member of groups, dynamic ones included.
 * Three or four statements.
 *
 * @see B2B and governance spec §5
 */
export async function appAccessOfPerson(
  directory: Directory,
  personId: ObjectId,
  resourceId: ObjectId,
): Promise<AppAccess> {
  return directory.store.read(async (session) => {
    const person = await session.objects.find('user', personId);
    const resource = await session.objects.find('servicePrincipal', resourceId);
    if (person === undefined || resource === undefined) return { isAssigned: false, roles: [] };
    await session.catchUpMemberships();
    const groups = directory.memberships.groupsOf(person.number);
    return accessOf(session, resource, { id: personId, groups }, 'User');
  });
}

/** The groups that an application is assigned to, as far as the person is a direct member of them, sorted. */
export async function assignedGroupsOfPerson(
  directory: Directory,
  session: ReadSession,
  person: User,
  resourceId: ObjectId,
): Promise<readonly ObjectId[]> {
  await session.catchUpMemberships();
  const of = { id: person.id, groups: directory.memberships.groupsOf(person.number) };
  const query = { of, resourceId, principalType: 'Group' } as const;
  const found = await session.appRoles.listAppRoleAssignments(query, { limit: most });
  return [...new Set(found.map(({ principalId }) => principalId))].sort();
}

/** What an application that acts by itself has at another one, or at the directory's own API. One statement. */
export async function appAccessOfApplication(
  session: ReadSession,
  servicePrincipalId: ObjectId,
  resource: ServicePrincipal | undefined,
): Promise<AppAccess> {
  if (resource === undefined) return { isAssigned: false, roles: [] };
  return accessOf(session, resource, { id: servicePrincipalId }, 'ServicePrincipal');
}

async function accessOf(
  session: ReadSession,
  resource: ServicePrincipal,
  of: { readonly id: ObjectId; readonly groups?: readonly number[] },
  type: 'User' | 'ServicePrincipal',
): Promise<AppAccess> {
  const query = { of, resourceId: resource.id };
  const found = await session.appRoles.listAppRoleAssignments(query, { limit: most });
  if (found.length === 0) return { isAssigned: false, roles: [] };
  const held = new Set<string>(found.map(({ appRoleId }) => appRoleId));
  return { isAssigned: true, roles: valuesOf(declaredAppRoles(resource), held, memberTypeOf(type)) };
}
