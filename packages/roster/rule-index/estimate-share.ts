import type { Instant } from '@muster/kernel';
import type { Column, ColumnTable, RuleValue } from '@muster/rules';
import { valueAt } from './attribute-view.ts';
import { answer, type Question } from './question.ts';

const sampleSize = 64;

/** Shares only decide the order in which a clause's questions are looked at, so any instant does. */
const anyInstant = 0 as Instant;

/**
 * About which share of the table's objects a question is true of, from 0 to 1: from a sample of rows, and from how many
 * of the distinct values it lists. Costs some microseconds.
 */
export function estimateShare(question: Question, table: ColumnTable): number {
  const column = table.column(question.names[0]!);
  if (column === undefined || !question.isByValue) return 1;
  const { exact } = question;
  if (exact instanceof Set) {
    const codes = new Set([...exact].map((text) => column.values.find(text)));
    const listed = Math.min(1, exact.size / column.values.size);
    return Math.max(
      listed,
      shareOfSample(table, (row) => codesOf(column, row).some((code) => codes.has(code))),
    );
  }
  const object = (value: RuleValue) => ({ type: table.type, values: { [column.name]: value } });
  const floor = 0.5 / sampleSize;
  return Math.max(
    floor,
    shareOfSample(table, (row) => answer(question, object(valueAt(column, row)), anyInstant)),
  );
}

function shareOfSample(table: ColumnTable, isTrue: (row: number) => boolean): number {
  let seen = 0;
  let found = 0;
  for (let i = 0; i < sampleSize; i += 1) {
    const row = Math.floor(((i + 0.5) * table.rows) / sampleSize);
    if (!table.has(row)) continue;
    seen += 1;
    if (isTrue(row)) found += 1;
  }
  return seen === 0 ? 0 : found / seen;
}

function codesOf(column: Column, row: number): readonly number[] {
  return column.kind === 'scalar' ? [column.codeAt(row)] : [...column.codesAt(row)];
}
