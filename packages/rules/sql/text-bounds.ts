import { atMost, type Bound, combine, exactly, never } from './bound.ts';
import { foldedIntoLettersOf } from './letter-folding.ts';
import type { SqlOperand, SqlTable } from './sql-table.ts';
import { joinSql, type SqlText, sqlText, textParameter } from './sql-text.ts';

export type TextOperand = SqlOperand & { readonly kind: 'text' };

/** A question about a text that is answered by a part of it; all literals are folded. */
export interface LiteralTest {
  readonly kind: 'equals' | 'startsWith' | 'endsWith' | 'contains';
  readonly folded: string;
}

/**
 * The text folded as far as a comparison with these folded literals can tell: letters that fold to none of theirs stay as
 * they are, and are equal to none of theirs then either. Neither the database's locale nor its version of Unicode has a
 * say: `collate "C"` makes `upper` change the letters of ASCII only, `translate` the others.
 */
function foldedSql(text: SqlText, literals: readonly string[]): SqlText {
  const { from, to } = foldedIntoLettersOf(literals);
  if (from === '') return sqlText`upper((${text}) collate "C")`;
  return sqlText`upper(translate(${text}, ${textParameter(from)}, ${textParameter(to)}) collate "C")`;
}

const loneSurrogate = /\p{Surrogate}/u;
const loneAtStart = /^\p{Surrogate}/u;
const loneAtEnd = /\p{Surrogate}$/u;

function isStorable(literal: string): boolean {
  return !literal.includes('\0') && !loneSurrogate.test(literal);
}

/** Rows whose text passes the test. */
export function literalBound(table: SqlTable, operand: TextOperand, test: LiteralTest): Bound {
  const { kind, folded } = test;
  if (!isStorable(folded)) return halfCharacterBound(table, operand, test);
  const text = foldedSql(operand.sql, [folded]);
  const literal = textParameter(folded);
  switch (kind) {
    case 'equals':
      return combine('and', [...indexHint(table, operand, test), exactly(sqlText`${text} = ${literal}`)]);
    case 'startsWith':
      return combine('and', [...indexHint(table, operand, test), exactly(sqlText`starts_with(${text}, ${literal})`)]);
    case 'endsWith':
      return exactly(sqlText`right(${text}, length(${literal})) = ${literal}`);
    case 'contains':
      return exactly(sqlText`strpos(${text}, ${literal}) > 0`);
  }
}

/** Rows whose text equals one of the folded texts. */
export function listBound(table: SqlTable, operand: TextOperand, folded: Iterable<string>): Bound {
  const items = [...folded].filter(isStorable);
  if (items.length === 0) return never;
  const text = foldedSql(operand.sql, items);
  const isListed = exactly(sqlText`${text} = any(${{ type: 'texts', value: items }})`);
  if (operand.indexed === undefined || !items.every((each) => table.foldsAlike(each))) return isListed;
  const upper = items.map((each) => sqlText`upper(${textParameter(each)})`);
  return combine('and', [exactly(sqlText`${operand.indexed} in (${joinSql(upper, ', ')})`), isListed]);
}

/** What an index can look up. It is implied by the exact condition that stands beside it. */
function indexHint(table: SqlTable, { indexed }: TextOperand, { kind, folded }: LiteralTest): Bound[] {
  if (indexed === undefined || folded === '' || !table.foldsAlike(folded)) return [];
  const upper = sqlText`upper(${textParameter(folded)})`;
  return [exactly(kind === 'equals' ? sqlText`${indexed} = ${upper}` : sqlText`starts_with(${indexed}, ${upper})`)];
}

/**
 * A literal that no stored text can equal. As a part it may begin or end in the middle of a character beyond the first
 * 65,536, which the interpreter finds; the database only knows whole characters, so it looks for the rest.
 */
function halfCharacterBound(table: SqlTable, operand: TextOperand, { kind, folded }: LiteralTest): Bound {
  if (kind === 'equals') return never;
  const open = kind === 'startsWith' ? folded : folded.replace(loneAtStart, '');
  const whole = kind === 'endsWith' ? open : open.replace(loneAtEnd, '');
  if (whole === folded || !isStorable(whole)) return never;
  return atMost(literalBound(table, operand, { kind, folded: whole }).sql);
}
