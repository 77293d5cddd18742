import { describe, expect, it } from 'vitest';
import { toCells, widthOf } from './cells.ts';

describe('toCells', () => {
  const cases: [string, string, string, number][] = [
    ['plain', 'abc', 'abc', 3],
    ['a tab goes to the next stop', 'a\tb', 'a   b', 5],
    ['a tab at a stop', 'abcd\tb', 'abcd    b', 9],
    ['wide characters', '日本a', '日本a', 5],
    ['emoji', '😀', '😀', 2],
    ['a mark on a letter', 'e\u0301', 'e\u0301', 1],
    ['an escape sequence shows itself', '\u001b[31m', '␛[31m', 5],
  ];
  it.each(cases)('%s', (_, text, shown, width) => {
    const cells = toCells(text);
    expect([cells.map((cell) => cell.text).join(''), widthOf(cells)]).toEqual([shown, width]);
  });
});
