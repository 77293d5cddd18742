import { durationOf } from './durations.ts';
import type { ScheduleInfo } from './role-records.ts';

/** When something is to count, as typed; instants as the browser's field gives them, in the person's own time. */
export interface Period {
  /** Empty: from now on. */
  readonly starts: string;
  readonly lasting: 'permanent' | 'until';
  readonly ends: string;
}

export const fromNowOn: Period = { starts: '', lasting: 'permanent', ends: '' };

const instantOf = (local: string) => (local === '' ? null : new Date(local).toISOString());

/** What the API takes for it. */
export function scheduleInfoOf({ starts, lasting, ends }: Period): ScheduleInfo {
  const type = lasting === 'permanent' ? 'noExpiration' : 'afterDateTime';
  const endDateTime = lasting === 'permanent' ? null : instantOf(ends);
  return { startDateTime: instantOf(starts), expiration: { type, endDateTime, duration: null } };
}

/** From an instant on, now when it is empty, for so many minutes. */
export function scheduleFor(starts: string, minutes: number): ScheduleInfo {
  const expiration = { type: 'afterDuration', endDateTime: null, duration: durationOf(minutes) } as const;
  return { startDateTime: instantOf(starts), expiration };
}

/** What is wrong with a period; undefined when nothing is. */
export function periodFault({ starts, lasting, ends }: Period, now: number): 'no-end' | 'ends-early' | undefined {
  if (lasting === 'permanent') return undefined;
  if (ends === '') return 'no-end';
  const begins = starts === '' ? now : new Date(starts).getTime();
  return new Date(ends).getTime() <= begins ? 'ends-early' : undefined;
}

/** An instant as the browser's field takes it, in the person's own time. */
export function localTime(instant: number): string {
  const at = new Date(instant);
  return new Date(instant - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
