import type { Diagnostic, RuleDialect } from '@muster/rules';
import { changesOf } from '../rows/edit-rows.ts';
import { readRows } from '../rows/read-rows.ts';
import type { ConditionRow, GroupRow, RowPath, RuleRow } from '../rows/rule-rows.ts';
import type { TextChange } from '../text-change.ts';

/** One list in place of the alternatives that the problem is about. */
export function listInsteadOfAlternatives(
  text: string,
  at: Diagnostic,
  dialect: RuleDialect | undefined,
): TextChange[] {
  const rows = readRows(text, dialect);
  const found = rows.kind === 'rows' ? comparisonAt(rows.root, at.position) : undefined;
  if (rows.kind !== 'rows' || found?.group === undefined) return [];
  const { row, group, path } = found;
  const alike = [...group.rows.entries()].filter((entry): entry is [number, ConditionRow] =>
    isAlternative(entry[1], row),
  );
  const values = alike.map(([, each]) => each.content.value).join(', ');
  const { position, length } = row.whole;
  const list = { from: position, to: position + length, insert: `${row.content.property} -in [${values}]` };
  const others = alike.filter(([, each]) => each !== row).map(([i]) => [...path.slice(0, -1), i]);
  return [list, ...others.flatMap((each) => changesOf(rows, { kind: 'remove', path: each }))];
}

function isAlternative(row: RuleRow, first: ConditionRow): boolean {
  if (row.kind !== 'condition' || row.negations > 0 || row.content.quantifier !== undefined) return false;
  const { property, operator, value } = row.content;
  const isSame = property.toLowerCase() === first.content.property.toLowerCase();
  return isSame && operator === 'eq' && /^["'`\d-]/.test(value);
}

/** What is left when the comparison that the problem is about, or its doubled negation, goes. */
export function withoutRepetition(
  text: string,
  at: Diagnostic,
  dialect: RuleDialect | undefined,
): readonly TextChange[] {
  const rows = readRows(text, dialect);
  if (rows.kind !== 'rows') return [];
  const repeated = comparisonAt(rows.root, at.position);
  if (repeated !== undefined) return changesOf(rows, { kind: 'remove', path: repeated.path });
  const negated = doublyNegated(rows.root, at.position);
  if (negated === undefined) return [];
  const open = negated.negations % 2 === 1 ? '-not (' : '(';
  const end = negated.core.position + negated.core.length;
  return [
    { from: negated.whole.position, to: negated.core.position, insert: open },
    { from: end, to: negated.whole.position + negated.whole.length, insert: ')' },
  ];
}

interface Found {
  readonly row: ConditionRow;
  readonly path: RowPath;
  readonly group?: GroupRow;
}

function comparisonAt(row: RuleRow, position: number, path: RowPath = [], group?: GroupRow): Found | undefined {
  if (row.kind === 'condition' && row.core.position === position) {
    return { row, path, ...(group === undefined ? {} : { group }) };
  }
  if (row.kind !== 'group') return undefined;
  for (const [i, each] of row.rows.entries()) {
    const found = comparisonAt(each, position, [...path, i], row);
    if (found !== undefined) return found;
  }
  return undefined;
}

function doublyNegated(row: RuleRow, position: number): RuleRow | undefined {
  const isHere = row.whole.position <= position && position < row.core.position;
  if (row.negations > 1 && isHere) return row;
  if (row.kind !== 'group') return undefined;
  return row.rows.map((each) => doublyNegated(each, position)).find((each) => each !== undefined);
}
