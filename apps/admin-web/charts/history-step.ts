/** What happened to a group in one stretch of time. */
export interface HistoryStep {
  readonly startDateTime: string;
  readonly endDateTime: string;
  readonly joinedCount: number;
  readonly leftCount: number;
  /** Members at its end. */
  readonly memberCount: number;
}

/** A number of members, and since when. */
export interface SizePoint {
  readonly at: Date;
  readonly members: number;
}

/** The size of the group at each edge of the steps, beginning with the one before the first. */
export function sizesOf(steps: readonly HistoryStep[]): readonly SizePoint[] {
  const [first] = steps;
  if (first === undefined) return [];
  const before = first.memberCount - first.joinedCount + first.leftCount;
  return [
    { at: new Date(first.startDateTime), members: before },
    ...steps.map(({ endDateTime, memberCount }) => ({ at: new Date(endDateTime), members: memberCount })),
  ];
}
