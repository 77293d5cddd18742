import type { ComparisonOperator, Quantifier, Span } from '@muster/rules';

/** One row of the builder, with the place it stands for in the text. */
export type RuleRow = GroupRow | ConditionRow | TextRow;

interface Placed {
  /** How many `-not` stand before it. */
  readonly negations: number;
  /** The row itself, without its `-not` and parentheses. */
  readonly core: Span;
  /** The row with its `-not` and parentheses. */
  readonly whole: Span;
}

/** Rows of which all (`and`) or one (`or`) must hold. */
export interface GroupRow extends Placed {
  readonly kind: 'group';
  readonly connector: 'and' | 'or';
  readonly rows: readonly RuleRow[];
  /** Where the connectors stand, one fewer than the rows. */
  readonly connectors: readonly Span[];
}

/** What a row of property, operator and value says; properties and values as they are written in the rule. */
export interface RowContent {
  readonly property: string;
  /** For a collection: whether some or every element must pass. */
  readonly quantifier?: Quantifier;
  /** For a collection with named fields: the field of the element, as written. */
  readonly field?: string;
  readonly operator: ComparisonOperator;
  readonly value: string;
}

/** A row of property, operator and value. */
export interface ConditionRow extends Placed {
  readonly kind: 'condition';
  readonly content: RowContent;
  readonly places: {
    readonly property: Span;
    readonly quantifier?: Span;
    readonly field?: Span;
    readonly operator: Span;
    readonly value: Span;
  };
}

/** Why a row shows text. */
export type TextReason = 'directReports' | 'reports' | 'memberOf' | 'bodyOfSeveralTests';

/** A part of the rule that property, operator and value cannot show; it keeps its text. */
export interface TextRow extends Placed {
  readonly kind: 'text';
  readonly text: string;
  readonly reason: TextReason;
}

/** The rows of a rule, or nothing while the text has a syntax error. */
export type RuleRows =
  | { readonly kind: 'rows'; readonly text: string; readonly root: RuleRow }
  | { readonly kind: 'empty'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly text: string };

/** Where a row stands: the index in its group, in the group's group and so on, outermost first. */
export type RowPath = readonly number[];

/** The row at a path; undefined when there is none. */
export function rowAt(root: RuleRow, path: RowPath): RuleRow | undefined {
  let row: RuleRow | undefined = root;
  for (const index of path) row = row?.kind === 'group' ? row.rows[index] : undefined;
  return row;
}
