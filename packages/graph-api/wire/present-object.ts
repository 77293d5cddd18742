import {
  type DirectoryObject,
  type FieldType,
  isExtensionName,
  type NestedField,
  type PropertyDefinition,
  type PropertyValue,
  propertyTables,
  sourceOf,
} from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import { defaultProperties, type GraphVersion } from '../capabilities/default-properties.ts';
import { foreignProperties } from '../capabilities/foreign-properties.ts';
import type { KnownExtensions } from '../odata/property-scope.ts';
import type { Select } from '../odata/select.ts';
import { collectionFields, collectionOf, complexTypeNames } from './complex-types.ts';
import type { JsonValue } from './json-body.ts';
import type { MetadataLevel } from './metadata-level.ts';

/** How an object is to be shown. */
export interface ObjectView {
  /** Public address of the version: `https://host/v1.0`. */
  readonly root: string;
  readonly version: GraphVersion;
  readonly metadata: MetadataLevel;
  readonly select: Select;
  /** Writes `@odata.type`: the declared type is `directoryObject`. */
  readonly isPolymorphic?: boolean;
  /** Extensions whose definitions exist; values of others stay hidden. */
  readonly knownExtensions: KnownExtensions;
  /** False for what is derived from properties that the caller does not see. Everything is visible when absent. */
  readonly isVisible?: (object: DirectoryObject, property: string) => boolean;
}

/** Members of an answer, in the order they are written. */
export type JsonMembers = Record<string, JsonValue>;

/** The timestamp as directory objects write it: whole seconds, UTC. */
export function formatTimestamp(instant: number): string {
  return formatInstant((Math.floor(instant / 1000) * 1000) as Instant);
}

function presentField(type: FieldType, value: PropertyValue | undefined): JsonValue {
  if (value === undefined || value === null) return null;
  return type === 'DateTimeOffset' && typeof value === 'number' ? formatTimestamp(value) : (value as JsonValue);
}

/** Fields that are taken or kept but never shown. */
const hiddenFields: ReadonlySet<string> = new Set(['secretText']);

function presentComplex(name: string, definition: PropertyDefinition, value: PropertyValue): JsonValue {
  const fields = (value ?? {}) as Readonly<Record<string, PropertyValue>>;
  const shown: JsonMembers = {};
  for (const [field, type] of Object.entries(definition.fields ?? {}))
    shown[field] = hiddenFields.has(field) ? null : presentField(type, fields[field]);
  for (const [field, inner] of Object.entries(definition.nested ?? {}))
    shown[field] = presentNested(inner, fields[field]);
  for (const field of Object.keys(collectionFields[name] ?? {})) shown[field] = (fields[field] ?? []) as JsonValue;
  return shown;
}

function presentNested(field: NestedField, value: PropertyValue | undefined): JsonValue {
  const present = (one: PropertyValue): JsonValue => {
    if (field.type !== 'Complex') return presentField(field.type, one);
    const inner = one as Readonly<Record<string, PropertyValue>>;
    const shown = Object.entries(field.fields).map(([name, type]) => [name, presentField(type, inner[name])]);
    const lists = Object.entries(field.nested ?? {}).map(([name, list]) => [name, presentNested(list, inner[name])]);
    return Object.fromEntries([...shown, ...lists]);
  };
  if (field.isCollection) return Array.isArray(value) ? value.map(present) : [];
  return value === undefined || value === null ? null : present(value);
}

function presentOne(name: string, definition: PropertyDefinition, value: PropertyValue): JsonValue {
  const { type } = definition;
  return type === 'Complex' ? presentComplex(name, definition, value) : presentField(type, value);
}

const alwaysObjects: ReadonlySet<string> = new Set(['onPremisesExtensionAttributes', 'extensionAttributes']);

function presentProperty(name: string, definition: PropertyDefinition, value: PropertyValue | undefined): JsonValue {
  if (definition.write === 'writeOnly') return null;
  if (definition.isCollection)
    return Array.isArray(value) ? value.map((element) => presentOne(name, definition, element)) : [];
  if (value !== undefined && value !== null) return presentOne(name, definition, value);
  return alwaysObjects.has(name) ? presentOne(name, definition, {}) : null;
}

function propertyOf(object: DirectoryObject, name: string, view: ObjectView): PropertyValue | undefined {
  if (name === 'id') return object.id;
  if (name === 'deletedDateTime') return object.deletedAt;
  if (object.type === 'user' && (name === 'source' || name === 'identitySource')) {
    if (view.isVisible?.(object, name) === false) return null;
    return sourceOf(object.properties)[name];
  }
  return object.properties[name];
}

function shownNames(object: DirectoryObject, view: ObjectView): readonly string[] {
  if (view.select.kind === 'names') return view.select.names;
  if (view.select.kind === 'default') return defaultProperties(object.type, view.version);
  const extensions = Object.keys(object.properties).filter(isExtensionName);
  return [...Object.keys(propertyTables[object.type]), ...extensions];
}

/** `createdDateTime@odata.type`, which full metadata writes beside values whose JSON does not tell the type. */
function typeAnnotation(name: string, definition: PropertyDefinition): string | undefined {
  const type = definition.type === 'Complex' ? `microsoft.graph.${complexTypeNames[name]}` : definition.type;
  if (definition.isCollection) return `#Collection(${type})`;
  return type === 'String' || type === 'Boolean' || type === 'Int32' ? undefined : `#${type}`;
}

function addMember(shown: JsonMembers, name: string, object: DirectoryObject, view: ObjectView): void {
  const value = propertyOf(object, name, view);
  const extension = view.knownExtensions.get(name);
  if (extension !== undefined) {
    if (value !== undefined && value !== null) shown[name] = presentField(extension.type, value);
    return;
  }
  const definition = propertyTables[object.type][name];
  if (definition !== undefined) {
    const annotation = view.metadata === 'full' ? typeAnnotation(name, definition) : undefined;
    if (annotation !== undefined) shown[`${name}@odata.type`] = annotation;
    shown[name] = presentProperty(name, definition, value);
    return;
  }
  // In a polymorphic answer a name may belong to another type.
  const foreign = foreignProperties[object.type][name];
  if (foreign !== undefined) shown[name] = (value ?? foreign.emptyValue) as JsonValue;
}

/**
 * A directory object as Graph writes it: absent values as null or [], extensions only where they have a value, secrets
 * never. Values of properties outside the tables, such as a group's `assignedLicenses`, are shown as they stand in
 * `properties`, in wire form.
 *
 * @see Graph surface spec §3
 */
export function presentObject(object: DirectoryObject, view: ObjectView): JsonMembers {
  const shown: JsonMembers = {};
  const isFull = view.metadata === 'full';
  if (isFull || (view.metadata === 'minimal' && view.isPolymorphic === true))
    shown['@odata.type'] = `#microsoft.graph.${object.type}`;
  if (isFull) shown['@odata.id'] = `${view.root}/${collectionOf[object.type]}('${object.id}')`;
  for (const name of shownNames(object, view)) addMember(shown, name, object, view);
  return shown;
}
