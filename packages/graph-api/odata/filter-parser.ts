import type { ComparisonOperator } from '@muster/directory';
import { maximumFilterDepth, maximumFilterLength } from '../capabilities/limits.ts';
import { graphErrors } from '../errors.ts';
import { type Literal, scanFilter, syntaxError, type Token } from './filter-scanner.ts';
import type { FilterNode, FilterPath, PathSegment, TextFunction } from './filter-tree.ts';

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le']);
const mirrored = { eq: 'eq', ne: 'ne', gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' } as const;
const textFunctions = new Map<string, TextFunction>([
  ['startswith', 'startsWith'],
  ['endswith', 'endsWith'],
  ['contains', 'contains'],
]);
const namedLiterals = new Map<string, Literal>([
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null' }],
]);

/** Recursive descent over the tokens; `or` binds loosest, then `and`, then `not`. */
class FilterParser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = scanFilter(text);
  }

  parse(): FilterNode {
    const node = this.#or();
    if (this.#peek().kind !== 'end') throw this.#error();
    return node;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]!;
  }

  #error(token = this.#peek()) {
    return syntaxError(this.#text, token.start);
  }

  /** The word at hand in lower case, or undefined when another token stands there. */
  #keyword(ahead = 0): string | undefined {
    const token = this.#peek(ahead);
    return token.kind === 'word' ? token.text.toLowerCase() : undefined;
  }

  #expect(kind: Token['kind']): void {
    if (this.#peek().kind !== kind) throw this.#error();
    this.#at += 1;
  }

  #word(): PathSegment {
    const token = this.#peek();
    if (token.kind !== 'word') throw this.#error();
    this.#at += 1;
    return token;
  }

  #or(): FilterNode {
    return this.#chain('or', () => this.#chain('and', () => this.#not()));
  }

  #chain(kind: 'and' | 'or', next: () => FilterNode): FilterNode {
    const first = next();
    if (this.#keyword() !== kind) return first;
    const terms = [first];
    while (this.#keyword() === kind) {
      this.#at += 1;
      terms.push(next());
    }
    return { kind, terms };
  }

  #deeper<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > maximumFilterDepth) throw graphErrors.FILTER_TOO_DEEP({ limit: maximumFilterDepth });
    const result = parse();
    this.#depth -= 1;
    return result;
  }

  #not(): FilterNode {
    if (this.#keyword() !== 'not') return this.#primary();
    this.#at += 1;
    return { kind: 'not', term: this.#deeper(() => this.#not()) };
  }

  #primary(): FilterNode {
    const token = this.#peek();
    if (token.kind === '(') {
      this.#at += 1;
      const node = this.#deeper(() => this.#or());
      this.#expect(')');
      return node;
    }
    if (this.#isLiteral()) return this.#mirroredComparison();
    if (token.kind !== 'word') throw this.#error();
    if (this.#peek(1).kind === '(') return this.#call(token);
    return this.#overPath();
  }

  #isLiteral(): boolean {
    const word = this.#keyword();
    return this.#peek().kind === 'literal' || (word !== undefined && namedLiterals.has(word));
  }

  #literal(): Literal {
    const token = this.#peek();
    const literal = token.kind === 'literal' ? token.literal : namedLiterals.get(this.#keyword() ?? '');
    if (literal === undefined) throw this.#error();
    this.#at += 1;
    return literal;
  }

  #operator(): ComparisonOperator {
    const word = this.#keyword();
    if (word === undefined || !comparisons.has(word)) throw this.#error();
    this.#at += 1;
    return word as ComparisonOperator;
  }

  #path(): FilterPath {
    const segments = [this.#word()];
    while (this.#peek().kind === '/' && !this.#isLambda(1)) {
      this.#at += 1;
      segments.push(this.#word());
    }
    return segments;
  }

  #isLambda(ahead: number): boolean {
    const word = this.#keyword(ahead);
    return (word === 'any' || word === 'all') && this.#peek(ahead + 1).kind === '(';
  }

  #mirroredComparison(): FilterNode {
    const literal = this.#literal();
    const operator = mirrored[this.#operator()];
    return this.#comparison(this.#path(), operator, literal);
  }

  #comparison(path: FilterPath, operator: ComparisonOperator, literal: Literal): FilterNode {
    const isCount = path.length > 1 && path.at(-1)!.text.toLowerCase() === '$count';
    return isCount
      ? { kind: 'count', path: path.slice(0, -1), operator, literal }
      : { kind: 'compare', path, operator, literal };
  }

  #overPath(): FilterNode {
    const path = this.#path();
    if (this.#peek().kind === '/') return this.#lambda(path);
    if (this.#keyword() !== 'in') return this.#comparison(path, this.#operator(), this.#literal());
    this.#at += 1;
    return { kind: 'in', path, literals: this.#list() };
  }

  #list(): readonly Literal[] {
    this.#expect('(');
    const literals = [this.#literal()];
    while (this.#peek().kind === ',') {
      this.#at += 1;
      literals.push(this.#literal());
    }
    this.#expect(')');
    return literals;
  }

  #lambda(path: FilterPath): FilterNode {
    this.#expect('/');
    const quantifier = this.#word();
    if (quantifier.text.toLowerCase() === 'all')
      throw graphErrors.QUERY_UNSUPPORTED({ reason: '`all` is not supported; negate `any` instead' });
    this.#expect('(');
    if (this.#peek().kind === ')') {
      this.#at += 1;
      return { kind: 'any', path, variable: undefined, body: undefined };
    }
    const variable = this.#word().text;
    this.#expect(':');
    const body = this.#deeper(() => this.#or());
    this.#expect(')');
    return { kind: 'any', path, variable, body };
  }

  #call(name: PathSegment): FilterNode {
    const lower = name.text.toLowerCase();
    const textFunction = textFunctions.get(lower);
    if (textFunction === undefined && lower !== 'isof') throw graphErrors.FILTER_UNKNOWN_FUNCTION({ name: name.text });
    this.#at += 1;
    this.#expect('(');
    const node = textFunction === undefined ? this.#isOf() : this.#textCall(textFunction);
    this.#expect(')');
    return this.#comparedWithBoolean(node);
  }

  #isOf(): FilterNode {
    const token = this.#peek();
    this.#at += 1;
    if (token.kind === 'word') return { kind: 'isOf', type: token };
    if (token.kind !== 'literal' || token.literal.kind !== 'string') throw this.#error(token);
    return { kind: 'isOf', type: { text: token.literal.value, start: token.start } };
  }

  #textCall(name: TextFunction): FilterNode {
    const path = this.#path();
    this.#expect(',');
    const token = this.#peek();
    const literal = this.#literal();
    if (literal.kind !== 'string') throw this.#error(token);
    return { kind: 'call', name, path, text: literal.value };
  }

  /** `startsWith(…) eq true` is the call itself; `eq false` its negation. */
  #comparedWithBoolean(node: FilterNode): FilterNode {
    const word = this.#keyword();
    if (word !== 'eq' && word !== 'ne') return node;
    this.#at += 1;
    const token = this.#peek();
    const literal = this.#literal();
    if (literal.kind !== 'boolean') throw this.#error(token);
    return literal.value === (word === 'eq') ? node : { kind: 'not', term: node };
  }
}

/**
 * Reads a `$filter` into its tree.
 *
 * @throws AppError FILTER_SYNTAX, FILTER_TOO_LONG, FILTER_TOO_DEEP, FILTER_UNKNOWN_FUNCTION, and QUERY_UNSUPPORTED for `all`
 * @see Graph surface spec §4.2
 */
export function parseFilter(text: string): FilterNode {
  if (text.length > maximumFilterLength) throw graphErrors.FILTER_TOO_LONG({ limit: maximumFilterLength });
  return new FilterParser(text).parse();
}
