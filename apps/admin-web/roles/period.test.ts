import { describe, expect, it } from 'vitest';
import { fromNowOn, localTime, periodFault, scheduleFor, scheduleInfoOf } from './period.ts';

describe('the period of an assignment', () => {
  it('is for good, or until an instant', () => {
    expect(scheduleInfoOf(fromNowOn)).toEqual({
      startDateTime: null,
      expiration: { type: 'noExpiration', endDateTime: null, duration: null },
    });
    const ends = localTime(Date.UTC(2030, 0, 2, 3, 4));
    expect(scheduleInfoOf({ starts: '', lasting: 'until', ends }).expiration).toEqual({
      type: 'afterDateTime',
      endDateTime: '2030-01-02T03:04:00.000Z',
      duration: null,
    });
    expect(scheduleFor('', 90).expiration).toEqual({ type: 'afterDuration', endDateTime: null, duration: 'PT1H30M' });
  });

  it('has an end after its beginning', () => {
    const now = Date.UTC(2030, 0, 2);
    const [before, after] = [localTime(now - 60_000), localTime(now + 60_000)];
    expect(periodFault(fromNowOn, now)).toBeUndefined();
    expect(periodFault({ starts: '', lasting: 'until', ends: '' }, now)).toBe('no-end');
    expect(periodFault({ starts: '', lasting: 'until', ends: before }, now)).toBe('ends-early');
    expect(periodFault({ starts: '', lasting: 'until', ends: after }, now)).toBeUndefined();
    expect(periodFault({ starts: after, lasting: 'until', ends: after }, now)).toBe('ends-early');
  });
});
