import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlicedColumn } from './collection-column.ts';
import { Dictionary } from './dictionary.ts';

const letters = fc.array(fc.constantFrom(...'ABCDEFGH'), { maxLength: 8, size: 'max' });

describe('a column of collections', () => {
  it('keeps what each row was last given, each value once, in bounded room', () => {
    const writes = fc.sample(fc.tuple(fc.nat(99), letters), { numRuns: 20_000, seed: 9 });
    const column = new SlicedColumn('otherMails', new Dictionary());
    const expected = new Map<number, string[]>();
    for (const [row, elements] of writes) {
      column.set(row, elements);
      expected.set(row, [...new Set(elements)]);
    }
    for (const [row, elements] of expected) {
      expect(Array.from(column.codesAt(row), (code) => column.values.valueOf(code))).toEqual(elements);
    }
    expect(column.pool.length).toBeLessThan(5000);
  });

  it('tells which rows changed, and counts no write that changes nothing', () => {
    const column = new SlicedColumn('otherMails', new Dictionary());
    column.set(3, ['a', 'b']);
    const { version } = column;
    column.set(3, ['A', 'B', 'a']);
    column.set(4, []);
    expect(column.version).toBe(version);
    column.set(3, null);
    column.set(1, ['a']);
    expect([...column.changedSince(version)!]).toEqual([3, 1]);
    expect([column.codesAt(3).length, column.codesAt(500).length]).toEqual([0, 0]);
  });
});
