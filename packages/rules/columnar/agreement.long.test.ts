import { expect, it } from 'vitest';
import { compareTrials } from '../testing/column-trials.ts';

it.each([
  ['user', {}],
  ['user', { fewDistinct: 0 }],
  ['user', { cacheBytes: 5000, fewDistinct: 20 }],
  ['device', { fewDistinct: 0 }],
] as const)(
  'columns answer as the interpreter does on a quarter million pairs about %ss with %o',
  (type, options) => {
    let compared = 0;
    for (let seed = 1; seed <= 25; seed += 1) {
      const counts = compareTrials(type, options, 10_000, seed * 1009);
      compared += counts.compared;
    }
    expect(compared).toBeGreaterThan(250_000);
  },
  600_000,
);
