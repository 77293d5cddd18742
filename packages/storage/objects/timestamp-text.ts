import type { Instant } from '@muster/kernel';
import pg from 'pg';

/** An instant as PostgreSQL reads a timestamp: it counts years before the first as BC and has no year 0. */
export function timestampText(instant: Instant): string {
  const date = new Date(instant);
  const year = date.getUTCFullYear();
  if (year >= 1 && year <= 9999) return date.toISOString();
  const count = String(year < 1 ? 1 - year : year).padStart(4, '0');
  return `${count}${date.toISOString().slice(-20)}${year < 1 ? ' BC' : ''}`;
}

const parseTimestamp = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date;

/** The instant of a timestamp as PostgreSQL writes it. */
export function instantOfText(text: string): Instant {
  return parseTimestamp(text).getTime() as Instant;
}
