import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppliedSeqs } from './applied-seqs.ts';

const after = (watermark: number, ...seqs: number[]) => {
  const applied = new AppliedSeqs(watermark);
  for (const seq of seqs) applied.add(seq);
  return applied;
};
const state = (applied: AppliedSeqs) => [
  applied.watermark,
  applied.highest,
  applied.gaps().map(({ from, to }) => `${from}-${to}`),
];

describe('applied sequence numbers', () => {
  test.each([
    ['none', 0, [], [0, 0, []]],
    ['in order', 0, [1, 2, 3], [3, 3, []]],
    ['one ahead', 0, [2], [0, 2, ['1-1']]],
    ['the gap filled', 0, [2, 1], [2, 2, []]],
    ['two ranges', 10, [12, 13, 20], [10, 20, ['11-11', '14-19']]],
    ['two ranges joined', 10, [12, 14, 13], [10, 14, ['11-11']]],
    ['a range growing downwards', 0, [5, 4], [0, 5, ['1-3']]],
    ['what is below the watermark', 10, [3, 10], [10, 10, []]],
  ])('%s', (_, watermark, seqs, expected) => {
    expect(state(after(watermark, ...seqs))).toEqual(expected);
  });

  test.each([
    ['below the first range', 3, [3, 9, ['4-4', '6-8']]],
    ['up to a range', 4, [5, 9, ['6-8']]],
    ['into a range', 5, [5, 9, ['6-8']]],
    ['beyond everything', 12, [12, 12, []]],
    ['nothing', 0, [1, 9, ['2-4', '6-8']]],
  ])('closing %s', (_, upTo, expected) => {
    const applied = after(1, 5, 9);
    applied.closeUpTo(upTo);
    expect(state(applied)).toEqual(expected);
  });

  test('any order and any repeats agree with a plain set', () => {
    const aStep = fc.oneof(
      { weight: 8, arbitrary: fc.record({ add: fc.integer({ min: 1, max: 40 }) }) },
      { weight: 1, arbitrary: fc.record({ close: fc.integer({ min: 0, max: 45 }) }) },
    );
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 60, size: 'max' }), (steps) => {
        const applied = new AppliedSeqs();
        const model = new Set<number>();
        for (const step of steps) {
          if ('add' in step) {
            expect(applied.add(step.add)).toBe(!model.has(step.add));
            model.add(step.add);
          } else {
            applied.closeUpTo(step.close);
            for (let seq = 1; seq <= step.close; seq++) model.add(seq);
          }
          let watermark = 0;
          while (model.has(watermark + 1)) watermark++;
          const highest = Math.max(0, ...model);
          const missing = Array.from({ length: highest }, (_, i) => i + 1).filter((seq) => !model.has(seq));
          const gaps = applied.gaps();
          expect([applied.watermark, applied.highest]).toEqual([watermark, highest]);
          expect(gaps.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))).toEqual(
            missing,
          );
          expect(gaps.every(({ from }, i) => i === 0 || from > gaps[i - 1]!.to + 1)).toBe(true);
          for (let seq = 1; seq < 50; seq++) expect(applied.has(seq)).toBe(model.has(seq));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('what is no sequence number is refused', () => {
    for (const seq of [0, -1, 1.5, Number.NaN, 2 ** 53, '7' as unknown as number]) {
      expect(() => new AppliedSeqs().add(seq)).toThrow(expect.objectContaining({ code: 'ROSTER_SEQ_INVALID' }));
    }
  });
});
