import { type Problem, problem } from '../diagnostics/diagnostic.ts';
import { readString } from './read-string.ts';
import type { Token, TokenKind } from './token.ts';

/** The hyphen and the characters that stand for it (rule language spec §2.2, D-02). */
const dash = '[-\\u2010-\\u2014\\u2212]';

const blanks = /\s+/y;
const punctuation = /[()[\],]/y;
const stringStart = /["']|`"/y;
const date = /\d{4}-\d{2}-\d{2}(?:[tT]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?(?:[zZ]|[+-]\d{2}:\d{2})?)?/y;
const number = new RegExp(`${dash}?\\d+(?:\\.\\d+)?`, 'y');
const operator = new RegExp(`${dash}[A-Za-z]+`, 'y');
const word = /[A-Za-z_$][A-Za-z0-9_$]*(?:\.[A-Za-z_$][A-Za-z0-9_$]*)*/y;
const smartQuote = /[\u2018-\u201f\u00ab\u00bb]/;
const singleSmartQuote = /[\u2018-\u201b]/;

function readAt(pattern: RegExp, text: string, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

function token(kind: TokenKind, position: number, text: string, value = text): Token {
  return { kind, position, length: text.length, text, value };
}

/** The operators for which other languages have signs. */
const signs: readonly (readonly [sign: string, operator: string])[] = [
  ['!=', '-ne'],
  ['=', '-eq'],
  ['>', '-ge'],
  ['<', '-le'],
  ['&&', '-and'],
  ['||', '-or'],
  ['!', '-not'],
];

function suggestSymbol(text: string, position: number): string | undefined {
  return signs.find(([sign]) => text.startsWith(sign, position))?.[1];
}

function unusableCharacter(text: string, position: number): Problem {
  const character = String.fromCodePoint(text.codePointAt(position)!);
  const at = { position, length: character.length };
  if (!smartQuote.test(character)) {
    return problem('UNEXPECTED_CHARACTER', at, { text: character }, { suggestion: suggestSymbol(text, position) });
  }
  return problem('SMART_QUOTE', at, {}, { fix: singleSmartQuote.test(character) ? "'" : '"' });
}

/** Where the opening quote was typographic too and has been put right, the closing one is what is left to fix. */
function unterminatedString(text: string, position: number): Problem {
  const rest = text.slice(position);
  const fix = smartQuote.test(rest) ? rest.replace(smartQuote, rest[0] === '`' ? '`"' : rest[0]!) : undefined;
  return problem('UNTERMINATED_STRING', { position, length: rest.length }, {}, { fix });
}

/** The token at a position that is no blank, by the first form that fits (rule language spec §2.3). */
function readToken(text: string, position: number): Token | Problem {
  const mark = readAt(punctuation, text, position);
  if (mark !== undefined) return token(mark as TokenKind, position, mark);
  if (readAt(stringStart, text, position) !== undefined) {
    const read = readString(text, position);
    if (read === undefined) return unterminatedString(text, position);
    return token('string', position, text.slice(position, read.end), read.value);
  }
  const day = readAt(date, text, position);
  if (day !== undefined) return token('date', position, day);
  const digits = readAt(number, text, position);
  if (digits !== undefined) return token('number', position, digits, digits.replace(/^\D/, '-'));
  const dashed = readAt(operator, text, position);
  if (dashed !== undefined) return token('operator', position, dashed, dashed.slice(1));
  const name = readAt(word, text, position);
  if (name !== undefined) return token('word', position, name);
  return unusableCharacter(text, position);
}

/** Cuts the whole text into tokens, the last of kind `end`, or gives the first piece that is none. */
export function lexRule(text: string): readonly Token[] | Problem {
  const tokens: Token[] = [];
  let position = 0;
  for (;;) {
    position += readAt(blanks, text, position)?.length ?? 0;
    if (position >= text.length) return [...tokens, token('end', text.length, '')];
    const next = readToken(text, position);
    if ('code' in next) return next;
    tokens.push(next);
    position += next.length;
  }
}
