import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject, Properties, PropertyValue } from '../objects/directory-object.ts';
import { type ObjectType, objectTypes } from '../objects/property-definition.ts';
import { isExtensionName, propertyTables } from '../objects/property-tables.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { LifeEvent, PastValues } from '../ports/history.ts';
import type { NamedObject, ObjectState } from './membership-explanation.ts';

/** An object as it was at a place of the log. */
export interface PastObject {
  /** With the values it had then; one that was not made yet, with its first ones. */
  readonly object: DirectoryObject;
  readonly state: ObjectState;
}

/**
 * The object as it was: the present one with later facts undone, or, when it is gone for good, what its facts up to
 * there add up to. A fixed number of statements.
 *
 * @throws AppError RESOURCE_NOT_FOUND for an id that no object of these types has or had
 */
export async function pastObject(
  session: ReadSession,
  id: ObjectId,
  types: readonly ObjectType[],
  place: number,
): Promise<PastObject> {
  const [present] = await session.objects.findMany([id], types, 'any');
  const event = (await session.history.lifeEvents([id], place)).get(id);
  if (present !== undefined) {
    const state = stateAfter(event);
    if (state === 'notYet') return { object: present, state };
    const replaced = await session.history.valuesReplacedAfter(id, present.type, place);
    return {
      object: withValues(present, new Map([...replaced, ...(await managerSet(session, present, place))])),
      state,
    };
  }
  const end = (await session.history.lifeEvents([id], await session.history.present())).get(id);
  const type = types.find((each) => each === end?.objectType);
  if (end === undefined || type === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  const upTo = event === undefined ? end.seq : place;
  const values = (await session.history.valuesSetUpTo(id, type, [upTo], null)).get(upTo)!;
  const nothing: DirectoryObject = {
    type,
    id,
    number: end.objectNumber as ObjectNumber,
    version: 0,
    deletedAt: null,
    managerId: null,
    properties: {},
  };
  return { object: withValues(nothing, values), state: stateAfter(event) };
}

/** A deleted user loses a manager who goes for good without a fact: the one that was set is the one that was there. */
async function managerSet(session: ReadSession, { id, type }: DirectoryObject, place: number): Promise<PastValues> {
  if (type !== 'user') return new Map();
  return (await session.history.valuesSetUpTo(id, type, [place], ['managerId'])).get(place)!;
}

function stateAfter(event: LifeEvent | undefined): ObjectState {
  switch (event?.action) {
    case undefined:
      return 'notYet';
    case 'delete':
      return 'deleted';
    case 'purge':
      return 'purged';
    default:
      return 'live';
  }
}

/** Facts also name what is no property: members, owners, rule versions. */
function withValues(object: DirectoryObject, values: PastValues): DirectoryObject {
  const properties: Record<string, PropertyValue> = { ...object.properties };
  for (const [name, value] of values) {
    if (isExtensionName(name) || Object.hasOwn(propertyTables[object.type], name)) properties[name] = value;
  }
  const managerId = values.has('managerId') ? (values.get('managerId') as ObjectId | null) : object.managerId;
  return { ...object, managerId, properties: withoutNulls(properties) };
}

function withoutNulls(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

/** The object by its name. */
export function nameOf({ id, type, properties }: DirectoryObject): NamedObject {
  return {
    id,
    type,
    displayName: (properties.displayName ?? null) as string | null,
    userPrincipalName: (properties.userPrincipalName ?? null) as string | null,
  };
}

/** Names of objects, dead or alive; those that are gone for good have their id alone. One statement for each type. */
export async function namesOf(
  session: ReadSession,
  ids: readonly ObjectId[],
  types: readonly ObjectType[] = objectTypes,
): Promise<(id: ObjectId, type: ObjectType) => NamedObject> {
  const found = ids.length === 0 ? [] : await session.objects.findMany([...new Set(ids)], types, 'any');
  const names = new Map(found.map((object) => [object.id, nameOf(object)]));
  return (id, type) => names.get(id) ?? { id, type, displayName: null, userPrincipalName: null };
}
