import {
  complex,
  type FieldType,
  type NestedField,
  type PropertyDefinition,
  type PropertyValue,
} from '@muster/directory';
import { parseInstant, toObjectId } from '@muster/kernel';
import { graphErrors } from '../errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-body.ts';

/** The property at hand, for messages. */
export interface PropertyPlace {
  readonly property: string;
  /** `User`, `Group`, … */
  readonly resource: string;
}

/** The definition's members that bound one text. */
type Bounds = Pick<PropertyDefinition, 'maxLength' | 'allowed'>;

function invalid(place: PropertyPlace, reason: string) {
  const details = [{ code: 'InvalidValue', message: reason, target: place.property }];
  return graphErrors.BODY_INVALID_VALUE({ ...place, reason }, { details });
}

/** A list of flags is the same in any order: `a,b` is `b, a`. */
function flagKey(text: string): string {
  return text
    .split(',')
    .map((flag) => flag.trim().toLowerCase())
    .sort()
    .join(',');
}

function readText(value: JsonValue, place: PropertyPlace, { maxLength, allowed }: Bounds): string {
  if (typeof value !== 'string') throw invalid(place, 'the value is not a text');
  if (value === '') throw invalid(place, 'the text is empty; null clears the property');
  if (value.includes('\0')) throw invalid(place, 'the text holds the character U+0000');
  if (maxLength !== undefined && value.length > maxLength) throw invalid(place, `longer than ${maxLength} characters`);
  if (allowed === undefined) return value;
  const key = flagKey(value);
  const canonical = allowed.find((one) => flagKey(one) === key);
  if (canonical === undefined) throw invalid(place, `allowed are ${allowed.join(', ')}`);
  return canonical;
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

function readBinary(value: JsonValue, place: PropertyPlace, bounds: Bounds): string {
  const text = readText(value, place, { ...bounds, allowed: undefined });
  if (!base64.test(text)) throw invalid(place, 'the value is not base64');
  return text;
}

function readInstant(value: JsonValue, place: PropertyPlace): number {
  const instant = typeof value === 'string' ? parseInstant(value) : undefined;
  if (instant === undefined) throw invalid(place, 'the value is not an ISO 8601 timestamp');
  return instant;
}

function readGuid(value: JsonValue, place: PropertyPlace): string {
  const id = typeof value === 'string' ? toObjectId(value) : undefined;
  if (id === undefined) throw invalid(place, 'the value is not a GUID');
  return id;
}

function readInteger(value: JsonValue, place: PropertyPlace): number {
  // Extensions of type LargeInteger are kept as integers too; beyond 2^53 a JSON number has lost digits already.
  if (!Number.isSafeInteger(value)) throw invalid(place, 'the value is not a whole number');
  return value as number;
}

function readFlag(value: JsonValue, place: PropertyPlace): boolean {
  if (typeof value !== 'boolean') throw invalid(place, 'the value is not true or false');
  return value;
}

function readPrimitive(type: FieldType, value: JsonValue, place: PropertyPlace, bounds: Bounds): PropertyValue {
  switch (type) {
    case 'String':
      return readText(value, place, bounds);
    case 'Boolean':
      return readFlag(value, place);
    case 'DateTimeOffset':
      return readInstant(value, place);
    case 'Int32':
      return readInteger(value, place);
    case 'Guid':
      return readGuid(value, place);
    case 'Binary':
      return readBinary(value, place, bounds);
  }
}

function readComplex(definition: PropertyDefinition, value: JsonValue, place: PropertyPlace): PropertyValue {
  if (!isJsonObject(value)) throw invalid(place, 'the value is not an object');
  const fields = new Map(
    Object.entries(definition.fields ?? {}).map(([name, type]) => [name.toLowerCase(), { name, type }]),
  );
  const nested = new Map(
    Object.entries(definition.nested ?? {}).map(([name, field]) => [name.toLowerCase(), { name, field }]),
  );
  const result: Record<string, PropertyValue> = {};
  for (const [name, inner] of members(value)) {
    const field = fields.get(name.toLowerCase());
    const property = `${place.property}/${name}`;
    const list = nested.get(name.toLowerCase());
    if (list !== undefined && !Object.hasOwn(result, list.name)) {
      result[list.name] = readNested(list.field, inner, { ...place, property });
      continue;
    }
    if (field === undefined) throw graphErrors.BODY_UNKNOWN_PROPERTY({ property, resource: place.resource });
    if (Object.hasOwn(result, field.name)) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property });
    const bounds = { maxLength: definition.maxLength, allowed: undefined };
    result[field.name] = inner === null ? null : readPrimitive(field.type, inner, { ...place, property }, bounds);
  }
  return result;
}

/** A list or a complex value inside a complex value; an absent list is empty. */
function readNested(field: NestedField, value: JsonValue, place: PropertyPlace): PropertyValue {
  if (value === null) return field.isCollection ? [] : null;
  const definition = {
    ...nestedDefinition,
    type: field.type,
    maxLength: field.maxLength,
    fields: field.fields,
    nested: field.nested,
  };
  if (!field.isCollection) return readOne(definition, value, place);
  if (Array.isArray(value) && value.length > field.maxCount) throw invalid(place, `at most ${field.maxCount} entries`);
  return readCollection(definition, value, place);
}

const nestedDefinition = complex({});

/** The members of an object that are no annotations. */
function members(value: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(value).filter(([name]) => !name.includes('@'));
}

/** Collections of which Graph takes fewer elements than the type allows (Graph surface spec §6.3). */
const longestCollections: Readonly<Record<string, number>> = { businessPhones: 1 };

function readCollection(definition: PropertyDefinition, value: JsonValue, place: PropertyPlace): PropertyValue {
  if (!Array.isArray(value)) throw invalid(place, 'the value is not a list');
  const longest = longestCollections[place.property];
  if (longest !== undefined && value.length > longest) throw invalid(place, `at most ${longest} entry`);
  return (value as readonly JsonValue[]).map((element) => {
    if (element === null) throw invalid(place, 'a list cannot hold null');
    return readOne(definition, element, place);
  });
}

function readOne(definition: PropertyDefinition, value: JsonValue, place: PropertyPlace): PropertyValue {
  const { type } = definition;
  return type === 'Complex' ? readComplex(definition, value, place) : readPrimitive(type, value, place, definition);
}

/**
 * The value as the directory keeps it: instants for timestamps, lower case for GUIDs, the schema's spelling for listed
 * texts and for the fields of complex values. A complex value holds the fields that were sent, no others.
 *
 * @throws AppError BODY_INVALID_VALUE, BODY_VALUE_REQUIRED, BODY_UNKNOWN_PROPERTY, BODY_DUPLICATE_PROPERTY
 */
export function readPropertyValue(
  definition: PropertyDefinition,
  value: JsonValue,
  place: PropertyPlace,
): PropertyValue {
  if (value !== null)
    return definition.isCollection ? readCollection(definition, value, place) : readOne(definition, value, place);
  if (definition.isRequiredOnCreate) throw graphErrors.BODY_VALUE_REQUIRED(place);
  if (!definition.isNullable) throw invalid(place, 'the property cannot be null');
  return null;
}
