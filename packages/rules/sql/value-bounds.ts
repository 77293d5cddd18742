import type { Instant } from '@muster/kernel';
import type { Moment, ValueTest } from '../ast/checked-rule.ts';
import { type Bound, exactly, never, perhaps } from './bound.ts';
import { patternBound } from './pattern-bound.ts';
import type { SqlTable } from './sql-table.ts';
import { type SqlText, sqlText } from './sql-text.ts';
import { listBound, literalBound, type TextOperand } from './text-bounds.ts';

/** Rows whose text passes the test; null passes `isNull` alone. */
export function textBound(table: SqlTable, operand: TextOperand, test: ValueTest): Bound {
  switch (test.kind) {
    case 'isNull':
      return exactly(sqlText`(${operand.sql}) is null`);
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return literalBound(table, operand, test);
    case 'isIn':
      return listBound(table, operand, test.folded);
    case 'matches':
      return patternBound(table, operand, test.pattern.source);
    case 'isVersionFrom':
    case 'isVersionUpTo':
      return versionBound(operand.sql, test.kind, test.version);
    default:
      return never;
  }
}

/**
 * Texts of one to four numbers, compared part by part. Whole numbers up to 2^53 compare in decimal as they do when read
 * as a JavaScript number; a rule's greater ones do not.
 */
function versionBound(
  text: SqlText,
  kind: 'isVersionFrom' | 'isVersionUpTo',
  version: readonly number[] | null,
): Bound {
  if (version === null) return never;
  if (!version.every(Number.isSafeInteger)) return perhaps;
  const limit = { type: 'numbers', value: [0, 1, 2, 3].map((part) => version[part] ?? 0) } as const;
  const parts = sqlText`(string_to_array(${text}, '.')::numeric[] || '{0,0,0}'::numeric[])[1:4]`;
  const compared = kind === 'isVersionFrom' ? sqlText`${parts} >= ${limit}` : sqlText`${parts} <= ${limit}`;
  return exactly(sqlText`case when (${text}) collate "C" ~ '^[0-9]+(\\.[0-9]+){0,3}$' then ${compared} else false end`);
}

/** Rows whose truth value passes the test. */
export function truthBound(value: SqlText, test: ValueTest): Bound {
  if (test.kind === 'isTrue') return exactly(sqlText`(${value}) is true`);
  if (test.kind === 'isFalse') return exactly(sqlText`(${value}) is false`);
  return test.kind === 'isNull' ? exactly(sqlText`(${value}) is null`) : never;
}

/** Between these a database keeps instants: its own first one, and the last one a JavaScript date has. */
const firstStored = -210_866_803_200_000;
const lastStored = 8_640_000_000_000_000;

/** Rows whose instant passes the test at `now`. */
export function instantBound(value: SqlText, test: ValueTest, now: Instant): Bound {
  if (test.kind === 'isNull') return exactly(sqlText`(${value}) is null`);
  if (test.kind !== 'isAt' && test.kind !== 'isAtOrAfter' && test.kind !== 'isAtOrBefore') return never;
  const limit = instantOf(test.moment, now);
  if (limit < firstStored || limit > lastStored) {
    const isAlways = test.kind === (limit < firstStored ? 'isAtOrAfter' : 'isAtOrBefore');
    return isAlways ? exactly(sqlText`(${value}) is not null`) : never;
  }
  const parameter = { type: 'instant', value: limit } as const;
  if (test.kind === 'isAt') return exactly(sqlText`${value} = ${parameter}`);
  return exactly(test.kind === 'isAtOrAfter' ? sqlText`${value} >= ${parameter}` : sqlText`${value} <= ${parameter}`);
}

function instantOf(moment: Moment, now: Instant): Instant {
  return (moment.kind === 'fixed' ? moment.instant : now + moment.offsetMs) as Instant;
}
