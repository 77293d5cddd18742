import { describe, expect, it } from 'vitest';
import { durationOf, durationText, minutesOf, offeredMinutes } from './durations.ts';

describe('durations', () => {
  it.each([
    ['PT8H', 480, 'PT8H', '8 hours'],
    ['PT1H30M', 90, 'PT1H30M', '1 hour, 30 minutes'],
    ['PT45M', 45, 'PT45M', '45 minutes'],
    ['P180D', 259_200, 'P180D', '180 days'],
    ['P1Y', 525_600, 'P365D', '365 days'],
    ['P1DT12H', 2160, 'PT36H', '36 hours'],
  ])('%s', (text, minutes, written, words) => {
    expect([minutesOf(text), durationOf(minutes), durationText(minutes, 'en')]).toEqual([minutes, written, words]);
  });

  it('reads no other text', () => {
    expect(minutesOf('8 hours')).toBeUndefined();
  });

  it('offers nothing longer than is allowed', () => {
    expect(offeredMinutes(150)).toEqual([30, 60, 120, 150]);
    expect(offeredMinutes(30)).toEqual([30]);
  });
});
