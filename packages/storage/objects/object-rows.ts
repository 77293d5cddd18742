import {
  type DirectoryObject,
  isExtensionName,
  type NewObject,
  type ObjectType,
  type Properties,
  type PropertyValue,
} from '@muster/directory';
import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { type Column, type ColumnKind, columnsOf } from './column-of.ts';
import { instantOfText, timestampText } from './timestamp-text.ts';

/** A row of an object table, as the driver gives it. */
export interface ObjectRow {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly deleted_at: number | null;
  readonly manager_id?: string | null;
  readonly extension_values: Record<string, PropertyValue> | null;
  readonly [column: string]: unknown;
}

/** A record of column → value in the form in which JSON carries it to the database. */
export type StoredValues = Record<string, PropertyValue>;

/** The object of a row. Columns without a value give no property. */
export function objectOf<T extends ObjectType>(type: T, row: ObjectRow): DirectoryObject<T> {
  const properties: Record<string, PropertyValue> = {};
  for (const [property, { name }] of columnsOf(type)) {
    const value = row[name] as PropertyValue;
    if (value !== null) properties[property] = value;
  }
  return {
    type,
    id: row.id as ObjectId,
    number: row.number as ObjectNumber,
    version: row.version,
    deletedAt: row.deleted_at as Instant | null,
    managerId: (row.manager_id ?? null) as ObjectId | null,
    properties: row.extension_values === null ? properties : { ...properties, ...row.extension_values },
  };
}

/** The columns beside those of properties, in the order in which `objectOfTexts` wants them. */
export function fixedColumns(type: ObjectType): readonly string[] {
  return ['id', 'number', 'version', 'deleted_at', 'extension_values', ...(type === 'user' ? ['manager_id'] : [])];
}

const readText: Readonly<Record<ColumnKind, (text: string) => PropertyValue>> = {
  text: (text) => text,
  boolean: (text) => text === 't',
  instant: instantOfText,
  integer: Number,
  json: (text) => JSON.parse(text) as PropertyValue,
};

/** The object of a row given as texts: the fixed columns, then those of properties, all of them or some. */
export function objectOfTexts<T extends ObjectType>(
  type: T,
  texts: readonly (string | null)[],
  columns: Iterable<Column>,
): DirectoryObject<T> {
  const properties: Record<string, PropertyValue> = {};
  let at = fixedColumns(type).length;
  for (const { property, kind } of columns) {
    const text = texts[at++];
    if (text !== null) properties[property] = readText[kind](text!);
  }
  const [id, number, version, deletedAt, extensions, managerId] = texts;
  return {
    type,
    id: id as ObjectId,
    number: Number(number) as ObjectNumber,
    version: Number(version),
    deletedAt: deletedAt === null ? null : instantOfText(deletedAt!),
    managerId: (type === 'user' ? managerId : null) as ObjectId | null,
    properties: extensions === null ? properties : { ...properties, ...(readText.json(extensions!) as Properties) },
  };
}

/** Everything of a new object but version and deletion. */
export function newRowOf(object: NewObject): StoredValues {
  const row: StoredValues = {
    id: object.id,
    number: object.number,
    ...storedProperties(object.type, object.properties, timestampText),
  };
  if (object.type === 'user') row.manager_id = object.managerId;
  return row;
}

/**
 * The columns in which two states of an object differ, with their new values; empty when there are none. Instants stay
 * numbers: reading them from text depends on the session's time zone, and what does cannot stand in an update of a table
 * that is spread over machines.
 */
export function changedColumns(before: DirectoryObject, after: DirectoryObject): StoredValues {
  const [was, is] = [touchedProperties(before, after), touchedProperties(after, before)];
  const changed: StoredValues = {};
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const value = is[name] ?? null;
    if (!isSame(was[name] ?? null, value)) changed[name] = value;
  }
  if (before.deletedAt !== after.deletedAt) {
    changed.deleted_at = after.deletedAt;
  }
  if (before.managerId !== after.managerId) changed.manager_id = after.managerId;
  return changed;
}

/** The stored form of those values that are not the very same in the other state; extensions are stored together. */
function touchedProperties({ type, properties }: DirectoryObject, other: DirectoryObject): StoredValues {
  const touched: Record<string, PropertyValue> = {};
  let touchesExtensions = false;
  for (const [name, value] of Object.entries(properties)) {
    if (other.properties[name] === value) continue;
    touched[name] = value;
    touchesExtensions ||= isExtensionName(name);
  }
  if (
    touchesExtensions ||
    Object.keys(other.properties).some((name) => isExtensionName(name) && !(name in properties))
  ) {
    for (const [name, value] of Object.entries(properties)) if (isExtensionName(name)) touched[name] = value;
  }
  return storedProperties(type, touched, (instant) => instant);
}

/** Column → value of all properties that have one; directory extensions together in one column. */
function storedProperties(
  type: ObjectType,
  properties: Properties,
  writeInstant: (instant: Instant) => PropertyValue,
): StoredValues {
  const columns = columnsOf(type);
  const stored: StoredValues = {};
  const extensions: Record<string, PropertyValue> = {};
  for (const [property, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    const column = columns.get(property);
    if (column !== undefined) stored[column.name] = column.kind === 'instant' ? writeInstant(value as Instant) : value;
    else if (isExtensionName(property)) extensions[property] = value;
    else throw new Error(`objects of type ${type} do not keep a property ${property}`);
  }
  if (Object.keys(extensions).length > 0) stored.extension_values = extensions;
  return stored;
}

function isSame(a: PropertyValue, b: PropertyValue): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  return JSON.stringify(a) === JSON.stringify(b);
}
