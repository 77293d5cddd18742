declare const brand: unique symbol;

/** A point in time: milliseconds since 1970-01-01T00:00:00Z, whole. */
export type Instant = number & { readonly [brand]: 'Instant' };

/** A length of time in whole milliseconds. */
export type Duration = number & { readonly [brand]: 'Duration' };

/** Tells the present instant. Only a composition root passes the real one. */
export type Clock = () => Instant;

const form = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?(?:Z|([+-])(\d{2}):(\d{2}))?)?$/i;

/**
 * Reads an ISO 8601 date or timestamp: a date alone is midnight UTC, a time without offset is UTC,
 * fractions beyond the millisecond are cut (rule language spec D-11).
 *
 * @returns undefined when the text has another form or names a day or time that does not exist.
 */
export function parseInstant(text: string): Instant | undefined {
  const m = form.exec(text);
  if (m === null) return undefined;
  const part = (i: number) => Number(m[i] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  const [offsetHour, offsetMinute] = [part(9), part(10)];
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return undefined;
  if (offsetHour > 14 || offsetMinute > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) return undefined;
  date.setUTCHours(hour, minute, second, Number((m[7] ?? '').padEnd(3, '0').slice(0, 3)));
  const offset = (m[8] === '-' ? -1 : 1) * (offsetHour * 60 + offsetMinute) * 60_000;
  return (date.getTime() - offset) as Instant;
}

/** ISO 8601 in UTC; milliseconds are written only when they are not zero. */
export function formatInstant(instant: Instant): string {
  const text = new Date(instant).toISOString();
  return text.endsWith('.000Z') ? `${text.slice(0, -5)}Z` : text;
}
