import type { Actor, Caller, PersonActor } from '../actors/caller.ts';
import { directoryErrors } from '../errors.ts';
import type { AdministrativeUnit, DirectoryObject, Group } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import { hasPermission } from './application-permissions.ts';
import { authorize, authorizeAny, authorizeSome, isAllowed, isOwnRight, mayBeAllowed, reaches } from './authorize.ts';
import { rolesOf, unitsHolding } from './held-roles.ts';
import { readDeletedOperation, readOperation } from './operations-by-type.ts';
import type { Operation } from './permission-table.ts';
import { bareTarget, type Target } from './target.ts';
import { type FollowedRelation, type LevelSight, levelSights } from './visibility.ts';

/** What a caller sees of an object: all of it, or the properties with these names; nothing when there are none. */
export type Sight = 'everything' | ReadonlySet<string>;

const nothing: ReadonlySet<string> = new Set();
const idAlone: ReadonlySet<string> = new Set(['id']);
const names = new Map<LevelSight, ReadonlySet<string>>(
  Object.values(levelSights).flatMap((byType) =>
    Object.values(byType).map((each) => [each, new Set(each.properties)] as const),
  ),
);

/** What the person's level shows of a type when their application may read it; nothing otherwise. */
export function levelSight(actor: PersonActor, type: ObjectType): LevelSight | undefined {
  return reaches(actor, readOperation[type]) ? levelSights[actor.rights.level][type] : undefined;
}

/** What the actor sees of every object of the type, whichever it is. */
export function typeSight(actor: Actor, type: ObjectType, reading: Operation = readOperation[type]): Sight {
  if (isAllowed(actor, reading)) return 'everything';
  if (actor.kind !== 'user') return idAlone;
  const sight = levelSight(actor, type);
  // Where the application lacks the scope, it is as for applications that act by themselves.
  if (sight === undefined) return actor.rights.level === 'member' ? idAlone : restricted(actor, type);
  return names.get(sight)!;
}

const restricted = ({ rights }: PersonActor, type: ObjectType) =>
  levelSights[rights.level][type].properties.length === 0 ? nothing : idAlone;

/** What the actor sees of the object. */
export function sightOf(actor: Actor, object: DirectoryObject): Sight {
  const reading = (object.deletedAt === null ? readOperation : readDeletedOperation)[object.type];
  if (isAllowed(actor, reading, targetOf(actor, object))) return 'everything';
  const sight = object.deletedAt === null ? typeSight(actor, object.type) : idAlone;
  return isHidden(actor, object) ? idAlone : sight;
}

/** The object as memory knows it: with the units that hold it and in which the actor has a role. */
function targetOf(actor: Actor, object: DirectoryObject): Target {
  return { ...bareTarget(object), administrativeUnits: unitsHolding(actor, object) };
}

/** Guests know of groups with hidden membership only when they are in them. */
function isHidden(actor: Actor, object: DirectoryObject): boolean {
  if (actor.kind !== 'user' || object.type !== 'group') return false;
  return actor.rights.level !== 'member' && !mayReadMembers(actor, object as Group);
}

/** Whether the caller can have found the object by looking it up. */
export function isFound(actor: Actor, object: DirectoryObject): boolean {
  const sight = sightOf(actor, object);
  if (sight === 'everything' || actor.kind !== 'user') return sight === 'everything';
  const isByLevel = object.deletedAt === null && levelSight(actor, object.type)?.isFound === true;
  return isByLevel && !isHidden(actor, object);
}

/** True when there may be objects of the type that the actor finds by looking them up. */
export function mayFind(actor: Actor, type: ObjectType): boolean {
  if (mayBeAllowed(actor, readOperation[type])) return true;
  return actor.kind === 'user' && levelSight(actor, type)?.isFound === true;
}

/**
 * Before an object is looked up. To a person of whose level nobody finds such objects, none exists.
 *
 * @param asked how the caller named the object
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export function authorizeLookUp({ actor, ...rest }: Caller, type: ObjectType, asked: string): void {
  if (mayFind(actor, type)) return;
  const isReached = actor.kind === 'user' && reaches(actor, readOperation[type]);
  if (isReached) throw directoryErrors.RESOURCE_NOT_FOUND({ id: asked });
  authorizeSome({ actor, ...rest }, readOperation[type]);
}

/**
 * The object that was looked up, as the caller sees it. To a person who may not see it, it does not exist.
 *
 * @param asked how the caller named the object
 * @throws AppError INSUFFICIENT_PRIVILEGES for applications, RESOURCE_NOT_FOUND for people
 */
export function found<T extends DirectoryObject>(caller: Caller, object: T, asked: string = object.id): T {
  if (isFound(caller.actor, object)) return asSeen(caller, object);
  if (caller.actor.kind === 'user') throw directoryErrors.RESOURCE_NOT_FOUND({ id: asked });
  authorize(caller, readOperation[object.type], bareTarget(object));
  return object;
}

