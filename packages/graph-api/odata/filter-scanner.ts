import { type Instant, isGuid, parseInstant } from '@muster/kernel';
import { graphErrors } from '../errors.ts';

/** A constant in a filter. GUIDs are in lower case. */
export type Literal =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'guid'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'instant'; readonly value: Instant }
  | { readonly kind: 'null' };

/** A piece of a filter; `start` is its offset in the text. */
export type Token =
  | { readonly kind: 'word'; readonly text: string; readonly start: number }
  | { readonly kind: 'literal'; readonly literal: Literal; readonly start: number }
  | { readonly kind: '(' | ')' | ',' | '/' | ':' | 'end'; readonly start: number };

const whitespace = /\s+/y;
const guidForm = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/iy;
const word = /[$@A-Za-z_][\w.]*/y;
const constant = /[+-]?\d[\w.:+-]*/y;
const number = /^[+-]?\d{1,18}(?:\.\d{1,18})?$/;
const timestamp = /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/i;

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** The error for something at `position` that the grammar does not allow. */
export function syntaxError(text: string, position: number) {
  return graphErrors.FILTER_SYNTAX({ position, text });
}

function readConstant(text: string): Literal | undefined {
  if (number.test(text)) return { kind: 'number', value: Number(text) };
  if (!timestamp.test(text)) return undefined;
  const instant = parseInstant(text);
  return instant === undefined ? undefined : { kind: 'instant', value: instant };
}

function scanString(text: string, start: number): { value: string; end: number } {
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf("'", from);
    if (quote === -1) throw syntaxError(text, start);
    value += text.slice(from, quote);
    if (text[quote + 1] !== "'") return { value, end: quote + 1 };
    value += "'";
    from = quote + 2;
  }
}

const punctuation = new Set(['(', ')', ',', '/', ':']);

function scanToken(text: string, start: number): { token: Token; end: number } {
  const char = text[start]!;
  if (punctuation.has(char)) return { token: { kind: char as '(', start }, end: start + 1 };
  if (char === "'") {
    const { value, end } = scanString(text, start);
    // No stored text holds U+0000, and PostgreSQL refuses it.
    if (value.includes('\0')) throw syntaxError(text, start);
    return { token: { kind: 'literal', literal: { kind: 'string', value }, start }, end };
  }
  const id = matchAt(guidForm, text, start);
  if (id !== undefined && isGuid(id)) {
    const literal = { kind: 'guid', value: id.toLowerCase() } as const;
    return { token: { kind: 'literal', literal, start }, end: start + id.length };
  }
  const name = matchAt(word, text, start);
  if (name !== undefined) return { token: { kind: 'word', text: name, start }, end: start + name.length };
  const raw = matchAt(constant, text, start);
  const literal = raw === undefined ? undefined : readConstant(raw);
  if (literal === undefined) throw syntaxError(text, start);
  return { token: { kind: 'literal', literal, start }, end: start + raw!.length };
}

/**
 * Cuts a filter into tokens; the last one is `end`. Linear in the text's length.
 *
 * @throws AppError FILTER_SYNTAX
 */
export function scanFilter(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += matchAt(whitespace, text, at)?.length ?? 0;
    if (at >= text.length) break;
    const { token, end } = scanToken(text, at);
    tokens.push(token);
    at = end;
  }
  tokens.push({ kind: 'end', start: text.length });
  return tokens;
}
