import { expect, it } from 'vitest';
import { rowAfterKey } from './row-keys.ts';

it.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 4, 5],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['ArrowUp', 7, 6],
  ['PageDown', 0, 10],
  ['PageDown', 95, 99],
  ['PageUp', 12, 2],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['PageDown', -1, undefined],
  ['End', -1, undefined],
  ['a', 3, undefined],
])('%s in row %d of 100 leads to %s', (key, at, expected) => {
  expect(rowAfterKey(key, at, 100, 10)).toBe(expected);
});

it('leads nowhere in an empty list', () => {
  expect(rowAfterKey('ArrowDown', -1, 0, 10)).toBeUndefined();
});
