import type { ComparisonOperator, Quantifier } from './operators.ts';

/** A stretch of the rule text in UTF-16 code units, zero-based. */
export interface Span {
  readonly position: number;
  readonly length: number;
}

/** A property or element as it was written. */
export interface PropertyWord extends Span {
  readonly text: string;
}

/** An operator as it was written, with the name it stands for. */
export interface OperatorWord<Name> extends Span {
  readonly name: Name;
}

/** A value as it was written (`text`) and what it denotes. */
export type Literal = ItemLiteral | BooleanLiteral | NullLiteral | DateLiteral | ClockLiteral | ListLiteral;

export interface ItemLiteral extends Span {
  readonly kind: 'text' | 'number';
  readonly text: string;
  readonly value: string;
}
export interface BooleanLiteral extends Span {
  readonly kind: 'boolean';
  readonly text: string;
  readonly value: boolean;
}
export interface NullLiteral extends Span {
  readonly kind: 'null';
  readonly text: string;
}
export interface DateLiteral extends Span {
  readonly kind: 'date';
  readonly text: string;
}
export interface ClockLiteral extends Span {
  readonly kind: 'clock';
  readonly text: string;
  /** Milliseconds added to the instant of the pass. */
  readonly offsetMs: number;
  /** Where `system.now` itself stands. */
  readonly clock: Span;
}
export interface ListLiteral extends Span {
  readonly kind: 'list';
  readonly text: string;
  readonly items: readonly ItemLiteral[];
}

/** A condition as it was written: parentheses are kept, chains of one connector are flat. */
export type Condition = Chain | Negation | Parenthesised | Quantification | Comparison | Reports;

export interface Chain extends Span {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Condition[];
  /** Where the connectors stand, one fewer than the operands. */
  readonly connectors: readonly Span[];
}
export interface Negation extends Span {
  readonly kind: 'not';
  readonly operand: Condition;
}
export interface Parenthesised extends Span {
  readonly kind: 'parenthesised';
  readonly inner: Condition;
}
export interface Quantification extends Span {
  readonly kind: 'quantification';
  readonly property: PropertyWord;
  readonly quantifier: OperatorWord<Quantifier>;
  readonly body: Condition;
}
export interface Comparison extends Span {
  readonly kind: 'comparison';
  readonly property: PropertyWord;
  readonly operator: OperatorWord<ComparisonOperator>;
  readonly value: Literal;
}

/** `Direct Reports for "id"` or `All Reports for "id"` as a condition among others; only the extended dialect has it. */
export interface Reports extends Span {
  readonly kind: 'reports';
  readonly isDirect: boolean;
  readonly manager: ItemLiteral;
}

/** What the parser makes of a rule's text. */
export type RuleSyntax =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'directReports'; readonly manager: ItemLiteral };

/** The condition inside any number of parentheses. */
export function withoutParentheses(condition: Condition): Exclude<Condition, Parenthesised> {
  let inner = condition;
  while (inner.kind === 'parenthesised') inner = inner.inner;
  return inner;
}
