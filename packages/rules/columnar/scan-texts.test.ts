import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInside, findPrefix, type Pieces } from './find-by-pieces.ts';
import { PieceIndex } from './piece-index.ts';
import { scanInside, scanPrefix, scanSuffix } from './scan-texts.ts';
import { TextPack } from './text-pack.ts';
import { unitsOf } from './text-tails.ts';

const joined = (letters: readonly string[], maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { maxLength, size: 'max' }).map((found) => found.join(''));
const narrow = joined([...'AAB-\u00e9'], 6);
const wide = joined(['A', 'B', '\u0141', '\u4141', '\ud801', '\udc00'], 5);
/** Texts of few letters with few tails, some with the sign of tails in front of them or at an end. */
const addresses = fc
  .tuple(joined([...'AB@'], 4), fc.constantFrom('@A', '@AB', '@B', '@', '@\u0141', ''))
  .map((found) => found.join(''));
const needles = fc.oneof(narrow, wide, addresses, joined([...'AAB@'], 5));
const someTexts = fc.oneof(
  fc.array(narrow, { maxLength: 30, size: 'max' }),
  fc.array(addresses, { maxLength: 30, size: 'max' }),
  fc.array(needles, { maxLength: 30, size: 'max' }),
);

function packOf(texts: readonly string[]): TextPack {
  const pack = new TextPack();
  for (const text of texts) pack.append(text);
  return pack;
}

const begins = (text: string, needle: string) => text.startsWith(needle);
const ends = (text: string, needle: string) => text.endsWith(needle);
const holds = (text: string, needle: string) => text.includes(needle);

describe('scanning packed texts', () => {
  it.each([
    ['begins with', scanPrefix, begins],
    ['ends with', scanSuffix, ends],
    ['holds', scanInside, holds],
  ] as const)('finds what %s a text, in whatever part of the pack, each once', (_, scan, isIn) => {
    let found = 0;
    fc.assert(
      fc.property(someTexts, needles, fc.nat(5), fc.nat(5), (texts, needle, skipped, left) => {
        const pack = packOf(texts);
        expect(texts.map((__, i) => pack.textAt(i + 1))).toEqual(texts);
        const first = Math.min(skipped + 1, pack.count);
        const end = Math.max(first, pack.count - left);
        const marked: number[] = [];
        scan(pack, needle, first, end, (n) => marked.push(n));
        const expected = texts
          .map((__, i) => i + 1)
          .filter((n) => n >= first && n < end && isIn(texts[n - 1]!, needle));
        expect(marked.sort((a, b) => a - b)).toEqual(expected);
        found += marked.length;
      }),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(1000);
  });
});

describe('a packed text', () => {
  it('is asked about by itself as the string would be', () => {
    let found = 0;
    fc.assert(
      fc.property(someTexts, needles, (texts, needle) => {
        const pack = packOf(texts);
        const units = unitsOf(needle);
        for (const [i, text] of texts.entries()) {
          const n = i + 1;
          const told = [pack.beginsAt(n, units), pack.endsAt(n, units), pack.holdsAt(n, units), pack.isAt(n, needle)];
          const expected = [begins(text, needle), ends(text, needle), holds(text, needle), text === needle];
          expect([text, ...told]).toEqual([text, ...expected]);
          found += told.filter((each) => each).length;
        }
      }),
      { numRuns: 1000 },
    );
    expect(found).toBeGreaterThan(1000);
  });
});

describe('texts by their pieces', () => {
  it.each([
    ['begins with', findPrefix, true, begins],
    ['holds', findInside, false, holds],
  ] as const)('give what %s a needle, also when texts are added later', (_, find, isAtStart, isIn) => {
    let found = 0;
    const needle = joined([...'AAB\u0141'], 4).map((text) => `A${text}`);
    fc.assert(
      fc.property(someTexts, someTexts, needle, fc.nat(3), (texts, later, wanted, skipped) => {
        const pack = packOf(texts);
        const pieces = new PieceIndex();
        pieces.follow(pack);
        for (const text of later) pack.append(text);
        pieces.follow(pack);
        const looked: Pieces = { pieces, bits: PieceIndex.bitsOf(unitsOf(wanted), isAtStart) };
        const first = Math.min(skipped + 1, pack.count);
        const marked: number[] = [];
        find(looked, pack, wanted, first, pack.count, (n) => marked.push(n));
        const all = ['', ...texts, ...later];
        const expected = all.flatMap((text, n) => (n >= first && isIn(text, wanted) ? [n] : []));
        expect(marked.sort((a, b) => a - b)).toEqual(expected);
        found += marked.length;
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(1000);
  });

  it('are not asked for what most texts hold, nor for what is too short', () => {
    const pack = packOf(
      Array.from({ length: 3000 }, (_, i) => `SMTP:${String.fromCharCode(65 + (i % 26)).repeat(3)}${i}`),
    );
    const pieces = new PieceIndex();
    pieces.follow(pack);
    const isWorthIt = (needle: string) => pieces.isSelective(PieceIndex.bitsOf(unitsOf(needle), false), 1, pack.count);
    expect(['SMTP:', 'AA', '', 'QQQ'].map(isWorthIt)).toEqual([false, false, false, true]);
  });
});
