import { describe, expect, it } from 'vitest';
import { groupsIn, type Processing, pollAfter, shareDone } from './processing.ts';

const none: Processing = { heldCount: 0, failedCount: 0, runningCount: 0, waitingCount: 0, value: [] };
const group = (state: 'held' | 'running') => ({
  id: state,
  displayName: state,
  state,
  sinceDateTime: null,
  memberCount: null,
  membershipRuleProcessingStatus: null,
});

describe('processing', () => {
  it('is asked about more often while passes run', () => {
    expect(pollAfter({ ...none, waitingCount: 1 })).toBeLessThan(pollAfter({ ...none, heldCount: 1 }));
    expect(pollAfter(undefined)).toBe(pollAfter(none));
  });

  it.each([
    [null, undefined],
    [{ status: 'Running' }, undefined],
    [{ status: 'Running', doneCount: 5, totalCount: 20 }, 0.25],
    [{ status: 'Running', doneCount: 0, totalCount: 0 }, 1],
    [{ status: 'Running', doneCount: 30, totalCount: 20 }, 1],
  ])('%j is done to %s', (status, share) => {
    expect(shareDone(status)).toBe(share);
  });

  it('says how many more there are than are listed', () => {
    const processing = { ...none, heldCount: 3, value: [group('held'), group('running')] };
    expect([groupsIn(processing, 'held').listed.length, groupsIn(processing, 'held').more]).toEqual([1, 2]);
    expect(groupsIn(processing, 'failed')).toEqual({ listed: [], more: 0 });
  });
});
