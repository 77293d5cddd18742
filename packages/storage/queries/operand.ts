import { type FieldType, isExtensionName, type ObjectType, type QueryPath } from '@muster/directory';
import { type RawBuilder, sql } from 'kysely';
import { type Column, columnsOf } from '../objects/column-of.ts';
import { queryRefused } from './query-refused.ts';
import { sourceOperand } from './source-operand.ts';

/** What a path of a condition stands for, as SQL. */
export type Operand =
  | { readonly kind: 'text' | 'boolean' | 'instant' | 'number' | 'uuid'; readonly sql: RawBuilder<unknown> }
  /** A JSON value whose type shows in each value: a directory extension. */
  | { readonly kind: 'json'; readonly sql: RawBuilder<unknown> }
  /** A JSON array with elements of one type. */
  | { readonly kind: 'collection'; readonly sql: RawBuilder<unknown>; readonly column: Column }
  /** A property that objects of this type do not have, although others in the same query do. */
  | { readonly kind: 'missing' };

/** Finds what a path stands for; refuses paths that lead nowhere. */
export type OperandFinder = (path: QueryPath) => Operand;

const fieldKinds = {
  String: 'text',
  Guid: 'text',
  Binary: 'text',
  Boolean: 'boolean',
  Int32: 'number',
  DateTimeOffset: 'number',
} as const satisfies Record<FieldType, string>;

const jsonTypes = { text: 'string', boolean: 'boolean', number: 'number' } as const;

/** A scalar inside JSON as SQL value; null unless the JSON value has that type. Instants are numbers there. */
export function jsonScalar(value: RawBuilder<unknown>, kind: 'text' | 'boolean' | 'number'): Operand {
  const type = sql.lit(jsonTypes[kind]);
  const text = sql`${value} #>> '{}'`;
  const typed = kind === 'text' ? text : kind === 'boolean' ? sql`(${text})::boolean` : sql`(${text})::numeric`;
  return { kind, sql: sql`case when jsonb_typeof(${value}) = ${type} then ${typed} end` };
}

/** Operands of conditions on objects of a type. With `isLenient`, properties that the type lacks have no value. */
export function objectOperands(type: ObjectType, isLenient: boolean): OperandFinder {
  return (path) => {
    const [property, field, ...rest] = path;
    if (property === undefined || rest.length > 0) throw queryRefused('path', path);
    if (field === undefined && property === 'id') return { kind: 'uuid', sql: sql.ref('t.id') };
    if (field === undefined && property === 'deletedDateTime') return { kind: 'instant', sql: sql.ref('t.deleted_at') };
    const source = type === 'user' && field === undefined ? sourceOperand(property) : undefined;
    if (source !== undefined) return { kind: 'text', sql: source };
    const column = columnsOf(type).get(property);
    if (column === undefined) return withoutColumn(path, isLenient);
    if (column.definition.write === 'writeOnly') throw queryRefused('property', path);
    const ref = sql.ref(`t.${column.name}`);
    if (column.kind === 'json') return insideJson(column, ref, field, path);
    if (field !== undefined) throw queryRefused('path', path);
    return { kind: column.kind === 'integer' ? 'number' : column.kind, sql: ref };
  };
}

function withoutColumn(path: QueryPath, isLenient: boolean): Operand {
  const [property, field] = path;
  if (field === undefined && isExtensionName(property!)) {
    return { kind: 'json', sql: sql`(t.extension_values -> ${property}::text)` };
  }
  if (isLenient) return { kind: 'missing' };
  throw queryRefused('property', path);
}

function insideJson(column: Column, ref: RawBuilder<unknown>, field: string | undefined, path: QueryPath): Operand {
  const { isCollection, fields } = column.definition;
  if (field === undefined) return isCollection ? { kind: 'collection', sql: ref, column } : { kind: 'json', sql: ref };
  const type = isCollection ? undefined : fields?.[field];
  if (type === undefined) throw queryRefused('path', path);
  return jsonScalar(sql`(${ref} -> ${field}::text)`, fieldKinds[type]);
}

/** Operands of conditions on the elements of a collection, which stand in the column `element.value`. */
export function elementOperands({ definition }: Column): OperandFinder {
  return (path) => {
    const [field, ...rest] = path;
    const type = field === undefined ? definition.type : definition.fields?.[field];
    if (type === undefined || type === 'Complex' || rest.length > 0) throw queryRefused('path', path);
    const value = field === undefined ? sql`element.value` : sql`(element.value -> ${field}::text)`;
    return jsonScalar(value, fieldKinds[type]);
  };
}
