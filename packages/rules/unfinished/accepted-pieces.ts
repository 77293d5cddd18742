import type { RuleDialect } from '../ast/rule-dialect.ts';
import { lexRule } from '../syntax/lex-rule.ts';
import { parseRule } from '../syntax/parse-rule.ts';

/** A piece that can be written next in a rule. */
export type NextPiece =
  | 'property'
  | 'comparison'
  | 'listOperator'
  | 'quantifier'
  | 'connector'
  | 'not'
  | 'value'
  | 'clock'
  | 'offset'
  | 'duration'
  | 'reports'
  | '('
  | ')'
  | '['
  | ']'
  | ',';

/** One example of each piece: where the parser takes it, it takes every other of its kind. */
const examples: readonly (readonly [piece: NextPiece, example: string])[] = [
  ['property', 'user.city'],
  ['comparison', '-eq'],
  ['listOperator', '-in'],
  ['quantifier', '-any'],
  ['connector', '-and'],
  ['not', '-not'],
  ['value', '"x"'],
  ['clock', 'system.now'],
  ['offset', '-minus'],
  ['duration', 'P1D'],
  ['reports', 'Direct Reports for "x"'],
  ['(', '('],
  [')', ')'],
  ['[', '['],
  [']', ']'],
  [',', ','],
];

/**
 * The pieces that the parser takes after an unfinished rule; none after a text that is wrong already. Parses the text
 * once for each kind of piece.
 */
export function acceptedPieces(text: string, dialect: RuleDialect): ReadonlySet<NextPiece> {
  const taken = examples.filter(([, example]) => isTaken(`${text} ${example}`, dialect)).map(([piece]) => piece);
  // A bare word is read as a property wherever one may stand.
  return new Set(taken.includes('property') ? taken.filter((each) => each !== 'duration') : taken);
}

/** True when nothing is wrong with the text but that something is missing at its end. */
function isTaken(text: string, dialect: RuleDialect): boolean {
  const tokens = lexRule(text);
  if ('code' in tokens) return false;
  const syntax = parseRule(tokens, dialect);
  if (!('code' in syntax)) return true;
  const isLeftOpen = syntax.code === 'UNBALANCED_PARENTHESIS' && text[syntax.position] === '(';
  return isLeftOpen || syntax.code === 'UNTERMINATED_LIST' || syntax.position >= text.length;
}