/**
 * The object as the caller sees it: what is invisible has no value; of an object that is not seen at all, type and id
 * remain, as Graph gives it beside others.
 */
export function asSeen<T extends DirectoryObject>({ actor }: Caller, object: T): T {
  const sight = sightOf(actor, object);
  if (sight === 'everything') return withoutTests(actor, object);
  const shown = Object.entries(object.properties).filter(([name]) => sight.has(name));
  const hasManager = sight !== idAlone && actor.kind === 'user' && canFollow(actor, object.type, 'manager');
  return { ...object, managerId: hasManager ? object.managerId : null, properties: Object.fromEntries(shown) };
}

/** Whom a rule is to let in is in the group, or nearly: that is for those who may know its members. */
function withoutTests<T extends DirectoryObject>(actor: Actor, object: T): T {
  if (object.type !== 'group' || object.properties.membershipRuleTests === undefined) return object;
  if (mayReadMembers(actor, object as Group)) return object;
  const { membershipRuleTests: _, ...properties } = object.properties;
  return { ...object, properties };
}

/** Whether anything is seen of the object beside others. Where nothing is, it is as if the relation led nowhere. */
export function isShown({ actor }: Caller, object: DirectoryObject): boolean {
  const sight = sightOf(actor, object);
  return sight === 'everything' || sight.size > 0;
}

/** Whether the caller sees the property of this object. Applications see all of what they were given. */
export function isPropertyVisible({ actor }: Caller, object: DirectoryObject, property: string): boolean {
  if (actor.kind !== 'user') return true;
  const sight = sightOf(actor, object);
  return sight === 'everything' || sight.has(property);
}

function canFollow(actor: PersonActor, type: ObjectType, relation: FollowedRelation): boolean {
  return levelSight(actor, type)?.relations.includes(relation) === true;
}

/**
 * Before a relation is followed: lets the caller pass who may follow it from this object. People pass who may read the
 * object as a whole, or find it, when their level may follow the relation.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES; RESOURCE_NOT_FOUND for people who do not see the object
 */
export function authorizeRelation(caller: Caller, relation: FollowedRelation, start: DirectoryObject): void {
  const { actor } = caller;
  const target = targetOf(actor, start);
  const own = readOperation[start.type];
  const isUpward = relation === 'memberOf' || relation === 'transitiveMemberOf';
  if (actor.kind !== 'user') {
    authorizeAny(caller, isUpward ? [own, 'read groups'] : [own], target);
    return;
  }
  if (isAllowed(actor, own, target)) return;
  // The scope to read groups is enough to see them listed, but not the right to.
  if (isUpward && isOwnRight(actor, own, target) && reaches(actor, 'read groups')) return;
  if (!isFound(actor, start)) throw directoryErrors.RESOURCE_NOT_FOUND({ id: start.id });
  if (!canFollow(actor, start.type, relation)) authorize(caller, own, target);
}

/**
 * Whether the actor may know who is in the group or unit: of hidden membership, those who are in it, own it, or hold a role for
 * that, or in the unit.
 */
export function mayReadMembers(actor: Actor, whole: Group | AdministrativeUnit): boolean {
  if (readsMembersAtAll(actor) || whole.properties.visibility !== 'HiddenMembership') return true;
  if (isAllowed(actor, hiddenReading[whole.type], memberTarget(actor, whole))) return true;
  if (whole.type === 'group') return false;
  return rolesOf(actor).some(({ scope }) => scope.kind === 'administrativeUnit' && scope.id === whole.id);
}

const hiddenReading = {
  group: 'read hidden members',
  administrativeUnit: 'read hidden members of administrative units',
} as const;
const readings = Object.values(readOperation);

/** Applications that read by a permission see all members; by a role, those whom the role shows. */
export function readsMembersAtAll(actor: Actor): boolean {
  if (actor.kind === 'application') return readings.some((reading) => hasPermission(actor, reading));
  return actor.kind !== 'user';
}

/** @throws AppError INSUFFICIENT_PRIVILEGES when the caller may not know who is in one of the groups */
export function authorizeMembers(caller: Caller, groups: Iterable<Group>): void {
  const { actor } = caller;
  for (const group of groups) {
    if (mayReadMembers(actor, group)) continue;
    authorize(caller, 'read hidden members', memberTarget(actor, group));
  }
}

function memberTarget(actor: Actor, group: Group | AdministrativeUnit): Target {
  if (actor.kind !== 'user') return targetOf(actor, group);
  const { id, rights } = actor;
  const person = new Set([id]);
  return {
    ...targetOf(actor, group),
    owners: rights.ownedHiddenGroups.has(group.number) ? person : new Set(),
    members: rights.isMemberOf(group.number) ? person : new Set(),
  };
}
