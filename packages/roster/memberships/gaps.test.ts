import { describe, expect, test } from 'vitest';
import { GapWatch } from './gaps.ts';

const gap = (from: number, to = from) => [{ from, to }];
const all = Number.POSITIVE_INFINITY;

describe('a gap watch', () => {
  test('asks for a horizon only when a gap has stayed', () => {
    const watch = new GapWatch();
    expect(watch.wantsHorizon([], 6)).toBeUndefined();
    expect(watch.wantsHorizon(gap(7), 8)).toBeUndefined();
    expect(watch.wantsHorizon(gap(9), 12), '7 has come, 9 is new').toBeUndefined();
    expect(watch.wantsHorizon(gap(9), 15)).toBe(15);
  });

  test('asks once, and again when a later gap stays', () => {
    const watch = new GapWatch();
    watch.wantsHorizon(gap(7), 8);
    expect(watch.wantsHorizon(gap(7), 8)).toBe(8);
    watch.waitFor(8, 100n);
    expect(watch.wantsHorizon(gap(7), 20)).toBeUndefined();
    expect(watch.closableUpTo({ xmin: 100n, coveredTo: all })).toBe(8);
    expect(watch.wantsHorizon(gap(15), 20)).toBe(20);
  });

  test.each([
    ['no horizon', undefined, 500n, all, 0],
    ['a transaction from before the horizon still runs', 100n, 99n, all, 0],
    ['all from before the horizon have ended', 100n, 100n, all, 8],
    ['the read ended before the gap', 100n, 100n, 5, 5],
    ['the read ended beyond the gap', 100n, 101n, 9, 8],
  ])('%s', (_, horizon, xmin, coveredTo, expected) => {
    const watch = new GapWatch();
    if (horizon !== undefined) watch.waitFor(8, horizon);
    expect(watch.closableUpTo({ xmin, coveredTo })).toBe(expected);
  });

  test('a read that covered a part leaves the rest to the next', () => {
    const watch = new GapWatch();
    watch.waitFor(8, 100n);
    expect(watch.closableUpTo({ xmin: 100n, coveredTo: 5 })).toBe(5);
    expect(watch.closableUpTo({ xmin: 100n, coveredTo: all })).toBe(8);
    expect(watch.closableUpTo({ xmin: 100n, coveredTo: all }), 'only once').toBe(0);
  });
});
