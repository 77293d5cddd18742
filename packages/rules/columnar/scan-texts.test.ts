import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeadIndex, headLength } from './head-index.ts';
import { scanInside, scanPrefix, scanSuffix } from './scan-texts.ts';
import { TextPack } from './text-pack.ts';

const narrow = fc.array(fc.constantFrom(...'AAB-\u00e9'), { maxLength: 6, size: 'max' }).map((found) => found.join(''));
const wide = fc.array(fc.constantFrom('A', 'B', '\u0141', '\u4141', '\ud801', '\udc00'), { maxLength: 5 });
const needles = fc.oneof(
  narrow,
  wide.map((found) => found.join('')),
);

describe('texts by their heads', () => {
  it('give what begins with a long enough prefix, as far as they know', () => {
    const long = fc.array(fc.constantFrom('ABABABA', 'BA', 'B', '\u0141'), { maxLength: 4, size: 'max' });
    const longTexts = fc.array(
      long.map((found) => found.join('')),
      { maxLength: 40, size: 'max' },
    );
    let found = 0;
    fc.assert(
      fc.property(longTexts, longTexts, (texts, later) => {
        const pack = new TextPack();
        for (const text of texts) pack.append(text);
        const index = HeadIndex.of(pack);
        for (const text of later) pack.append(text);
        for (const needle of texts.filter((each) => each.length >= headLength).map((each) => each.slice(0, 10))) {
          const marked = new Set<number>();
          const next = index.find(pack, needle, (n) => marked.add(n));
          expect(next).toBe(texts.length + 1);
          expect(texts.map((__, i) => marked.has(i + 1))).toEqual(texts.map((each) => each.startsWith(needle)));
          found += marked.size;
        }
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(1000);
  });
});

describe('scanning packed texts', () => {
  it.each([
    ['begins with', scanPrefix, (text: string, needle: string) => text.startsWith(needle)],
    ['ends with', scanSuffix, (text: string, needle: string) => text.endsWith(needle)],
    ['holds', scanInside, (text: string, needle: string) => text.includes(needle)],
  ] as const)('finds what %s a text, in whatever part of the pack', (_, scan, isIn) => {
    let found = 0;
    const someTexts = fc.oneof(
      fc.array(narrow, { maxLength: 30, size: 'max' }),
      fc.array(needles, { maxLength: 30, size: 'max' }),
    );
    fc.assert(
      fc.property(someTexts, needles, fc.nat(5), fc.nat(5), (texts, needle, skipped, left) => {
        const pack = new TextPack();
        for (const text of texts) pack.append(text);
        expect(texts.map((__, i) => pack.textAt(i + 1))).toEqual(texts);
        const first = Math.min(skipped + 1, pack.count);
        const end = Math.max(first, pack.count - left);
        const marked: number[] = [];
        scan(pack, needle, first, end, (n) => marked.push(n));
        const expected = texts
          .map((__, i) => i + 1)
          .filter((n) => n >= first && n < end && isIn(texts[n - 1]!, needle));
        expect(marked).toEqual(expected);
        found += marked.length;
      }),
      { numRuns: 2000 },
    );
    expect(found).toBeGreaterThan(1000);
  });
});
