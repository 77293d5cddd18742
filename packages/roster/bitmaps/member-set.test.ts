import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_OBJECT_NUMBER, MemberSet } from './member-set.ts';
import { and, andNot, or, unionOf } from './set-operations.ts';

const numbers = (set: Iterable<number>) => [...set];
const ascending = (set: Set<number>) => [...set].sort((a, b) => a - b);

/** Numbers that meet both forms: crowded, thin, and far out. */
const aNumber = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 70 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 5000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: MAX_OBJECT_NUMBER }) },
  { weight: 1, arbitrary: fc.constantFrom(31, 32, 33, 63, 64, MAX_OBJECT_NUMBER - 1, MAX_OBJECT_NUMBER) },
);
/** Runs of neighbours make sets dense. */
const aRun = fc
  .tuple(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 600 }), fc.integer({ min: 1, max: 3 }))
  .map(([start, length, step]) => Array.from({ length }, (_, i) => start + i * step));
const aList = fc
  .array(fc.oneof(aRun, fc.array(aNumber, { maxLength: 8 })), { maxLength: 4 })
  .map((lists) => lists.flat());

type Step =
  | { readonly kind: 'add' | 'remove'; readonly n: number }
  | { readonly kind: 'addAll' | 'retainAll' | 'removeAll'; readonly list: readonly number[] };
const aStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), n: aNumber }),
  fc.record({ kind: fc.constantFrom('addAll' as const, 'retainAll' as const, 'removeAll' as const), list: aList }),
);

function takeStep(set: MemberSet, model: Set<number>, step: Step): Set<number> {
  if (!('list' in step)) {
    expect(set[step.kind](step.n)).toBe(model.has(step.n) === (step.kind === 'remove'));
    if (step.kind === 'add') return model.add(step.n);
    model.delete(step.n);
    return model;
  }
  const list = new Set(step.list);
  const other = MemberSet.of(step.list);
  expect(set[step.kind](other)).toBe(set);
  expect(numbers(other), 'the other set stays as it is').toEqual(ascending(list));
  if (step.kind === 'addAll') return new Set([...model, ...list]);
  return new Set([...model].filter((n) => list.has(n) === (step.kind === 'retainAll')));
}

function expectSame(set: MemberSet, model: Set<number>) {
  const expected = ascending(model);
  expect(set.size).toBe(model.size);
  expect(set.max).toBe(expected.at(-1) ?? 0);
  expect(numbers(set)).toEqual(expected);
  expect([...set.toArray()]).toEqual(expected);
  expect(numbers(set.clone())).toEqual(expected);
  expect(set.equals(MemberSet.of(expected))).toBe(true);
  expect(numbers(MemberSet.fromBytes(set.toBytes()))).toEqual(expected);
  expect(set.toBytes(), 'bytes do not depend on how the set came about').toEqual(MemberSet.of(expected).toBytes());
  // The promise on memory: never more than a few bytes a member, however far apart they lie.
  expect(set.sizeBytes).toBeLessThanOrEqual(16 + 8.5 * set.size);
}

