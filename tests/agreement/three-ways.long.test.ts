import { expect, it } from 'vitest';
import { compareGenerated } from './generated-pairs.ts';
import { chosenSeed, ThreeWays } from './three-ways.ts';

const seed = chosenSeed();

it.each(['user', 'device'] as const)(
  'interpreter, columns and SQL agree on half a million generated pairs about %ss',
  async (type) => {
    const ways = await ThreeWays.open(type);
    await compareGenerated(ways, 500_000, seed);
    expect(ways.counts.columnar).toBeGreaterThanOrEqual(500_000);
    await ways.close();
  },
  1_800_000,
);
