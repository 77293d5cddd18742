import { type ComparisonOperator, type OperatorName, operatorRoles, type Quantifier } from '../ast/operators.ts';
import type { RuleDialect } from '../ast/rule-dialect.ts';
import type {
  Comparison,
  Condition,
  ItemLiteral,
  PropertyWord,
  Quantification,
  Reports,
  RuleSyntax,
  Span,
} from '../ast/syntax-tree.ts';
import type { Problem } from '../diagnostics/diagnostic.ts';
import { isLiteralWord, parseList, parseValue } from './parse-value.ts';
import { suggestOperator } from './suggest-operator.ts';
import type { Token } from './token.ts';
import { fail, SyntaxFailure, TokenCursor } from './token-cursor.ts';

/**
 * Reads a rule from its tokens, or gives the first syntax error. Tightest first: comparison, `-not`, `-and`, `-or`;
 * a body without parentheses after `-any` or `-all` reaches as far right as it can.
 *
 * @see rule language spec §2.6, §2.7, D-06
 */
export function parseRule(tokens: readonly Token[], dialect: RuleDialect): RuleSyntax | Problem {
  try {
    const cursor = new TokenCursor(tokens, dialect);
    if (dialect === 'entra' && atReports(cursor)) return parseDirectReports(cursor);
    const condition = parseOr(cursor);
    // Alone, and without parentheses, it is the rule that the portable language has.
    const isPortable = condition.kind === 'reports' && condition.isDirect;
    return isPortable ? { kind: 'directReports', manager: condition.manager } : { kind: 'condition', condition };
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return failure.problem;
    throw failure;
  }
}

function parseOr(cursor: TokenCursor): Condition {
  const condition = parseChain(cursor, 'or', parseAnd);
  refuseContinuation(cursor);
  return condition;
}

function parseAnd(cursor: TokenCursor): Condition {
  return parseChain(cursor, 'and', parseNot);
}

function parseChain(
  cursor: TokenCursor,
  connector: 'and' | 'or',
  parseOperand: (cursor: TokenCursor) => Condition,
): Condition {
  const first = parseOperand(cursor);
  if (cursor.operator() !== connector) return first;
  const operands = [first];
  const connectors: Span[] = [];
  while (cursor.operator() === connector) {
    connectors.push(cursor.take());
    operands.push(parseOperand(cursor));
  }
  return { kind: connector, ...cursor.span(first, operands.at(-1)!), operands, connectors };
}

function parseNot(cursor: TokenCursor): Condition {
  const nots: Token[] = [];
  while (cursor.operator() === 'not') nots.push(cursor.take());
  const operand = parsePrimary(cursor);
  return nots.reduceRight<Condition>(
    (inner, not) => ({ kind: 'not', ...cursor.span(not, inner), operand: inner }),
    operand,
  );
}

function parsePrimary(cursor: TokenCursor): Condition {
  const token = cursor.peek();
  if (token.kind === 'end') fail('UNEXPECTED_END', token, { expected: 'a condition' });
  if (token.kind === '(') return parseParenthesised(cursor);
  if (atReports(cursor)) {
    if (cursor.dialect === 'extended') return parseReports(cursor);
    fail('DIRECT_REPORTS_COMBINED', token);
  }
  const isProperty = token.kind === 'word' && !isLiteralWord(token.text) && !isConnector(cursor.operator());
  if (!isProperty) fail('PROPERTY_EXPECTED', token);
  cursor.take();
  return parseTest(cursor, { position: token.position, length: token.length, text: token.text });
}

function parseParenthesised(cursor: TokenCursor): Condition {
  const open = cursor.takeOpen();
  const inner = parseOr(cursor);
  return { kind: 'parenthesised', ...cursor.span(open, cursor.takeClose()), inner };
}

/** What follows a property: an operator and its value, its list or its body. */
function parseTest(cursor: TokenCursor, property: PropertyWord): Comparison | Quantification {
  const { position, length } = cursor.peek();
  const name = takeTestOperator(cursor, property);
  if (isQuantifier(name)) {
    const body = cursor.at('(') ? parseParenthesised(cursor) : parseOr(cursor);
    const quantifier = { position, length, name };
    return { kind: 'quantification', ...cursor.span(property, body), property, quantifier, body };
  }
  const operator = { position, length, name };
  const spelling = `-${name}`;
  const value = operatorRoles[name] === 'list' ? parseList(cursor, spelling) : parseValue(cursor, spelling);
  return { kind: 'comparison', ...cursor.span(property, value), property, operator, value };
}

