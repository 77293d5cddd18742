import { foldCase } from '@muster/kernel';
import { expect, it } from 'vitest';
import { foldedIntoLettersOf, foldedLetters } from './letter-folding.ts';

const lastCodePoint = 0x10ffff;
const isSurrogate = (codePoint: number) => codePoint >= 0xd800 && codePoint <= 0xdfff;

it('folding goes one step, stays within ASCII or outside it, and is listed for every letter', () => {
  const listed = new Map(foldedLetters());
  const wrong: string[] = [];
  for (let codePoint = 0; codePoint <= lastCodePoint; codePoint += 1) {
    if (isSurrogate(codePoint)) continue;
    const letter = String.fromCodePoint(codePoint);
    const folded = foldCase(letter);
    const isAscii = codePoint < 0x80;
    const isRight =
      foldCase(folded) === folded &&
      folded.codePointAt(0)! < 0x80 === isAscii &&
      [...folded].length === 1 &&
      (listed.get(letter) ?? letter) === folded;
    if (!isRight) wrong.push(letter);
  }
  expect(wrong).toEqual([]);
  expect(listed.size).toBeGreaterThan(1300);
});

it.each([
  [['SALES'], '', ''],
  [['ÉCOLE', 'É'], 'é', 'É'],
  [['ΜΣ'], 'µμςσ', 'ΜΜΣΣ'],
  [['ß', 'ı', '日本'], '', ''],
])('of %j are %s', (folded, from, to) => {
  expect(foldedIntoLettersOf(folded)).toEqual({ from, to });
});
