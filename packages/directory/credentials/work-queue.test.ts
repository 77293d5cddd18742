import { expect, it } from 'vitest';
import { type Lane, WorkQueue } from './work-queue.ts';

/** Work that goes on until it is told to end. */
function heldWork(queue: WorkQueue) {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const start = (i: number, lane: Lane = 'people') =>
    queue.runUnlessFull(
      () =>
        new Promise<number>((resolve) => {
          begun.push(i);
          ends[i] = () => resolve(i);
        }),
      lane,
      () => new Error('full'),
    );
  return { begun, ends, start };
}

it('runs so much at once, the rest in order, and sends away what is too much', async () => {
  const { begun, ends, start } = heldWork(new WorkQueue(2, 3));
  const all = [0, 1, 2, 3, 4].map((i) => start(i));
  await expect(start(5)).rejects.toThrow('full');
  expect(begun).toEqual([0, 1]);
  ends[1]!();
  expect(await all[1]).toBe(1);
  expect(begun).toEqual([0, 1, 2]);
  ends[0]!();
  ends[2]!();
  await Promise.all([all[0], all[2]]);
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  ends[3]!();
  ends[4]!();
  expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4]);
});

it('lets those who go first go first, however many others wait', async () => {
  const { begun, ends, start } = heldWork(new WorkQueue(1, 2));
  const all = [start(0), start(1), start(2)];
  await expect(start(3)).rejects.toThrow('full');
  all.push(start(4, 'first'), start(5, 'first'));
  await expect(start(6, 'first')).rejects.toThrow('full');
  for (const i of [0, 4, 5, 1, 2]) {
    await new Promise((resolve) => setImmediate(resolve));
    ends[i]!();
  }
  await Promise.all(all);
  expect(begun).toEqual([0, 4, 5, 1, 2]);
});

it('refuses nothing for work that cannot be refused', async () => {
  const queue = new WorkQueue(1, 1);
  const { ends, start } = heldWork(queue);
  const first = start(0);
  const others = [1, 2, 3].map((i) => queue.run(async () => i));
  const last = start(4);
  await expect(start(5)).rejects.toThrow('full');
  ends[0]!();
  expect(await Promise.all(others)).toEqual([1, 2, 3]);
  ends[4]!();
  expect(await Promise.all([first, last])).toEqual([0, 4]);
});

it('goes on after work that failed', async () => {
  const queue = new WorkQueue(1, 1);
  await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await queue.run(async () => 7)).toBe(7);
});

it('lets people and applications take turns, and sends away in one lane only what is too much there', async () => {
  const { begun, ends, start } = heldWork(new WorkQueue(1, 3));
  const all = [start(0, 'applications'), ...[1, 2, 3].map((i) => start(i, 'applications'))];
  await expect(start(9, 'applications')).rejects.toThrow('full');
  all.push(start(4), start(5), start(6, 'first'));
  for (let ended = 0; ended < all.length; ended++) {
    await new Promise((resolve) => setImmediate(resolve));
    ends[begun.at(-1)!]!();
  }
  await Promise.all(all);
  expect(begun).toEqual([0, 6, 4, 1, 5, 2, 3]);
});