type TestOperator = ComparisonOperator | Quantifier;

function isQuantifier(name: TestOperator): name is Quantifier {
  return operatorRoles[name] === 'quantifier';
}

function takeTestOperator(cursor: TokenCursor, property: PropertyWord): TestOperator {
  const token = cursor.peek();
  if (token.kind === 'end') fail('UNEXPECTED_END', token, { expected: 'an operator' });
  const name = cursor.operator();
  if (name === undefined) {
    const couldBeOperator = token.kind === 'operator' || (token.kind === 'word' && !token.text.includes('.'));
    if (!couldBeOperator) fail('OPERATOR_EXPECTED', token, { property: property.text });
    const advice = suggestOperator(token.value, cursor.dialect);
    const hint = advice.suggestion === undefined ? '' : ` Did you mean ${advice.suggestion}?`;
    fail('UNKNOWN_OPERATOR', token, { text: token.text, hint }, advice);
  }
  if (name === 'not') fail('NOT_AS_COMPARISON', token, {}, { suggestion: '-ne', fix: '-ne' });
  if (!isTestOperator(name)) fail('OPERATOR_EXPECTED', token, { property: property.text });
  cursor.take();
  return name;
}

function isTestOperator(name: OperatorName): name is TestOperator {
  return ['scalar', 'list', 'quantifier'].includes(operatorRoles[name]);
}

function isConnector(name: OperatorName | undefined): boolean {
  return name === 'and' || name === 'or';
}

/** After a complete condition only the end or a closing parenthesis may stand; says what is wrong otherwise. */
function refuseContinuation(cursor: TokenCursor): void {
  const token = cursor.peek();
  if (token.kind === 'end') return;
  if (token.kind === ')') {
    if (!cursor.hasOpenParenthesis()) fail('UNBALANCED_PARENTHESIS', token, { text: ')' });
    return;
  }
  if (atReports(cursor)) fail(cursor.dialect === 'extended' ? 'MISSING_CONNECTOR' : 'DIRECT_REPORTS_COMBINED', token);
  if (startsCondition(cursor)) fail('MISSING_CONNECTOR', token);
  fail('UNEXPECTED_TOKEN', token, { text: token.text });
}

function startsCondition(cursor: TokenCursor): boolean {
  if (cursor.at('(')) return true;
  const operator = cursor.operator();
  if (operator !== undefined) return operator === 'not';
  return cursor.at('word') && !isLiteralWord(cursor.peek().text);
}

/** `Direct Reports`; the extended dialect has `All Reports` too. */
function atReports(cursor: TokenCursor): boolean {
  const isHead = cursor.atWord('direct') || (cursor.dialect === 'extended' && cursor.atWord('all'));
  return isHead && cursor.atWord('reports', 1);
}

function parseDirectReports(cursor: TokenCursor): RuleSyntax {
  const { manager } = parseReports(cursor);
  const rest = cursor.peek();
  if (rest.kind !== 'end') fail('DIRECT_REPORTS_COMBINED', rest);
  return { kind: 'directReports', manager };
}

function parseReports(cursor: TokenCursor): Reports {
  const isDirect = cursor.atWord('direct');
  const inserts = { form: isDirect ? 'Direct Reports' : 'All Reports' };
  const head = cursor.take();
  cursor.take();
  const preposition = cursor.peek();
  if (preposition.kind === 'end') fail('UNEXPECTED_END', preposition, { expected: 'for "object id"' });
  if (!cursor.atWord('for')) fail('DIRECT_REPORTS_SHAPE', preposition, inserts);
  cursor.take();
  const id = cursor.peek();
  if (id.kind === 'end') fail('UNEXPECTED_END', id, { expected: 'the object id of the manager' });
  if (id.kind !== 'string') fail('DIRECT_REPORTS_SHAPE', id, inserts);
  cursor.take();
  const { position, length, text, value } = id;
  const manager: ItemLiteral = { kind: 'text', position, length, text, value };
  return { kind: 'reports', ...cursor.span(head, id), isDirect, manager };
}
