import type { Instant } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../check/check-rule.ts';
import { satisfies } from '../interpret/interpret.ts';
import { Dictionary } from './dictionary.ts';
import { searchFor } from './search-values.ts';

const now = 0 as Instant;

function testOf(condition: string) {
  const result = checkRule(`user.mail ${condition}`);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const { tree } = result.rule;
  if (tree.kind !== 'comparison') throw new Error('not a comparison');
  return tree.test;
}

const word = fc.constantFrom(
  'anna',
  'BEN',
  'straße',
  'Łódź',
  'ﬁn',
  'İ',
  '😀',
  'bergman',
  'al',
  '-',
  '.',
  '12',
  '7',
  '',
);
const domain = fc.constantFrom('@a.example', '@B.example', '@ŁÓDŹ.example', '@', '', '@x@y.example');
const address = fc.tuple(word, word, fc.nat(999), domain).map(([a, b, n, at]) => `${a}.${b}${n}${at}`);
const loose = fc.oneof(address, fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('', '@', '😀'));

/** What is cut out of a text, or put together of words, and so is found often but not everywhere. */
const needle = fc.oneof(
  fc.tuple(loose, fc.nat(8), fc.nat(12)).map(([text, from, length]) => [...text].slice(from, from + length).join('')),
  fc.tuple(word, word).map(([a, b]) => `${a}.${b}`),
  fc.tuple(fc.nat(99), domain).map(([n, at]) => `${n}${at}`),
);
const plain = needle.map((text) => text.replaceAll(/["\\`'\p{C}]/gu, ''));
const literal = needle.map((text) => text.replaceAll(/[^\p{L}\p{N}@-]/gu, ''));
const conditions = fc.oneof(
  fc.tuple(fc.constantFrom('-startsWith', '-endsWith', '-contains'), plain).map(([op, text]) => `${op} "${text}"`),
  fc
    .tuple(fc.constantFrom('', '^', '^[a-d].*'), literal, fc.constantFrom('', '.*7', '[0-9]+', '@.*'), fc.boolean())
    .map(([start, text, rest, isEnd]) => `-match "${start}${text}${rest}${isEnd ? '$' : ''}"`),
);

describe('many texts', () => {
  it('are found as the interpreter finds them, those that were there and those added since', () => {
    const values = new Dictionary();
    const texts = fc.sample(address, { numRuns: 24_000, seed: 11 });
    const later = fc.sample(loose, { numRuns: 3000, seed: 12 });
    for (const text of texts) values.add(text);
    let [found, rounds] = [0, 0];
    const compare = (condition: string) => {
      const test = testOf(condition);
      const search = searchFor(values, test, now);
      if (search === undefined) return;
      rounds += 1;
      const marked = new Uint8Array(values.size);
      const first = rounds % 4 === 0 ? 700 : 1;
      search(first, values.size, (code) => {
        marked[code] = 1;
      });
      for (let code = first; code < values.size; code += 1) {
        const expected = satisfies(values.valueOf(code), test, now);
        if ((marked[code] === 1) !== expected) {
          throw new Error(`${condition} of ${JSON.stringify(values.valueOf(code))}: expected ${expected}`);
        }
        if (expected) found += 1;
      }
    };
    const asked = fc.sample(conditions, { numRuns: 40, seed: 13 });
    for (const [i, condition] of asked.entries()) {
      compare(condition);
      for (const text of later.slice(i * 75, (i + 1) * 75)) values.add(text);
    }
    expect(values.size).toBeGreaterThan(20_000);
    expect(rounds).toBeGreaterThan(30);
    expect(found).toBeGreaterThan(5000);
    expect(values.pieceIndex().sizeBytes).toBeGreaterThan(values.size * 4);
  });
});
