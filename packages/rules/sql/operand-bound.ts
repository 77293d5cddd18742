import { type Instant, toObjectId } from '@muster/kernel';
import type { ValueTest } from '../ast/checked-rule.ts';
import { atMost, type Bound, exactly, never } from './bound.ts';
import type { SqlOperand, SqlTable } from './sql-table.ts';
import { type SqlText, sqlText } from './sql-text.ts';
import { instantBound, textBound, truthBound } from './value-bounds.ts';

/** Rows whose value, or some element of it, passes the test. */
export function operandBound(table: SqlTable, operand: SqlOperand, test: ValueTest, now: Instant): Bound {
  const { sql } = operand;
  switch (operand.kind) {
    case 'text':
      return textBound(table, operand, test);
    case 'boolean':
      return truthBound(sql, test);
    case 'instant':
      return instantBound(sql, test, now);
    case 'id':
      return idBound(table, sql, test);
    case 'opaque':
      return test.kind === 'isNull' ? exactly(sqlText`(${sql}) is null`) : atMost(sqlText`(${sql}) is not null`);
    case 'plans':
      return test.kind === 'isNull' ? isEmpty(sql) : never;
    case 'texts':
      return test.kind === 'isNull' ? isEmpty(sql) : someText(sql, textBound(table, elementOperand, test));
  }
}

/** An element of a collection of texts, where `someText` and `everyText` put it. */
export const elementOperand = { kind: 'text', sql: sqlText`element.value` } as const;

/** Rows of whose collection some text is within the bound. */
export function someText(collection: SqlText, { sql, isExact }: Bound): Bound {
  const rows = sqlText`exists (select from jsonb_array_elements_text(${collection}) as element(value) where ${sql})`;
  return { sql: rows, isExact };
}

function isEmpty(collection: SqlText): Bound {
  return exactly(sqlText`coalesce(jsonb_array_length(${collection}), 0) = 0`);
}

/** Ids are compared as the texts they are written as: a GUID in any case is the id, any other text is none. */
function idBound(table: SqlTable, id: SqlText, test: ValueTest): Bound {
  if (test.kind === 'equals') {
    const value = toObjectId(test.folded);
    return value === undefined ? never : exactly(sqlText`${id} = ${{ type: 'uuid', value }}`);
  }
  if (test.kind === 'isIn') {
    const value = [...test.folded].flatMap((each) => toObjectId(each) ?? []);
    return value.length === 0 ? never : exactly(sqlText`${id} = any(${{ type: 'uuids', value }})`);
  }
  return textBound(table, { kind: 'text', sql: sqlText`(${id})::text` }, test);
}
