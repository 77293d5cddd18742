import { expect, it } from 'vitest';
import { compareGenerated } from './generated-pairs.ts';
import { chosenSeed, ThreeWays } from './three-ways.ts';

const seed = chosenSeed();

it.each(['user', 'device'] as const)(
  'interpreter, columns and SQL agree on 600,000 generated pairs about %ss',
  async (type) => {
    const ways = await ThreeWays.open(type);
    await compareGenerated(ways, 600_000, seed);
    expect(ways.counts.columnar).toBeGreaterThanOrEqual(600_000);
    await ways.close();
  },
  1_800_000,
);
