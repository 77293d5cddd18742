import type { DirectoryObject, ObjectType, PropertyValue } from '@muster/directory';
import type { Statement } from '../connection/connection.ts';
import { type BoundStatement, repeated } from '../connection/prepared-statement.ts';
import { storable, toJson } from '../connection/storable-text.ts';
import { columnsOf, tableOf } from './column-of.ts';
import { changedColumns, type StoredValues } from './object-rows.ts';

/** An object as it was read, and as it is to be. */
export interface Change {
  readonly before: DirectoryObject;
  readonly after: DirectoryObject;
}

/** Stores the columns in which the two states differ, if the row still is as it was read. */
export function updateOne(before: DirectoryObject, after: DirectoryObject): BoundStatement<unknown> {
  return updateTo(before, changedColumns(before, after));
}

function updateTo({ type, id, version }: DirectoryObject, patch: StoredValues): BoundStatement<unknown> {
  const changed = Object.entries(patch);
  const assignments = changed.map(([name], i) => `, ${name} = ${parameter(type, name, i + 3)}`);
  return repeated(
    `update ${tableOf[type]} set version = version + 1${assignments.join('')}
      where id = $1::uuid and version = $2::bigint`,
    [id, version, ...changed.map(([name, value]) => parameterOf(type, name, value))],
  );
}

function parameter(type: ObjectType, name: string, position: number): string {
  const sqlType = sqlTypeOf(type, name);
  return sqlType === 'jsonb' ? `$${position}::jsonb` : asType(`$${position}`, sqlType);
}

function parameterOf(type: ObjectType, name: string, value: PropertyValue): unknown {
  if (value !== null && sqlTypeOf(type, name) === 'jsonb') return toJson(value);
  return typeof value === 'string' ? storable(value) : value;
}

/** Updates of one kind get a statement of their own up to this many kinds; more become one that serves all. */
const maxKinds = 64;

/** An object as it was read, with the columns that change. */
interface Patched {
  readonly before: DirectoryObject;
  readonly patch: StoredValues;
}

/**
 * Stores what changed of several objects of one type. Every column takes its value from a parameter by the row's id,
 * without a join, so that a distributed table can do it in place. Changes of the same columns share a statement, which
 * then need not ask each row what it is about; a few statements for any number of changes.
 */
export function updateMany(type: ObjectType, changes: readonly Change[], isDistributed: boolean): Statement<unknown>[] {
  const all = changes.map(({ before, after }): Patched => ({ before, patch: changedColumns(before, after) }));
  const kinds = new Map<string, Patched[]>();
  for (const each of all) {
    const key = Object.keys(each.patch).sort().join();
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, [each]);
    else kind.push(each);
  }
  // Each statement goes to every machine, so there is one.
  if (kinds.size > maxKinds || isDistributed) return [updateMixed(type, patchesOf(all))];
  return [...kinds.values()].map((kind) => {
    const [first] = kind as [Patched];
    return kind.length === 1 ? updateTo(first.before, first.patch) : updateAlike(type, patchesOf(kind));
  });
}

interface Patches {
  readonly patches: Record<string, StoredValues>;
  readonly versions: Record<string, number>;
}

function patchesOf(changes: readonly Patched[]): Patches {
  const [patches, versions]: [Record<string, StoredValues>, Record<string, number>] = [{}, {}];
  for (const { before, patch } of changes) {
    patches[before.id] = patch;
    versions[before.id] = before.version;
  }
  return { patches, versions };
}

/** All patches name the same columns. */
function updateAlike(type: ObjectType, { patches, versions }: Patches): Statement<unknown> {
  const ids = Object.keys(patches);
  const names = Object.keys(patches[ids[0]!]!).sort();
  const assignments = names.map((name, i) => `, ${name} = ${valueFor(type, name, `$${i + 3}::jsonb`, 'id::text')}`);
  const values = names.map((name) => toJson(Object.fromEntries(ids.map((id) => [id, patches[id]![name]!]))));
  return repeated(
    `update ${tableOf[type]} set version = version + 1${assignments.join('')}
      where id = any($1::uuid[]) and version = ($2::jsonb ->> id::text)::bigint`,
    [ids, toJson(versions), ...values],
  );
}

/** Each patch has columns of its own: those it does not name stay. */
function updateMixed(type: ObjectType, { patches, versions }: Patches): Statement<unknown> {
  const ids = Object.keys(patches);
  const names = [...new Set(Object.values(patches).flatMap(Object.keys))].sort();
  const patch = '($3::jsonb -> id::text)';
  const assignments = names.map((name) => {
    const value = valueFor(type, name, patch, `'${name}'`);
    return `, ${name} = case when ${patch} ? '${name}' then ${value} else ${name} end`;
  });
  return repeated(
    `update ${tableOf[type]} set version = version + 1${assignments.join('')}
      where id = any($1::uuid[]) and version = ($2::jsonb ->> id::text)::bigint`,
    [ids, toJson(versions), toJson(patches)],
  );
}

/** The value under a key of a JSON object, as the column keeps it. JSON null clears the column. */
function valueFor(type: ObjectType, name: string, json: string, key: string): string {
  const sqlType = sqlTypeOf(type, name);
  return sqlType === 'jsonb' ? `nullif(${json} -> ${key}, 'null')` : asType(`(${json} ->> ${key})`, sqlType);
}

/** By immutable functions only, so that every machine may work the value out for its own rows; instants are numbers. */
function asType(value: string, sqlType: string): string {
  if (sqlType !== 'timestamptz(3)') return `${value}::${sqlType}`;
  return `to_timestamp(${value}::float8 / 1000)::timestamptz(3)`;
}

const fixedColumns: Readonly<Record<string, string>> = {
  deleted_at: 'timestamptz(3)',
  manager_id: 'uuid',
  extension_values: 'jsonb',
};

const typesByColumn = new Map<ObjectType, ReadonlyMap<string, string>>();

function sqlTypeOf(type: ObjectType, name: string): string {
  let types = typesByColumn.get(type);
  if (types === undefined) {
    types = new Map([...columnsOf(type).values()].map((column) => [column.name, column.sqlType]));
    typesByColumn.set(type, types);
  }
  const found = fixedColumns[name] ?? types.get(name);
  if (found === undefined) throw new Error(`objects of type ${type} have no column ${name}`);
  return found;
}
