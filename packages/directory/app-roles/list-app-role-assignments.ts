import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { asSeen, mayReadMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import type { AppRoleAssignment, AppRoleAssignmentQuery } from '../ports/app-role-store.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { appRolePrincipalTypes } from './assign-app-role.ts';

/** Whose assignments are asked for. */
export type AppRoleOwner =
  /** What a person, a group or an application is assigned to; people also as direct members of groups. */
  | { readonly kind: 'principal'; readonly type: (typeof appRolePrincipalTypes)[number]; readonly id: ObjectId }
  /** Who is assigned to an application. */
  | { readonly kind: 'resource'; readonly id: ObjectId };

/** An assignment with the names at its two ends; null where the caller does not see the name. */
export interface ShownAppRoleAssignment extends AppRoleAssignment {
  readonly principalDisplayName: string | null;
  readonly resourceDisplayName: string | null;
}

export interface AppRoleAssignmentPage {
  readonly assignments: readonly ShownAppRoleAssignment[];
  /** The id after which the next page begins; null on the last page. */
  readonly next: string | null;
  /** How many there are in all, those of deleted objects included; null when nobody asked. */
  readonly count: number | null;
}

type Filter = Pick<AppRoleAssignmentQuery, 'principalId' | 'principalType' | 'resourceId' | 'appRoleId'>;

/**
 * A page of assignments in the order of their ids. What is assigned to a deleted object is left out, so a page may be short.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function listAppRoleAssignments(
  directory: Directory,
  caller: Caller,
  owner: AppRoleOwner,
  filter: Filter,
  page: { readonly after?: string; readonly limit: number; readonly wantsCount: boolean },
): Promise<AppRoleAssignmentPage> {
  authorizeSome(caller, 'read app role assignments');
  return directory.store.read(async (session) => {
    const own = await ownQuery(directory, session, caller, owner);
    // Nothing is assigned to two applications at once.
    if (own.resourceId !== undefined && filter.resourceId !== undefined && filter.resourceId !== own.resourceId) {
      return { assignments: [], next: null, count: page.wantsCount ? 0 : null };
    }
    const query = { ...filter, ...own };
    const start = page.after === undefined ? {} : { after: page.after };
    const found = await session.appRoles.listAppRoleAssignments(query, { ...start, limit: page.limit + 1 });
    const shown = found.slice(0, page.limit);
    return {
      assignments: await withNames(session, caller, shown),
      next: found.length > page.limit ? (shown.at(-1)?.id ?? null) : null,
      count: page.wantsCount ? await session.appRoles.countAppRoleAssignments(query) : null,
    };
  });
}

/**
 * One assignment of the object.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function getAppRoleAssignment(
  directory: Directory,
  caller: Caller,
  owner: AppRoleOwner,
  id: string,
): Promise<ShownAppRoleAssignment> {
  authorizeSome(caller, 'read app role assignments');
  return directory.store.read(async (session) => {
    const query = await ownQuery(directory, session, caller, owner);
    const found = await session.appRoles.findAppRoleAssignment(id);
    const isTheirs = found !== undefined && isOf(query, found);
    const [shown] = isTheirs ? await withNames(session, caller, [found]) : [];
    if (shown === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    return shown;
  });
}

function isOf({ of, resourceId }: AppRoleAssignmentQuery, found: AppRoleAssignment): boolean {
  if (of === undefined) return found.resourceId === resourceId;
  const isByGroup = found.principalType === 'Group' && of.groups?.includes(found.principalNumber) === true;
  return found.principalId === of.id || isByGroup;
}

async function ownQuery(
  directory: Directory,
  session: ReadSession,
  caller: Caller,
  owner: AppRoleOwner,
): Promise<AppRoleAssignmentQuery> {
  const type = owner.kind === 'resource' ? 'servicePrincipal' : owner.type;
  const object = await requireObject(session, type, owner.id);
  await authorizeFor({ directory, session }, caller, 'read app role assignments', object);
  if (owner.kind === 'resource') return { resourceId: owner.id };
  if (type !== 'user') return { of: { id: owner.id } };
  await session.catchUpMemberships();
  return { of: { id: owner.id, groups: directory.memberships.groupsOf(object.number) } };
}

const atOnce = 1000;

async function withNames(
  session: ReadSession,
  caller: Caller,
  found: readonly AppRoleAssignment[],
): Promise<readonly ShownAppRoleAssignment[]> {
  const principals = await namesOf(session, [...new Set(found.map(({ principalId }) => principalId))], 'live');
  const resources = await namesOf(session, [...new Set(found.map(({ resourceId }) => resourceId))], 'any');
  const nameOf = (object: DirectoryObject | undefined) =>
    object === undefined ? null : ((asSeen(caller, object).properties.displayName ?? null) as string | null);
  return found.flatMap((assignment) => {
    const principal = principals.get(assignment.principalId);
    if (principal === undefined) return [];
    // It would tell who is in the group.
    if (principal.type === 'group' && !mayReadMembers(caller.actor, principal as Group)) return [];
    const resource = resources.get(assignment.resourceId);
    return [{ ...assignment, principalDisplayName: nameOf(principal), resourceDisplayName: nameOf(resource) }];
  });
}

async function namesOf(
  session: ReadSession,
  ids: readonly ObjectId[],
  presence: 'live' | 'any',
): Promise<ReadonlyMap<ObjectId, DirectoryObject>> {
  const found: DirectoryObject[] = [];
  for (let i = 0; i < ids.length; i += atOnce) {
    found.push(...(await session.objects.findMany(ids.slice(i, i + atOnce), appRolePrincipalTypes, presence)));
  }
  return new Map(found.map((object) => [object.id, object]));
}
