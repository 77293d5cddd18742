import type { ComparisonOperator, QueryPath, QueryValue } from '@muster/directory';
import { type Instant, isGuid } from '@muster/kernel';
import { type RawBuilder, sql } from 'kysely';
import { storable } from '../connection/storable-text.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { jsonScalar, type Operand } from './operand.ts';
import { queryRefused } from './query-refused.ts';

/** A condition as SQL. Null counts as false; whoever negates it must treat null so. */
export type SqlCondition = RawBuilder<unknown>;

const operators = { eq: '=', gt: '>', ge: '>=', lt: '<', le: '<=' } as const;

export const always: SqlCondition = sql`true`;
export const never: SqlCondition = sql`false`;

/** Text in the form in which it is compared and sorted: upper case, by code point. */
export function comparableText(text: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`upper(${text}) collate "C"`;
}

export function negated(condition: SqlCondition): SqlCondition {
  return sql`((${condition}) is not true)`;
}

/** A comparison with one value. Nothing is less or greater than null; everything else is unequal to it. */
export function compare(op: ComparisonOperator, operand: Operand, value: QueryValue, path: QueryPath): SqlCondition {
  if (op === 'ne') return negated(compare('eq', operand, value, path));
  if (value === null) return op === 'eq' ? isNull(operand) : never;
  const pair = comparable(operand, value, path);
  return pair === undefined ? never : sql`${pair.left} ${sql.raw(operators[op])} ${pair.right}`;
}

/** Whether the operand equals one of the values. */
export function isOneOf(operand: Operand, values: readonly QueryValue[], path: QueryPath): SqlCondition {
  const pairs = values.flatMap((value) => (value === null ? [] : (comparable(operand, value, path) ?? [])));
  const byLeft = pairs[0] === undefined ? [] : [equalToAny(pairs, operand)];
  const terms = values.includes(null) ? [...byLeft, isNull(operand)] : byLeft;
  return terms.length === 0 ? never : sql`(${sql.join(terms, sql` or `)})`;
}

/** For a column the list can use an index; JSON values of several types are compared one by one. */
function equalToAny(pairs: readonly Pair[], operand: Operand): SqlCondition {
  if (operand.kind === 'json') {
    return sql.join(
      pairs.map(({ left, right }) => sql`${left} = ${right}`),
      sql` or `,
    );
  }
  return sql`${pairs[0]!.left} in (${sql.join(pairs.map(({ right }) => right))})`;
}

/** Whether the operand's text begins with, ends with or contains the value. */
export function matches(
  op: 'startsWith' | 'endsWith' | 'contains',
  operand: Operand,
  value: string,
  path: QueryPath,
): SqlCondition {
  if (operand.kind === 'missing') return never;
  const text = textOf(operand);
  if (text === undefined) throw queryRefused('value', path);
  const literal = likeLiteral(value);
  const pattern = { startsWith: `${literal}%`, endsWith: `%${literal}`, contains: `%${literal}%` }[op];
  return sql`${comparableText(text)} like upper(${pattern}::text)`;
}

/** The text as part of a LIKE pattern that stands for itself. */
export function likeLiteral(text: string): string {
  return storable(text).replace(/[\\%_]/g, '\\$&');
}

function textOf(operand: Exclude<Operand, { kind: 'missing' }>): RawBuilder<unknown> | undefined {
  if (operand.kind === 'text') return operand.sql;
  if (operand.kind === 'uuid') return sql`${operand.sql}::text`;
  if (operand.kind !== 'json') return undefined;
  const scalar = jsonScalar(operand.sql, 'text');
  return scalar.kind === 'text' ? scalar.sql : undefined;
}

function isNull(operand: Operand): SqlCondition {
  if (operand.kind === 'missing') return always;
  if (operand.kind === 'json') return sql`(${operand.sql} #>> '{}') is null`;
  return sql`(${operand.sql}) is null`;
}

interface Pair {
  readonly left: RawBuilder<unknown>;
  readonly right: RawBuilder<unknown>;
}

/** Both sides of a comparison in one type; undefined when nothing can be equal, less or greater. */
function comparable(operand: Operand, value: Exclude<QueryValue, null>, path: QueryPath): Pair | undefined {
  switch (operand.kind) {
    case 'missing':
      return undefined;
    case 'json':
      return comparable(jsonScalar(operand.sql, jsonKindOf(value)), value, path);
    case 'text':
      if (typeof value !== 'string') break;
      return { left: comparableText(operand.sql), right: sql`upper(${storable(value)}::text)` };
    case 'uuid':
      if (typeof value !== 'string') break;
      return isGuid(value) ? { left: operand.sql, right: sql`${value}::uuid` } : undefined;
    case 'boolean':
      if (typeof value !== 'boolean') break;
      return { left: operand.sql, right: sql`${value}::boolean` };
    case 'number': {
      const number = typeof value === 'object' ? value.instant : value;
      if (typeof number !== 'number' || !Number.isFinite(number)) break;
      return { left: operand.sql, right: sql`${number}::numeric` };
    }
    case 'instant':
      if (typeof value !== 'object') break;
      return { left: operand.sql, right: sql`${timestampText(value.instant as Instant)}::timestamptz` };
  }
  throw queryRefused('value', path);
}

function jsonKindOf(value: Exclude<QueryValue, null>): 'text' | 'boolean' | 'number' {
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'boolean' : 'number';
}
