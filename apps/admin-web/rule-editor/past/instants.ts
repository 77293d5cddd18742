/** A stretch of a group's history as the API gives it. */
export interface HistoryStep {
  readonly startDateTime: string;
  readonly endDateTime: string;
  readonly memberCount: number;
}

/** The instants that the slider stops at, the oldest first, none before the group was made; none without history. */
export function instantsOf(steps: readonly HistoryStep[], madeAt: string): readonly string[] {
  const [first] = steps;
  if (first === undefined) return [];
  const made = Date.parse(madeAt);
  const start = Date.parse(first.startDateTime) > made ? first.startDateTime : madeAt;
  return [start, ...steps.map(({ endDateTime }) => endDateTime).filter((each) => Date.parse(each) > made)];
}

/** The stop nearest to what the address keeps; the last one where it keeps nothing that is a time. */
export function stopAt(instants: readonly string[], kept: unknown): number {
  const wanted = typeof kept === 'string' ? Date.parse(kept) : Number.NaN;
  if (Number.isNaN(wanted)) return instants.length - 1;
  const distance = (each: string) => Math.abs(Date.parse(each) - wanted);
  return instants.reduce((best, each, at) => (distance(each) < distance(instants[best]!) ? at : best), 0);
}
