const weeks = /^P(\d+)W$/i;
const parts = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/i;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Longest offset that still leads to an instant JavaScript can hold from any year of four digits. */
const longestMs = 90_000_000 * day;

/**
 * Milliseconds of a duration of weeks, or of days, hours, minutes and seconds, in any case.
 *
 * @returns undefined for any other text, and for more than 90 million days.
 * @see rule language spec §2.7, D-07
 */
export function readDuration(text: string): number | undefined {
  const inWeeks = weeks.exec(text);
  const inParts = parts.exec(text);
  if (inWeeks === null && inParts === null) return undefined;
  const amount = (i: number) => Number(inParts?.[i] ?? 0);
  const ms =
    inWeeks === null
      ? amount(1) * day + amount(2) * hour + amount(3) * minute + amount(4) * second
      : Number(inWeeks[1]) * 7 * day;
  return ms <= longestMs ? ms : undefined;
}
