import { foldCase } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { texts } from '../testing/value-pools.ts';
import { Dictionary } from './dictionary.ts';
import { InstantValues, PlanValues, TruthValues } from './other-values.ts';

describe('folding twice is folding once', () => {
  it('for every code point', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      const folded = foldCase(String.fromCodePoint(codePoint));
      if (foldCase(folded) !== folded) throw new Error(`U+${codePoint.toString(16)} folds on when folded`);
    }
  });

  it('for texts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => foldCase(foldCase(text)) === foldCase(text)));
  });
});

describe('distinct texts', () => {
  it('are one when they fold to the same, and keep their codes', () => {
    const dictionary = new Dictionary();
    const anyText = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary', maxLength: 5 }));
    const given = fc.sample(anyText, { numRuns: 20_000, seed: 5 });
    const codes = new Map<string, number>();
    for (const text of given) {
      const code = dictionary.add(text);
      expect(code).toBe(codes.get(foldCase(text)) ?? codes.size + 1);
      codes.set(foldCase(text), code);
    }
    expect(dictionary.size).toBe(codes.size + 1);
    expect(dictionary.size).toBeGreaterThan(5000);
    for (const [folded, code] of codes) {
      expect(dictionary.valueOf(code)).toBe(folded);
      expect(dictionary.find(folded)).toBe(code);
    }
    expect([dictionary.valueOf(0), dictionary.find('never seen')]).toEqual([null, undefined]);
  });

  it('come as bytes or as strings, and are the same', () => {
    const [strings, bytes] = [new Dictionary(), new Dictionary()];
    const anyText = fc.oneof(
      fc.constantFrom(
        ...texts,
        'x'.repeat(1024),
        'x'.repeat(1025),
        'ann@contoso.com',
        'Ann@Contoso.COM',
        'é@contoso.com',
        'ann',
        '\ufeffann',
        '\ufeff'.repeat(400),
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.integer({ max: 9000 }).map((n) => `u${n}@${n % 7}.example`),
    );
    for (const text of fc.sample(anyText, { numRuns: 30_000, seed: 7 })) {
      if (/\p{Surrogate}/u.test(text)) continue; // UTF-8 cannot say it
      const utf8 = new TextEncoder().encode(`<${text}>`);
      expect(bytes.addUtf8(utf8, 1, utf8.length - 1)).toBe(strings.add(text));
    }
    expect(bytes.size).toBe(strings.size);
    expect(bytes.size).toBeGreaterThan(5000);
  });

  it('may have more tails than are kept, long ones, and several signs', () => {
    const dictionary = new Dictionary();
    const given = Array.from({ length: 9000 }, (_, i) => `P${i % 50}@${i % 3 === 0 ? 'X' : `D${i}`}.EXAMPLE`);
    given.push('@', 'A@', '@@', `A@${'Y'.repeat(300)}`, `A@B@${'Z'.repeat(254)}`, '\u0141@\u0141', 'A@\u0141');
    const texts = [...new Set(given)];
    expect(given.map((text) => dictionary.add(text))).toEqual(given.map((text) => texts.indexOf(text) + 1));
    expect(dictionary.size).toBe(texts.length + 1);
    expect(dictionary.pack.tails.texts.length).toBeLessThan(5000);
    for (const [i, text] of texts.entries()) {
      expect([dictionary.pack.textAt(i + 1), dictionary.findFolded(text)]).toEqual([text, i + 1]);
    }
  });

  it('keep the tails of addresses once', () => {
    const [addresses, others] = [new Dictionary(), new Dictionary()];
    for (let i = 0; i < 20_000; i += 1) addresses.add(`PERSON${i}@A-RATHER-LONG-DOMAIN.EXAMPLE`);
    for (let i = 0; i < 20_000; i += 1) others.add(`PERSON${i}-A-RATHER-LONG-DOMAIN.EXAMPLE`);
    expect(others.sizeBytes - addresses.sizeBytes).toBeGreaterThan(20_000 * 20);
  });

  it('may be empty, and as long as texts get', () => {
    const dictionary = new Dictionary();
    const long = '\u0141'.repeat(100_000);
    expect([dictionary.add(''), dictionary.add(long), dictionary.add('')]).toEqual([1, 2, 1]);
    expect([dictionary.valueOf(1), dictionary.valueOf(2)]).toEqual(['', foldCase(long)]);
  });
});

describe('other distinct values', () => {
  it('tell instants apart to the millisecond', () => {
    const values = new InstantValues();
    const instants = Array.from({ length: 3000 }, (_, i) => (i % 2 === 0 ? i : 1.7e12 - i));
    const codes = instants.map((each) => values.add(each as never));
    expect(new Set(codes).size).toBe(3000);
    expect(codes.map((code) => values.valueOf(code))).toEqual(instants);
    expect(instants.map((each) => values.find(each as never))).toEqual(codes);
  });

  it('tell a missing field of a plan from every text, and ignore case', () => {
    const values = new PlanValues();
    const plans = [{}, { service: '' }, { service: '-' }, { service: 'SCO' }, { capabilityStatus: 'SCO' }];
    expect(plans.map((each) => values.add(each))).toEqual([1, 2, 3, 4, 5]);
    expect(values.add({ servicePlanId: null, service: 'sco' })).toBe(4);
    expect(values.valueOf(4)).toEqual({ servicePlanId: null, service: 'SCO', capabilityStatus: null });
  });

  it('refuse values of another type', () => {
    for (const values of [new Dictionary(), new InstantValues(), new PlanValues(), new TruthValues()]) {
      const others = ['x', 1, true, {}].filter((each) => values.find(each as never) === undefined);
      const refused = others.filter((each) => {
        try {
          values.add(each as never);
          return false;
        } catch {
          return true;
        }
      });
      expect(refused.length).toBe(3);
    }
  });
});
