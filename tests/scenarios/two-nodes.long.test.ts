import { verify } from '@muster/directory';
import { describe, expect, it } from 'vitest';
import { randomWrites } from './random-writes.ts';
import { setNoGuard, setRuleDialect, testDirectory } from './test-directory.ts';

const seeds = Array.from({ length: 10 }, (_, i) => Number(process.env.MUSTER_TEST_SEED ?? 100) + i);

describe('three nodes on one database', () => {
  it.each(seeds)(
    'agree after many random writes, seed %i, rules of the extended language where it is even',
    { timeout: 300_000 },
    async (seed) => {
      const test = await testDirectory();
      try {
        const others = [await test.secondNode(), await test.secondNode()];
        await setNoGuard(test);
        if (seed % 2 === 0) await setRuleDialect(test.directory, 'extended');
        await randomWrites([test.directory, ...others.map((node) => node.directory)], seed, 400, seed % 2 === 0);
        await test.settle();
        for (const node of [{ directory: test.directory, open: test.open }, ...others]) {
          const { differences, pending } = await verify(node.directory, node.open.ledgerSource);
          expect({ seed, differences, pending }).toEqual({ seed, differences: [], pending: [] });
        }
      } finally {
        await test.close();
      }
    },
  );
});
