import {
  type ObjectType,
  type Properties,
  type PropertyDefinition,
  type PropertyValue,
  propertyTables,
} from '@muster/directory';
import { foreignPropertyName } from '../capabilities/foreign-properties.ts';
import { maximumReferences } from '../capabilities/limits.ts';
import { graphErrors } from '../errors.ts';
import { type KnownExtensions, type PropertyScope, resolveProperty } from '../odata/property-scope.ts';
import type { JsonObject, JsonValue } from './json-body.ts';
import { type ObjectReference, parseReference } from './object-reference.ts';
import { readPropertyValue } from './property-reader.ts';

/** A new password; a flag that was not sent is undefined. */
export interface NewPassword {
  readonly password: string | undefined;
  readonly forceChangePasswordNextSignIn: boolean | undefined;
  readonly forceChangePasswordNextSignInWithMfa: boolean | undefined;
}

/** Objects that a body binds with `…@odata.bind`, in the caller's order. */
export interface BoundReferences {
  readonly members: readonly ObjectReference[];
  readonly owners: readonly ObjectReference[];
  readonly sponsors: readonly ObjectReference[];
  readonly manager: ObjectReference | undefined;
}

/** What a body says about an object. */
export interface ObjectPatch {
  /** Schema's spelling → value to set; null clears. Passwords and relations apart. */
  readonly properties: Properties;
  readonly references: BoundReferences;
  readonly password: NewPassword | undefined;
}

/** Where a body goes. */
export interface PatchRequest {
  readonly type: ObjectType;
  readonly mode: 'create' | 'update';
  readonly body: JsonObject;
  readonly knownExtensions: KnownExtensions;
}

type ListRelation = 'members' | 'owners' | 'sponsors';

const bindable: Readonly<Record<ObjectType, readonly (ListRelation | 'manager')[]>> = {
  user: ['manager', 'sponsors'],
  group: ['members', 'owners'],
  device: [],
  application: ['owners'],
  servicePrincipal: ['owners'],
  administrativeUnit: ['members'],
};

function resourceOf(type: ObjectType): string {
  return type[0]!.toUpperCase() + type.slice(1);
}

function expectWritable(property: string, definition: PropertyDefinition, mode: PatchRequest['mode']): void {
  const isFixed = definition.write === 'readOnly' || (definition.write === 'createOnly' && mode === 'update');
  if (isFixed) throw graphErrors.BODY_READ_ONLY_PROPERTY({ property });
}

function unknownProperty(type: ObjectType, property: string) {
  if (foreignPropertyName(type, property) !== undefined) return graphErrors.QUERY_PROPERTY_ELSEWHERE({ property });
  return graphErrors.BODY_UNKNOWN_PROPERTY({ property, resource: resourceOf(type) });
}

function readProperties(request: PatchRequest): Record<string, PropertyValue> {
  const { type, body, mode } = request;
  const scope: PropertyScope = { types: [type], knownExtensions: request.knownExtensions };
  const properties: Record<string, PropertyValue> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name.includes('@')) continue;
    const property = resolveProperty(scope, name);
    if (property === undefined) throw unknownProperty(type, name);
    if (Object.hasOwn(properties, property.name)) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property: name });
    expectWritable(property.name, property.definition, mode);
    const place = { property: property.name, resource: resourceOf(type) };
    properties[property.name] = readPropertyValue(property.definition, value, place);
  }
  return properties;
}

function expectRequired(type: ObjectType, properties: Properties): void {
  for (const [property, definition] of Object.entries(propertyTables[type])) {
    if (definition.isRequiredOnCreate && !Object.hasOwn(properties, property))
      throw graphErrors.BODY_VALUE_REQUIRED({ property, resource: resourceOf(type) });
  }
}

function readList(value: JsonValue, name: string): readonly ObjectReference[] {
  if (!Array.isArray(value)) throw graphErrors.BODY_INVALID_REFERENCE({ reference: name });
  return (value as readonly JsonValue[]).map(parseReference);
}

const bindForm = /^(\w+)@odata\.bind$/i;

function readReferences({ type, body }: PatchRequest): BoundReferences {
  const found: Partial<Record<ListRelation, readonly ObjectReference[]>> = {};
  let manager: ObjectReference | undefined;
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(body)) {
    const written = bindForm.exec(name)?.[1];
    if (written === undefined) continue;
    const relation = bindable[type].find((one) => one.toLowerCase() === written.toLowerCase());
    if (relation === undefined) throw unknownProperty(type, written);
    if (seen.has(relation)) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property: name });
    seen.add(relation);
    if (relation === 'manager') manager = parseReference(value);
    else found[relation] = readList(value, name);
  }
  const { members = [], owners = [], sponsors = [] } = found;
  const count = members.length + owners.length + sponsors.length + (manager === undefined ? 0 : 1);
  if (count > maximumReferences) throw graphErrors.BODY_TOO_MANY_REFERENCES({ count, limit: maximumReferences });
  return { members, owners, sponsors, manager };
}

function takePassword(properties: Record<string, PropertyValue>, mode: PatchRequest['mode']): NewPassword | undefined {
  const profile = properties.passwordProfile as Readonly<Record<string, PropertyValue>> | undefined;
  delete properties.passwordProfile;
  if (profile === undefined) return undefined;
  const flag = (name: string) => (typeof profile[name] === 'boolean' ? profile[name] : undefined);
  const password = typeof profile.password === 'string' ? profile.password : undefined;
  if (password === undefined && mode === 'create')
    throw graphErrors.BODY_VALUE_REQUIRED({ property: 'passwordProfile/password', resource: 'User' });
  return {
    password,
    forceChangePasswordNextSignIn: flag('forceChangePasswordNextSignIn'),
    forceChangePasswordNextSignInWithMfa: flag('forceChangePasswordNextSignInWithMfa'),
  };
}

/**
 * Reads the body of a create or an update. Names ignore case; annotations other than `@odata.bind` are tolerated.
 *
 * @throws AppError BODY_UNKNOWN_PROPERTY, BODY_READ_ONLY_PROPERTY, BODY_INVALID_VALUE, BODY_VALUE_REQUIRED,
 * BODY_DUPLICATE_PROPERTY, BODY_INVALID_REFERENCE, BODY_TOO_MANY_REFERENCES, OBJECT_ID_MALFORMED,
 * QUERY_PROPERTY_ELSEWHERE for a property of the schema that this directory does not keep
 * @see Graph surface spec §6.1 to §6.4, §12.1, §12.2, §12.9
 */
export function readPatch(request: PatchRequest): ObjectPatch {
  const properties = readProperties(request);
  const references = readReferences(request);
  if (request.mode === 'create') expectRequired(request.type, properties);
  const password = takePassword(properties, request.mode);
  return { properties, references, password };
}
