import { describe, expect, it } from 'vitest';
import { noRow, orderByManager } from './order-by-manager.ts';

describe('orderByManager', () => {
  const cases: [string, number[], number[], number[][]][] = [
    ['nobody', [], [], []],
    ['no managers', [noRow, noRow], [0, 1], []],
    ['reports first in the file', [1, 2, noRow], [2, 1, 0], []],
    ['file order within a level', [noRow, 0, noRow, 2, 0], [0, 2, 1, 3, 4], []],
    ['own manager', [0, noRow], [0, 1], [[0]]],
    ['circle of three with a report', [1, 2, 0, 0], [0, 1, 2, 3], [[0, 1, 2]]],
    ['report before the circle', [1, 2, 1, noRow], [1, 2, 3, 0], [[1, 2]]],
  ];
  it.each(cases)('%s', (_, managers, order, cycles) => {
    const found = orderByManager(managers);
    expect([[...found.order], found.cycles]).toEqual([order, cycles]);
  });

  it('takes a chain of 100,000 without recursion', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => (i === 99_999 ? noRow : i + 1));
    expect(orderByManager(chain).order[0]).toBe(99_999);
  });
});
