import { expect, it } from 'vitest';
import { askedState, processingCounts } from './unsettled.ts';

it('reads how many groups are in each state', () => {
  expect(processingCounts({ heldCount: 2, failedCount: 1, runningCount: 0, value: [] })).toEqual({
    held: 2,
    failed: 1,
    running: 0,
    waiting: 0,
  });
  expect([askedState('held'), askedState('other'), askedState(undefined)]).toEqual(['held', undefined, undefined]);
});
