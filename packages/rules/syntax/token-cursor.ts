import { findOperator, type OperatorName } from '../ast/operators.ts';
import type { RuleDialect } from '../ast/rule-dialect.ts';
import type { Span } from '../ast/syntax-tree.ts';
import { type Problem, problem } from '../diagnostics/diagnostic.ts';
import type { Token, TokenKind } from './token.ts';

const deepestNesting = 64;

/** Carries the first syntax error out of the parser; `parseRule` catches it, nothing else sees it. */
export class SyntaxFailure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Ends parsing with a problem. */
export function fail(...found: Parameters<typeof problem>): never {
  throw new SyntaxFailure(problem(...found));
}

/** The tokens of a rule, a place among them, and the parentheses open at that place. */
export class TokenCursor {
  private place = 0;
  private readonly open: Token[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    readonly dialect: RuleDialect,
  ) {}

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.place + ahead, this.tokens.length - 1)]!;
  }

  take(): Token {
    const token = this.peek();
    this.place += 1;
    return token;
  }

  at(kind: TokenKind): boolean {
    return this.peek().kind === kind;
  }

  /** True when the token is the given keyword, in any case. */
  atWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === 'word' && token.value.toLowerCase() === word;
  }

  /** The operator that the next token names where one may stand: with its dash, or as a bare word. */
  operator(): OperatorName | undefined {
    const token = this.peek();
    return token.kind === 'operator' || token.kind === 'word' ? findOperator(token.value, this.dialect) : undefined;
  }

  takeOpen(): Token {
    if (this.open.length === deepestNesting) fail('RULE_TOO_COMPLEX', this.peek());
    const parenthesis = this.take();
    this.open.push(parenthesis);
    return parenthesis;
  }

  /** Takes the `)` that closes the innermost open parenthesis, or says what stands in its place. */
  takeClose(): Token {
    const token = this.peek();
    if (token.kind === 'end') fail('UNBALANCED_PARENTHESIS', this.open.at(-1)!, { text: '(' });
    if (token.kind !== ')') fail('UNEXPECTED_TOKEN', token, { text: token.text });
    this.open.pop();
    return this.take();
  }

  hasOpenParenthesis(): boolean {
    return this.open.length > 0;
  }

  /** The stretch from the start of one piece to the end of another. */
  span(from: Span, to: Span): Span {
    return { position: from.position, length: to.position + to.length - from.position };
  }
}
