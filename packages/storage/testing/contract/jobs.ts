import type { Instant } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { noon } from '../sample-objects.ts';

const later = (ms: number) => (noon + ms) as Instant;

export function jobContract(node: () => OpenStore): void {
  describe('jobs', () => {
    const take = (worker: string, now: number, until: number) =>
      node().store.write('shared', ({ jobs }) => jobs.takeJob('sweep', worker, later(now), later(until)));
    const save = (worker: string, state: number) =>
      node().store.write('shared', ({ jobs }) => jobs.saveJob('sweep', worker, state));

    test('are held by one worker until its time is up, with what was saved last', async () => {
      expect(await take('a', 0, 1000)).toEqual({ state: null });
      expect(await take('b', 999, 2000)).toBeUndefined();
      expect([await save('a', 7), await save('b', 8)]).toEqual([true, false]);
      expect(await take('a', 999, 2000)).toEqual({ state: 7 });
      expect(await take('b', 2000, 3000)).toEqual({ state: 7 });
      expect(await save('a', 9)).toBe(false);
    });
  });
}
