import type { RowContent, RuleRow } from './rule-rows.ts';

/** What a row says, without its place in a text. */
export type RowSketch =
  | {
      readonly kind: 'group';
      readonly negations: number;
      readonly connector: 'and' | 'or';
      readonly rows: readonly RowSketch[];
    }
  | { readonly kind: 'condition'; readonly negations: number; readonly content: RowContent }
  | { readonly kind: 'text'; readonly negations: number; readonly text: string };

/** The rule that rows say, on one line: parentheses around groups inside others and around all that is negated. */
export function writeRows(row: RowSketch): string {
  const core = writeCore(row);
  return row.negations === 0 ? core : `${'-not '.repeat(row.negations)}(${core})`;
}

function writeCore(row: RowSketch): string {
  switch (row.kind) {
    case 'group':
      return row.rows.map((each) => writeOperand(each)).join(` -${row.connector} `);
    case 'condition':
      return writeContent(row.content);
    case 'text':
      return row.text;
  }
}

/** A body without parentheses would reach over what follows. */
function writeOperand(row: RowSketch): string {
  const isEnclosed = row.negations > 0 || row.kind === 'condition';
  return isEnclosed ? writeRows(row) : `(${writeRows(row)})`;
}

/** The condition that a row of property, operator and value says. */
export function writeContent({ property, quantifier, field, operator, value }: RowContent): string {
  if (quantifier === undefined) return `${property} -${operator} ${value}`;
  return `${property} -${quantifier} (${field ?? '_'} -${operator} ${value})`;
}

/** What a row says, without its place. */
export function sketchOf(row: RuleRow): RowSketch {
  const { negations } = row;
  if (row.kind === 'group') return { kind: 'group', negations, connector: row.connector, rows: row.rows.map(sketchOf) };
  if (row.kind === 'condition') return { kind: 'condition', negations, content: row.content };
  return { kind: 'text', negations, text: row.text };
}
