import type { Span } from '../ast/syntax-tree.ts';

/** What a piece of the rule's text is. `end` stands after the last piece and is empty. */
export type TokenKind = 'string' | 'date' | 'number' | 'operator' | 'word' | '(' | ')' | '[' | ']' | ',' | 'end';

/** A piece of the rule's text. */
export interface Token extends Span {
  readonly kind: TokenKind;
  /** As written. */
  readonly text: string;
  /** What it stands for: a string without quotes and escapes, an operator without its dash, a number with a hyphen. */
  readonly value: string;
}