describe('a member set', () => {
  test('behaves as a set of numbers under any sequence of operations', () => {
    fc.assert(
      fc.property(aList, fc.array(aStep, { maxLength: 25, size: 'max' }), (start, steps) => {
        const set = MemberSet.of(start);
        let model = new Set(start);
        for (const step of steps) {
          model = takeStep(set, model, step);
          expect(set.size).toBe(model.size);
        }
        expectSame(set, model);
        for (const n of [...model].slice(0, 20)) expect([set.has(n), set.has(n + 1)]).toEqual([true, model.has(n + 1)]);
      }),
      { numRuns: 300 },
    );
  });

  test('pure operations leave their operands alone', () => {
    fc.assert(
      fc.property(aList, aList, (left, right) => {
        const [a, b] = [MemberSet.of(left), MemberSet.of(right)];
        const [x, y] = [new Set(left), new Set(right)];
        expectSame(and(a, b), new Set(left.filter((n) => y.has(n))));
        expectSame(or(a, b), new Set([...left, ...right]));
        expectSame(andNot(a, b), new Set(left.filter((n) => !y.has(n))));
        expectSame(unionOf([a, b, a]), new Set([...left, ...right]));
        expect(a.intersects(b)).toBe(left.some((n) => y.has(n)));
        expect(a.equals(b)).toBe(x.size === y.size && left.every((n) => y.has(n)));
        expectSame(a, x);
        expectSame(b, y);
      }),
    );
  });

  test('operations with itself', () => {
    for (const list of [
      [1, 2, 3, 4, 5],
      [1, 1000, 100_000],
    ]) {
      const set = MemberSet.of(list);
      expect(numbers(set.addAll(set))).toEqual(list);
      expect(numbers(set.retainAll(set))).toEqual(list);
      expect(numbers(set.removeAll(set))).toEqual([]);
    }
  });

  test('pages follow one another through all members', () => {
    fc.assert(
      fc.property(aList, fc.integer({ min: 1, max: 50 }), (list, limit) => {
        const set = MemberSet.of(list);
        const seen: number[] = [];
        for (let page = set.page(0, limit); page.length > 0; page = set.page(page.at(-1)!, limit)) {
          expect(page.length).toBeLessThanOrEqual(limit);
          seen.push(...page);
        }
        expect(seen).toEqual(ascending(new Set(list)));
      }),
    );
  });

  test.each([
    ['after a number that is no member', 4, 2, [5, 7]],
    ['after the last', 9, 5, []],
    ['of no length', 0, 0, []],
    ['from before the first', -3, 9, [3, 5, 7, 9]],
    ['after the largest number there is', MAX_OBJECT_NUMBER, 5, []],
  ])('a page %s', (_, after, limit, expected) => {
    expect(MemberSet.of([3, 5, 7, 9]).page(after, limit)).toEqual(expected);
  });

  test('a bit string answers get_bit for every number up to its end', () => {
    fc.assert(
      fc.property(aList, fc.integer({ min: 0, max: 6000 }), (list, upTo) => {
        const bytes = MemberSet.of(list).toBitString(upTo);
        const members = new Set(list);
        expect(bytes.length).toBe(Math.floor(upTo / 8) + 1);
        const wrong = Array.from({ length: bytes.length * 8 }, (_, n) => n).filter(
          (n) => (((bytes[Math.floor(n / 8)]! >> (n % 8)) & 1) === 1) !== (members.has(n) && n <= upTo),
        );
        expect(wrong).toEqual([]);
      }),
    );
  });

  test('a bit string as PostgreSQL documents it: bit 0 lowest of the first byte, bit 15 highest of the second', () => {
    expect(MemberSet.of([1, 15]).toBitString(15)).toEqual(Uint8Array.of(0b10, 0x80));
  });

  test('numbers that are no object numbers are refused, and are no members', () => {
    for (const n of [0, -1, 1.5, Number.NaN, MAX_OBJECT_NUMBER + 1]) {
      const refusal = expect.objectContaining({ code: 'ROSTER_NUMBER_OUT_OF_RANGE' });
      expect(() => new MemberSet().add(n)).toThrow(refusal);
      expect(() => MemberSet.of([n])).toThrow(refusal);
      expect(MemberSet.of([1, 2, 3]).has(n)).toBe(false);
      expect(MemberSet.of([1, 2, 3]).remove(n)).toBe(false);
    }
  });

  test('memory follows the thinner form in both directions', () => {
    const everyone = MemberSet.of(Array.from({ length: 100_000 }, (_, i) => i + 1));
    expect(everyone.sizeBytes).toBeLessThan(13_000);
    for (let n = 1; n <= 99_990; n++) everyone.remove(n);
    expect(everyone.sizeBytes).toBeLessThan(200);
    expect(everyone.page(0, 3)).toEqual([99_991, 99_992, 99_993]);
    everyone.add(MAX_OBJECT_NUMBER);
    expect(everyone.sizeBytes).toBeLessThan(200);
  });

  test('a far number on one side of a union does not stretch the other', () => {
    const far = MemberSet.of([MAX_OBJECT_NUMBER]);
    const near = MemberSet.of(Array.from({ length: 5000 }, (_, i) => i + 1));
    expect(or(far, near).sizeBytes).toBeLessThan(50_000);
    expect(or(near, far).sizeBytes).toBeLessThan(50_000);
    expect(or(near, far).size).toBe(5001);
  });
});
