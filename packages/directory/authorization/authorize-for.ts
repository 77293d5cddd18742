import type { Actor, ApplicationActor, Caller, PersonActor } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { LinkKind } from '../ports/relation-store.ts';
import { isGuardedFrom } from './application-permissions.ts';
import { authorize, isAllowed } from './authorize.ts';
import type { DefaultRight } from './default-rights.ts';
import { rolesOf, unitsHolding } from './held-roles.ts';
import { type Operation, permissionTable } from './permission-table.ts';
import { protectionsOf } from './protections-of.ts';
import { isFound } from './sight.ts';
import { bareTarget, type Target } from './target.ts';

/** Where a use case stands: the directory, and a session that sees what it is about. A `Change` is one. */
export interface Surroundings {
  readonly directory: Directory;
  readonly session: ReadSession;
}

/**
 * Lets the caller pass who may do the operation on the object; looks up what that depends on, and only that: nothing at
 * all for applications without roles, unless it could take an account over. An object that a person may not read does not
 * exist for them.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES; RESOURCE_NOT_FOUND when the caller may not even read the object
 */
export async function authorizeFor(
  surroundings: Surroundings,
  caller: Caller,
  operation: Operation,
  object: DirectoryObject,
): Promise<void> {
  await authorizeForAll(surroundings, caller, operation, [object]);
}

/** The same for several objects of one type, at most 1,000; a fixed number of statements for users. */
export async function authorizeForAll(
  surroundings: Surroundings,
  caller: Caller,
  operation: Operation,
  objects: readonly DirectoryObject[],
): Promise<void> {
  const { actor } = caller;
  if (!dependsOnObject(actor, operation)) return authorize(caller, operation);
  const targets = await targetsOf(surroundings, actor, operation, objects);
  for (const target of targets) {
    if (isAllowed(actor, operation, target)) continue;
    const isHidden = actor.kind === 'user' && !isFound(actor, target.object);
    if (isHidden) throw directoryErrors.RESOURCE_NOT_FOUND({ id: target.object.id });
    authorize(caller, operation, target);
  }
}

/** Whether the caller may do the operation on the object. */
export async function isAllowedFor(
  surroundings: Surroundings,
  { actor }: Caller,
  operation: Operation,
  object: DirectoryObject,
): Promise<boolean> {
  if (!dependsOnObject(actor, operation)) return isAllowed(actor, operation);
  const [target] = await targetsOf(surroundings, actor, operation, [object]);
  return isAllowed(actor, operation, target);
}

function dependsOnObject(actor: Actor, operation: Operation): actor is ApplicationActor | PersonActor {
  if (actor.kind !== 'application') return actor.kind === 'user';
  return rolesOf(actor).length > 0 || isGuardedFrom(actor, operation);
}

const ownerLinks: Readonly<Partial<Record<DirectoryObject['type'], LinkKind>>> = {
  group: 'owner',
  application: 'owner',
  servicePrincipal: 'owner',
  device: 'registeredOwner',
};

async function targetsOf(
  { directory, session }: Surroundings,
  actor: ApplicationActor | PersonActor,
  operation: Operation,
  objects: readonly DirectoryObject[],
): Promise<readonly Target[]> {
  const { member = [], guest = [], restrictedGuest = [], isSensitive = false } = permissionTable[operation];
  const rights: readonly DefaultRight[] = [...member, ...guest, ...restrictedGuest];
  const users = isSensitive ? objects.filter((object) => object.type === 'user') : [];
  const protections = users.length > 0 ? await protectionsOf(directory, session, users) : new Map();
  // What is in a unit may have changed since the request began.
  if (rolesOf(actor).some(({ scope }) => scope.kind === 'administrativeUnit')) await session.catchUpMemberships();
  const targets: Target[] = [];
  for (const object of objects) {
    const link = rights.includes('owner') ? ownerLinks[object.type] : undefined;
    const isAsked = actor.kind === 'user' && link !== undefined;
    const owned = isAsked ? await session.relations.endsAmong([object.id], link, [actor.id]) : [];
    targets.push({
      ...bareTarget(object),
      owners: new Set(owned),
      protection: protections.get(object.id) ?? null,
      administrativeUnits: unitsHolding(actor, object),
    });
  }
  return targets;
}

/**
 * Whoever changes a group to which roles can be assigned decides about roles, so it takes the right to do that.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 * @see Graph surface spec §6.4
 */
export async function authorizeRoleAssignable(
  surroundings: Surroundings,
  caller: Caller,
  object: DirectoryObject,
): Promise<void> {
  if (object.type === 'group' && object.properties.isAssignableToRole === true) {
    await authorizeFor(surroundings, caller, 'change role-assignable groups', object);
  }
}
