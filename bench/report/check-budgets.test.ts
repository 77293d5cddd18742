import { expect, it } from 'vitest';
import { type Budget, budgetLines, checkBudgets } from './check-budgets.ts';
import { Figures } from './figures.ts';

function figures(): Figures {
  const found = new Figures();
  found.add('1M×1k', 'ours', 'memory.full_s', 2);
  found.add('1M×1k', 'roaring', 'memory.full_s', 15);
  found.add('1M×1k', 'duckdb', 'memory.full_s', 13);
  found.add('100k×1k', 'ours', 'memory.full_s', 0.5);
  return found;
}

const about = { text: 'FULL', size: '1M×1k', figure: 'memory.full_s' };

it.each<[Partial<Budget>, string]>([
  [{ atMost: 2 }, 'met          1M×1k     FULL: 2'],
  [{ atMost: 1.9 }, 'MISSED       1M×1k     FULL: 2'],
  [{ atLeast: 3 }, 'MISSED       1M×1k     FULL: 2'],
  [{ timesFasterThan: 'best', factor: 6 }, 'met          1M×1k     FULL: 2 against 13 (duckdb): 6.5 times'],
  [{ timesFasterThan: 'roaring', factor: 8 }, 'MISSED       1M×1k     FULL: 2 against 15 (roaring): 7.5 times'],
  [{ timesFasterThan: 'postgresql', factor: 8 }, 'not measured 1M×1k     FULL'],
  [{ atMostTimes: { size: '100k×1k', candidate: 'ours' }, factor: 2 }, 'MISSED       1M×1k     FULL: 2 is 4 times 0.5'],
  [{ figure: 'memory.new_p50_ms', atMost: 1 }, 'not measured 1M×1k     FULL'],
])('%j', (budget, line) => {
  expect(budgetLines(checkBudgets([{ ...about, ...budget }], figures()))).toEqual([line]);
});
