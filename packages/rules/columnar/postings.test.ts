import { expect, it } from 'vitest';
import { setBit, wordsFor } from './bits.ts';
import { CodeSet } from './code-set.ts';
import { Dictionary } from './dictionary.ts';
import { GroupedPostings } from './grouped-postings.ts';
import type { Postings } from './postings.ts';
import { postingsOf } from './postings-of.ts';
import { CodedColumn } from './scalar-column.ts';
import { SinglePostings } from './single-postings.ts';

/** A column of which row `n` has the value given. */
function columnOf(rowCount: number, valueAt: (row: number) => string | null): CodedColumn {
  const column = new CodedColumn('mail', new Dictionary());
  for (let row = 0; row < rowCount; row += 1) column.set(row, valueAt(row));
  return column;
}

/** Compares what postings say of some codes with what the rows hold. */
function expectRight(postings: Postings, column: CodedColumn, rowCount: number, codes: readonly number[]): void {
  const words = new Uint32Array(wordsFor(column.values.size));
  for (const code of codes) setBit(words, code);
  const set = CodeSet.ofWords(words, column.values.size);
  const rows = Array.from({ length: rowCount }, (_, row) => row).filter((row) => codes.includes(column.codeAt(row)));
  const marked = new Uint32Array(wordsFor(rowCount));
  for (const row of rows) setBit(marked, row);
  const found = new Uint32Array(wordsFor(rowCount));
  postings.mark(set, found);
  expect(postings.countOf(set)).toBe(rows.length);
  expect([...postings.rowsOf(set, rows.length)]).toEqual(rows);
  expect(found).toEqual(marked);
}

it('are right for codes of nearly one row each, in order, out of order, far apart and repeated', () => {
  const orders: readonly ((row: number) => string | null)[] = [
    (row) => `${row}`,
    (row) => `${(row * 7919) % 3000}`,
    (row) => (row < 1500 || row > 2900 ? `${row}` : null),
    (row) => `${row % 2990}`,
  ];
  for (const [i, valueAt] of orders.entries()) {
    const column = columnOf(3000, valueAt);
    if (i === 1) for (let row = 0; row < 3000; row += 1) column.set(row, `${row}`);
    const postings = postingsOf(column, 3000);
    expect(postings).toBeInstanceOf(SinglePostings);
    for (const codes of [[], [1], [3, 1, 2], [1499, 1500, 1], [5, 128, 129, 400, 2600]]) {
      expectRight(postings, column, 3000, codes);
    }
  }
});

it('know nothing of codes handed out since', () => {
  for (const valueAt of [(row: number) => `${row}`, (row: number) => `${row % 5}`]) {
    const column = columnOf(500, valueAt);
    const postings = postingsOf(column, 500);
    const code = column.values.add('new');
    const words = new Uint32Array(wordsFor(column.values.size));
    setBit(words, code);
    expect(postings.countOf(CodeSet.ofWords(words, column.values.size))).toBe(0);
  }
});

it('are right for few codes of many rows, over several blocks', () => {
  const rowCount = 140_000;
  const column = columnOf(rowCount, (row) => (row % 11 === 3 ? null : `${(row * row) % 17}`));
  const postings = postingsOf(column, rowCount);
  expect(postings).toBeInstanceOf(GroupedPostings);
  expect(postings.sizeBytes).toBeLessThan(2.1 * rowCount);
  for (const codes of [[], [1], [2, 5], [1, 2, 3, 4, 5, 6]]) expectRight(postings, column, rowCount, codes);
});

it('are right for codes of a few rows each', () => {
  const column = columnOf(3000, (row) => `${row % 1000}`);
  const postings = postingsOf(column, 3000);
  expect(postings).toBeInstanceOf(GroupedPostings);
  for (const codes of [[7], [1, 999], [500, 501, 502]]) expectRight(postings, column, 3000, codes);
});
