import { describe, expect, it } from 'vitest';
import { LongWork } from './long-work.ts';

const numbers = [1, 2, 3, 4, 5];

describe('long work', () => {
  it('does everything, portion by portion, and notes what was refused', async () => {
    const portions: (readonly number[])[] = [];
    const work = new LongWork(numbers, 2, async (items) => {
      portions.push(items);
      return items.map((item) => (item === 4 ? new Error('four') : undefined));
    });
    const seen: number[] = [];
    work.subscribe(() => seen.push(work.snapshot().done));
    await work.run();
    expect(portions).toEqual([[1, 2], [3, 4], [5]]);
    expect(work.snapshot()).toEqual({
      state: 'done',
      done: 5,
      all: 5,
      refused: [{ item: 4, problem: new Error('four') }],
    });
    expect(seen).toEqual([0, 2, 4, 5, 5]);
  });

  it('stops after the portion on its way, and goes on where it was', async () => {
    const done: number[] = [];
    const work: LongWork<number> = new LongWork(numbers, 2, async (items) => {
      done.push(...items);
      if (items.includes(2)) work.stop();
      return items.map(() => undefined);
    });
    await work.run();
    expect([work.snapshot().state, done]).toEqual(['stopped', [1, 2]]);
    await work.run();
    expect([work.snapshot().state, done]).toEqual(['done', numbers]);
  });

  it('counts a portion that failed as a whole as refused', async () => {
    const work = new LongWork([1, 2], 5, () => Promise.reject(new Error('no network')));
    await work.run();
    expect(work.snapshot().refused.map(({ item }) => item)).toEqual([1, 2]);
  });
});
