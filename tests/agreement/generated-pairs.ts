import { expect } from 'vitest';
import { pairsOfTrial, type ThreeWays } from './three-ways.ts';

/** Runs trials until so many pairs were compared in all ways, and fails when a way did not run or ran for nothing. */
export async function compareGenerated(ways: ThreeWays, pairs: number, seed: number): Promise<void> {
  const before = { ...ways.counts };
  const since = (name: keyof typeof before) => ways.counts[name] - before[name];
  for (let i = 0; since('columnar') < pairs; i += 1) {
    await ways.trial(seed + i * 7919);
    expect(since('interpreted')).toBe((i + 1) * pairsOfTrial);
  }
  const compared = since('interpreted') - since('refused');
  expect(since('columnar')).toBe(compared);
  expect(since('exact') + since('askedAgain') + since('leftOut')).toBe(compared);
  // memberOf rules are few, and neither true nor false is the answer to everything.
  expect(since('refused')).toBeLessThan(compared / 5);
  expect(since('held')).toBeGreaterThan(compared / 10);
  expect(since('held')).toBeLessThan((compared * 9) / 10);
  // The database decides most rules alone, and a superset is less than everybody.
  expect(since('exact')).toBeGreaterThan(compared / 2);
  expect(since('leftOut')).toBeGreaterThan(compared / 100);
}
