import { joinSql, type SqlText, sqlText } from './sql-text.ts';

/**
 * A condition in SQL that is true for every row meant; for others too unless `isExact`. Null counts as false.
 */
export interface Bound {
  readonly sql: SqlText;
  readonly isExact: boolean;
}

export const never: Bound = { sql: sqlText`false`, isExact: true };

/** Nothing is known: every row may be meant. */
export const perhaps: Bound = { sql: sqlText`true`, isExact: false };

export function exactly(sql: SqlText): Bound {
  return { sql, isExact: true };
}

export function atMost(sql: SqlText): Bound {
  return { sql, isExact: false };
}

/** Rows that all bounds, or at least one of them, admit. */
export function combine(kind: 'and' | 'or', bounds: readonly Bound[]): Bound {
  if (bounds.length === 0) return kind === 'or' ? never : exactly(sqlText`true`);
  if (bounds.length === 1) return bounds[0]!;
  const joined = joinSql(
    bounds.map(({ sql }) => sql),
    kind === 'and' ? ' and ' : ' or ',
  );
  return { sql: sqlText`(${joined})`, isExact: bounds.every(({ isExact }) => isExact) };
}

/** The rows not meant. Of a bound that admits too many nothing follows for the others. */
export function contraryOf({ sql, isExact }: Bound): Bound {
  return isExact ? exactly(sqlText`((${sql}) is not true)`) : perhaps;
}
