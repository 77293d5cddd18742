import type { AuditEntry } from './audit-entry.ts';

/** Entries of one day of the person's time zone. */
export interface Day {
  /** Its first instant. */
  readonly day: Date;
  readonly entries: readonly AuditEntry[];
}

/** Entries that follow each other on one day, in their order. */
export function byDay(entries: readonly AuditEntry[]): readonly Day[] {
  const days: { day: Date; entries: AuditEntry[] }[] = [];
  for (const entry of entries) {
    const day = new Date(entry.activityDateTime);
    day.setHours(0, 0, 0, 0);
    const last = days.at(-1);
    if (last?.day.getTime() === day.getTime()) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
