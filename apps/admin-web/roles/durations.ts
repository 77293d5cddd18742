const minutesIn = { years: 525_600, months: 43_200, weeks: 10_080, days: 1440, hours: 60, minutes: 1 } as const;
const form = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/;

/** Minutes of an ISO 8601 duration such as `PT8H` or `P180D`, a month for 30 days; undefined for other texts. */
export function minutesOf(duration: string): number | undefined {
  const match = form.exec(duration);
  if (match === null) return undefined;
  const counts = match.slice(1).map((each) => Number(each ?? 0));
  return Object.values(minutesIn).reduce((sum, minutes, at) => sum + minutes * counts[at]!, 0);
}

/** The duration as the API takes it: whole days as days, else hours and minutes. */
export function durationOf(minutes: number): string {
  if (minutes > 0 && minutes % minutesIn.days === 0) return `P${minutes / minutesIn.days}D`;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 || hours === 0 ? `${rest}M` : ''}`;
}

/** The duration in words of a language: `8 hours`, `1 hour, 30 minutes`, `180 days`. */
export function durationText(minutes: number, language: string): string {
  const unit = (value: number, name: 'day' | 'hour' | 'minute') =>
    new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value);
  if (minutes >= minutesIn.days && minutes % minutesIn.days === 0) return unit(minutes / minutesIn.days, 'day');
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const parts = [
    ...(hours > 0 ? [unit(hours, 'hour')] : []),
    ...(rest > 0 || hours === 0 ? [unit(rest, 'minute')] : []),
  ];
  return parts.join(', ');
}

const usual = [30, 60, 120, 240, 480, 720, 1440];

/** The lengths that are offered for an activation: usual ones up to the longest that is allowed, and that itself. */
export function offeredMinutes(longest: number): readonly number[] {
  return [...usual.filter((each) => each < longest), longest];
}
