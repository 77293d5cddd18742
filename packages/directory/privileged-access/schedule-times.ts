import type { Instant } from '@muster/kernel';
import { Temporal } from 'temporal-polyfill';
import { directoryErrors } from '../errors.ts';
import type { WantedSchedule } from '../ports/privileged-access-store.ts';

/** When a schedule counts. */
export interface Window {
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
}

const longestText = 64;
const lastYear = Date.UTC(9999, 11, 31);

/** The length of an ISO 8601 duration such as `PT8H`; undefined for other texts and for what is not longer than nothing. */
export function readDuration(text: string): Temporal.Duration | undefined {
  if (text.length > longestText) return undefined;
  try {
    const duration = Temporal.Duration.from(text);
    return duration.sign === 1 ? duration : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The instant that lies the duration after another, by the calendar in UTC.
 *
 * @throws AppError ROLE_REQUEST_INVALID for other texts, and beyond the year 9999
 */
export function instantAfter(start: Instant, text: string): Instant {
  const duration = readDuration(text);
  if (duration === undefined) throw invalid(`\`${text.slice(0, longestText)}\` is no ISO 8601 duration`);
  try {
    const from = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO('UTC');
    const end = from.add(duration).epochMilliseconds;
    if (end <= lastYear) return end as Instant;
  } catch {
    // Beyond what can be computed with: too late as well.
  }
  throw invalid('it would end after the year 9999');
}

/**
 * When what is asked for begins and ends. What is to begin in the past begins now.
 *
 * @param otherwise the end when none is specified
 * @throws AppError ROLE_REQUEST_INVALID
 */
export function windowOf(
  wanted: WantedSchedule | null,
  now: Instant,
  otherwise: (start: Instant) => Instant | null,
): Window {
  const startsAt = Math.max(wanted?.startsAt ?? now, now) as Instant;
  const endsAt = endOf(wanted, startsAt, otherwise);
  if (startsAt > lastYear) throw invalid('it would begin after the year 9999');
  if (endsAt !== null && endsAt <= startsAt) throw invalid('it would end before it begins');
  return { startsAt, endsAt };
}

function endOf(
  wanted: WantedSchedule | null,
  startsAt: Instant,
  otherwise: (start: Instant) => Instant | null,
): Instant | null {
  switch (wanted?.expiration ?? 'notSpecified') {
    case 'noExpiration':
      return null;
    case 'afterDuration':
      if (wanted?.duration == null) throw invalid('the expiration needs a duration');
      return instantAfter(startsAt, wanted.duration);
    case 'afterDateTime':
      if (wanted?.endsAt == null) throw invalid('the expiration needs an endDateTime');
      return wanted.endsAt;
    default:
      return otherwise(startsAt);
  }
}

const invalid = (reason: string) => directoryErrors.ROLE_REQUEST_INVALID({ reason });
