import type { Condition, ObjectType } from '@muster/directory';
import { sql } from 'kysely';
import { columnsOf, tableOf } from '../objects/column-of.ts';
import { indexedWords } from '../schema/word-indexes.ts';
import { always, compare, isOneOf, matches, negated, never, type SqlCondition } from './compare.ts';
import { elementOperands, type Operand, type OperandFinder, objectOperands } from './operand.ts';
import { queryRefused } from './query-refused.ts';
import { hasWords } from './words.ts';

/**
 * Compiles a condition on objects of one type to SQL over the table alias `t`. Values become parameters; names come from
 * the property tables only.
 *
 * Conditions are two-valued: an absent value is unequal to every value and satisfies no other comparison, and `not` turns
 * exactly the objects that do not satisfy a condition into those that do.
 *
 * @param isLenient properties that the type lacks have no value, as in a query over several types.
 * @throws AppError STORE_QUERY_REFUSED for unknown or unreadable properties and values of another type;
 * TEXT_NOT_STORABLE.
 */
export function compileCondition(condition: Condition, type: ObjectType, isLenient: boolean): SqlCondition {
  return compile(condition, objectOperands(type, isLenient), type);
}

function compile(condition: Condition, find: OperandFinder, type: ObjectType): SqlCondition {
  switch (condition.op) {
    case 'and':
    case 'or':
      return combined(condition, find, type);
    case 'not':
      return negated(compile(condition.term, find, type));
    case 'isType':
      return condition.type === type ? always : never;
    case 'in':
      return isOneOf(find(condition.path), condition.values, condition.path);
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return matches(condition.op, find(condition.path), condition.value, condition.path);
    case 'words':
      return words(find(condition.path), condition, type);
    case 'any':
      return any(find(condition.path), condition, type);
    case 'count':
      return count(find(condition.path), condition);
    default:
      return compare(condition.op, find(condition.path), condition.value, condition.path);
  }
}

function combined(condition: Condition & { op: 'and' | 'or' }, find: OperandFinder, type: ObjectType): SqlCondition {
  const { op, terms } = condition;
  if (terms.length === 0) return op === 'and' ? always : never;
  const compiled = terms.map((term) => compile(term, find, type));
  return sql`(${sql.join(compiled, op === 'and' ? sql` and ` : sql` or `)})`;
}

function words(operand: Operand, { path, text }: Condition & { op: 'words' }, type: ObjectType): SqlCondition {
  if (operand.kind === 'missing') return never;
  if (operand.kind !== 'text') throw queryRefused('value', path);
  const column = path.length === 1 ? columnsOf(type).get(path[0]!) : undefined;
  const isIndexed = column !== undefined && indexedWords[tableOf[type]]?.includes(column.name) === true;
  return hasWords(operand.sql, text, isIndexed);
}

function any(operand: Operand, condition: Condition & { op: 'any' }, type: ObjectType): SqlCondition {
  if (operand.kind === 'missing') return never;
  if (operand.kind !== 'collection') throw queryRefused('path', condition.path);
  const satisfied = compile(condition.element, elementOperands(operand.column), type);
  return sql`exists (select 1 from jsonb_array_elements(${operand.sql}) as element(value) where ${satisfied})`;
}

/** A collection without a value has no elements. */
function count(operand: Operand, { path, comparison, value }: Condition & { op: 'count' }): SqlCondition {
  if (operand.kind !== 'missing' && operand.kind !== 'collection') throw queryRefused('path', path);
  const length = operand.kind === 'missing' ? sql`0` : sql`coalesce(jsonb_array_length(${operand.sql}), 0)`;
  return compare(comparison, { kind: 'number', sql: length }, value, path);
}
