/** How the pass of a group stands, as the group shows it. */
export interface ProcessingStatus {
  readonly status: string;
  readonly errorMessage?: string | null;
  readonly doneCount?: number | null;
  readonly totalCount?: number | null;
  readonly joiningCount?: number | null;
  readonly leavingCount?: number | null;
  readonly estimatedCompletionDateTime?: string | null;
}

/** A group that is not in line with its rule, or not yet. */
export interface ProcessedGroup {
  readonly id: string;
  readonly displayName: string | null;
  readonly state: 'held' | 'failed' | 'running' | 'waiting';
  readonly sinceDateTime: string | null;
  /** Members before a held change; null for the other states. */
  readonly memberCount: number | null;
  readonly membershipRuleProcessingStatus: ProcessingStatus | null;
}

/** What `groups/ruleProcessing` answers. */
export interface Processing {
  readonly heldCount: number;
  readonly failedCount: number;
  readonly runningCount: number;
  readonly waitingCount: number;
  readonly value: readonly ProcessedGroup[];
}

const busyMs = 1_500;
const quietMs = 5_000;

/** How long until it is worth asking again. */
export function pollAfter(processing: Processing | undefined): number {
  const isBusy = processing !== undefined && processing.runningCount + processing.waitingCount > 0;
  return isBusy ? busyMs : quietMs;
}

/** How much of a pass is done, from 0 to 1; undefined while that is being counted. */
export function shareDone(status: ProcessingStatus | null): number | undefined {
  const { doneCount, totalCount } = status ?? {};
  if (doneCount == null || totalCount == null) return undefined;
  return totalCount === 0 ? 1 : Math.min(1, doneCount / totalCount);
}

/** Groups of a state, and how many more there are than are listed. */
export function groupsIn(processing: Processing, state: ProcessedGroup['state']) {
  const listed = processing.value.filter((group) => group.state === state);
  return { listed, more: Math.max(0, processing[`${state}Count`] - listed.length) };
}
