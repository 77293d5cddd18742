import { describe, expect, test } from 'vitest';
import { SingleFlight } from './single-flight.ts';

/** A flight whose runs end by hand, in order. */
function aFlight() {
  const runs: { end: () => void; fail: (error: Error) => void }[] = [];
  const flight = new SingleFlight(() => new Promise((end, fail) => runs.push({ end, fail })));
  return { flight, runs };
}

const settled = async (promise: Promise<void>) => {
  let state = 'open';
  promise.then(
    () => {
      state = 'done';
    },
    () => {
      state = 'failed';
    },
  );
  for (let i = 0; i < 5; i++) await Promise.resolve();
  return state;
};

describe('single flight', () => {
  test('a caller during a run is served by the next run, which all such callers share', async () => {
    const { flight, runs } = aFlight();
    const first = flight.run();
    const [second, third] = [flight.run(), flight.run()];
    expect(runs).toHaveLength(1);
    runs[0]!.end();
    expect([await settled(first), await settled(second)]).toEqual(['done', 'open']);
    expect(runs).toHaveLength(2);
    const fourth = flight.run();
    runs[1]!.end();
    expect([await settled(second), await settled(third), await settled(fourth)]).toEqual(['done', 'done', 'open']);
    runs[2]!.end();
    expect(await settled(fourth)).toBe('done');
    flight.run();
    expect(runs).toHaveLength(4);
  });

  test('a failed run fails its own callers only', async () => {
    const { flight, runs } = aFlight();
    const first = flight.run();
    const second = flight.run();
    runs[0]!.fail(new Error('gone'));
    expect([await settled(first), await settled(second)]).toEqual(['failed', 'open']);
    runs[1]!.end();
    expect(await settled(second)).toBe('done');
  });

  test('after a failure without anybody waiting the next call runs', async () => {
    const { flight, runs } = aFlight();
    const first = flight.run();
    runs[0]!.fail(new Error('gone'));
    expect(await settled(first)).toBe('failed');
    const second = flight.run();
    runs[1]!.end();
    expect(await settled(second)).toBe('done');
  });
});
