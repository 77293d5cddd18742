import { describe, expect, test } from 'vitest';
import { ManualTimer, quiet } from '../testing/manual-timer.ts';
import { PollLoop, systemTimer } from './poll-loop.ts';

function aLoop(task: () => Promise<void>) {
  const manual = new ManualTimer();
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const loop = new PollLoop({ task, onError, timer: manual.timer, intervalMs: 100, maxPauseMs: 1000 });
  return { loop, manual, errors };
}

describe('a poll loop', () => {
  test('runs at once, after each pause, and when woken', async () => {
    let runs = 0;
    const { loop, manual } = aLoop(async () => {
      runs++;
    });
    loop.start();
    loop.start();
    await quiet();
    expect(runs).toBe(1);
    await manual.pass();
    expect(runs).toBe(2);
    loop.wake();
    await quiet();
    expect(runs).toBe(3);
    expect(manual.delays).toEqual([100, 100, 100]);
    await loop.stop();
    expect(manual.isSet).toBe(false);
    await quiet();
    expect(runs).toBe(3);
  });

  test('a wake-up during a run is followed by another run without a pause', async () => {
    const ends: (() => void)[] = [];
    const { loop, manual } = aLoop(() => new Promise((end) => ends.push(end)));
    loop.start();
    await quiet();
    loop.wake();
    ends[0]!();
    await quiet();
    expect([ends.length, manual.delays]).toEqual([2, []]);
    ends[1]!();
    await loop.stop();
  });

  test('pauses grow with failures up to a limit, are not cut short, and shrink with success', async () => {
    let isBroken = true;
    let runs = 0;
    const { loop, manual, errors } = aLoop(async () => {
      runs++;
      if (isBroken) throw new Error(`broken ${runs}`);
    });
    loop.start();
    await quiet();
    for (let i = 0; i < 4; i++) {
      loop.wake();
      await quiet();
      expect(runs).toBe(i + 1);
      await manual.pass();
    }
    isBroken = false;
    await manual.pass();
    expect(manual.delays).toEqual([200, 400, 800, 1000, 1000, 100]);
    expect(errors.map(String)).toEqual([1, 2, 3, 4, 5].map((n) => `Error: broken ${n}`));
    await loop.stop();
  });

  test('stopping waits for the run under way, ends a pause after a failure, and the loop can start again', async () => {
    let end: () => void = () => {};
    let isBroken = false;
    const { loop, manual } = aLoop(async () => {
      if (isBroken) throw new Error('broken');
      await new Promise<void>((resolve) => {
        end = resolve;
      });
    });
    loop.start();
    await quiet();
    let isStopped = false;
    const stopped = loop.stop().then(() => {
      isStopped = true;
    });
    await quiet();
    expect(isStopped).toBe(false);
    end();
    await stopped;
    isBroken = true;
    loop.start();
    await quiet();
    expect(manual.isSet).toBe(true);
    await loop.stop();
    expect(manual.isSet).toBe(false);
  });

  test('the timer of the process goes off, unless cancelled', async () => {
    const calls: string[] = [];
    const cancel = systemTimer(1, () => calls.push('cancelled'));
    cancel();
    await new Promise<void>((resolve) => systemTimer(5, resolve));
    expect(calls).toEqual([]);
  });
});
