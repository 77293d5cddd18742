import { type OperatorName, operatorRoles } from '../ast/operators.ts';
import type { ClockLiteral, ItemLiteral, ListLiteral, Literal } from '../ast/syntax-tree.ts';
import { readDuration } from './read-duration.ts';
import type { Token } from './token.ts';
import { fail, type TokenCursor } from './token-cursor.ts';

const booleans = new Map([
  ['true', true],
  ['$true', true],
  ['false', false],
  ['$false', false],
]);

function isNull(word: string): boolean {
  return word === 'null' || word === '$null';
}

/** True for words that are values by themselves. */
export function isLiteralWord(text: string): boolean {
  const word = text.toLowerCase();
  return booleans.has(word) || isNull(word) || word === 'system.now';
}

function isPropertyWord(text: string): boolean {
  return text.includes('.') || text === '_';
}

function item(token: Token): ItemLiteral {
  const { position, length, text, value } = token;
  return { kind: token.kind === 'string' ? 'text' : 'number', position, length, text, value };
}

function unquoted(token: Token): never {
  fail('UNQUOTED_STRING', token, { text: token.text }, { fix: `"${token.text}"` });
}

/** Reads the one value of a scalar operator, with what may not follow it. */
export function parseValue(cursor: TokenCursor, operator: string): Literal {
  const value = readValue(cursor, operator);
  refuseOffset(cursor);
  return value;
}

function readValue(cursor: TokenCursor, operator: string): Literal {
  const token = cursor.peek();
  const { position, length, text } = token;
  switch (token.kind) {
    case 'end':
      return fail('UNEXPECTED_END', token, { expected: 'a value' });
    case 'string':
    case 'number':
      return item(cursor.take());
    case 'date':
      cursor.take();
      return { kind: 'date', position, length, text };
    case '[':
      return fail('LIST_NOT_ALLOWED', token, { operator }, {});
    case '(':
      return parseClockInParentheses(cursor, operator);
    case 'word':
      return parseWord(cursor);
    default:
      return fail('VALUE_EXPECTED', token, { operator });
  }
}

function parseWord(cursor: TokenCursor): Literal {
  const token = cursor.peek();
  const { position, length, text } = token;
  const word = text.toLowerCase();
  if (word === 'system.now') return parseClock(cursor);
  if (isPropertyWord(text)) fail('PROPERTY_AS_VALUE', token);
  const truth = booleans.get(word);
  if (truth === undefined && !isNull(word)) unquoted(token);
  cursor.take();
  if (truth === undefined) return { kind: 'null', position, length, text };
  return { kind: 'boolean', position, length, text, value: truth };
}

function parseClockInParentheses(cursor: TokenCursor, operator: string): ClockLiteral {
  if (!cursor.atWord('system.now', 1)) fail('VALUE_EXPECTED', cursor.peek(), { operator });
  const open = cursor.takeOpen();
  const clock = parseClock(cursor);
  refuseOffset(cursor);
  return { ...clock, ...cursor.span(open, cursor.takeClose()) };
}

function parseClock(cursor: TokenCursor): ClockLiteral {
  const clock = cursor.take();
  const operator = cursor.operator();
  if (operator === undefined || !isOffset(operator)) {
    return { kind: 'clock', position: clock.position, length: clock.length, text: 'system.now', offsetMs: 0, clock };
  }
  cursor.take();
  const duration = cursor.peek();
  if (duration.kind === 'end') fail('UNEXPECTED_END', duration, { expected: 'a duration' });
  const ms = duration.kind === 'word' ? readDuration(duration.value) : undefined;
  if (ms === undefined) fail('INVALID_DURATION', duration, { text: duration.text });
  cursor.take();
  return {
    kind: 'clock',
    ...cursor.span(clock, duration),
    text: `system.now -${operator} ${duration.text}`,
    offsetMs: operator === 'minus' ? -ms : ms,
    clock,
  };
}

function isOffset(operator: OperatorName): boolean {
  return operatorRoles[operator] === 'offset';
}

function refuseOffset(cursor: TokenCursor): void {
  const operator = cursor.operator();
  if (operator !== undefined && isOffset(operator)) fail('DATE_ARITHMETIC', cursor.peek());
}

/** Reads the list of `-in` or `-notIn`. */
export function parseList(cursor: TokenCursor, operator: string): ListLiteral {
  const open = cursor.peek();
  if (open.kind === 'end') fail('UNEXPECTED_END', open, { expected: 'a list' });
  if (open.kind !== '[') fail('LIST_EXPECTED', open, { operator });
  cursor.take();
  if (cursor.at(']')) fail('EMPTY_LIST', open);
  const items: ItemLiteral[] = [];
  for (;;) {
    items.push(parseItem(cursor, open));
    const next = cursor.peek();
    if (next.kind === 'end') fail('UNTERMINATED_LIST', open);
    if (next.kind !== ',' && next.kind !== ']') fail('UNEXPECTED_TOKEN', next, { text: next.text });
    cursor.take();
    if (next.kind === ',') continue;
    refuseOffset(cursor);
    const text = `[${items.map((each) => each.text).join(', ')}]`;
    return { kind: 'list', ...cursor.span(open, next), text, items };
  }
}

function parseItem(cursor: TokenCursor, open: Token): ItemLiteral {
  const token = cursor.peek();
  if (token.kind === 'end') fail('UNTERMINATED_LIST', open);
  if (token.kind === 'string' || token.kind === 'number') return item(cursor.take());
  if (token.kind === 'word' && !isPropertyWord(token.text) && !isLiteralWord(token.text)) unquoted(token);
  return fail('INVALID_LIST_ITEM', token);
}
