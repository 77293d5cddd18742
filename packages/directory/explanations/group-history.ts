import { formatInstant, type Instant, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { authorizeMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { Group } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { BulkMove, MoveCounts } from '../ports/history.ts';
import { besideMembers } from './beside-members.ts';
import { ruleChangesAt } from './explain-moves.ts';
import type { ExplainedChange } from './membership-explanation.ts';
import { pastObject } from './past-object.ts';

const hour = 3_600_000;

/** Interval → its length in milliseconds. */
const lengths = { hour, day: 24 * hour, week: 7 * 24 * hour } as const;
export type HistoryInterval = keyof typeof lengths;
export const historyIntervals = Object.keys(lengths) as readonly HistoryInterval[];

/** The most intervals of one answer. */
export const mostHistoryIntervals = 400;

/** Passes of one answer, the newest, and what of them is looked at. */
export const mostHistoryPasses = 50;
const mostPassBatches = 2000;

const usualIntervals = 30;

export interface GroupHistoryQuestion {
  readonly groupId: ObjectId;
  /** Null: thirty intervals before the end. */
  readonly from: Instant | null;
  /** Null for the present. */
  readonly to: Instant | null;
  readonly interval: HistoryInterval;
}

/** What happened in one stretch of time. */
export interface HistoryStep extends MoveCounts {
  readonly from: Instant;
  readonly to: Instant;
  /** Direct members at its end. */
  readonly members: number;
}

/** What one pass moved, as far as it fell into the period. */
export interface HistoryPass extends MoveCounts {
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  /** The change that put the rule in force; null when the log does not tell. */
  readonly ruleChange: ExplainedChange | null;
}

export interface GroupHistory {
  readonly to: Instant;
  /** Direct members at the end. */
  readonly members: number;
  /** The oldest first. */
  readonly steps: readonly HistoryStep[];
  /** Whether the first intervals are left out because too much happened since. */
  readonly isShortened: boolean;
  /** The newest first. */
  readonly passes: readonly HistoryPass[];
}

/**
 * How many joined a group directly and left it, interval by interval, how many members it had, and what its passes moved. The
 * group may be deleted. Exact; intervals before the directory was made are left out.
 *
 * Cost: the ledger's entries of the period, of all groups, at most `limits.historyEntries`; of the log a few for each interval.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, INSTANT_IN_FUTURE, HISTORY_PERIOD_INVALID
 */
export async function groupHistory(
  directory: Directory,
  caller: Caller,
  question: GroupHistoryQuestion,
): Promise<GroupHistory> {
  authorize(caller, 'read groups');
  authorize(caller, 'explain memberships');
  const edges = edgesOf(question, directory.clock());
  return directory.store.read(async (session) => {
    const { history } = session;
    const { object: group } = await pastObject(session, question.groupId, ['group'], await history.present());
    authorizeMembers(caller, [group as Group]);
    const found = await history.placesAt(edges);
    // What is not over yet belongs to the last interval.
    const places = question.to === null ? found.slice(0, -1) : found;
    const { told: tally, members } = await besideMembers(directory, session, group, (most) =>
      history.tally(group.number, places, most),
    );
    const sizes = sizesAfter(tally.steps, members.size);
    const first = firstKnown(edges, places, tally.completeAfter, await history.beginning());
    const steps = edges.slice(1).map((to, i) => ({ from: edges[i]!, to, ...tally.steps[i]!, members: sizes[i]! }));
    const [begin, end] = [places[first.index] ?? Number.MAX_SAFE_INTEGER, places[edges.length - 1]];
    const inPeriod = tally.bulk.filter(({ seq }) => seq > begin && (end === undefined || seq <= end));
    return {
      to: edges.at(-1)!,
      members: sizes[edges.length - 2]!,
      steps: steps.slice(first.index),
      isShortened: first.isCut,
      passes: await passesAmong(session, group.id, inPeriod),
    };
  });
}

/** @throws AppError INSTANT_IN_FUTURE, HISTORY_PERIOD_INVALID */
function edgesOf({ from, to, interval }: GroupHistoryQuestion, now: Instant): readonly Instant[] {
  const length = lengths[interval];
  const end = to ?? now;
  if (end > now) throw directoryErrors.INSTANT_IN_FUTURE({ at: formatInstant(end) });
  const start = from ?? end - usualIntervals * length;
  const count = Math.ceil((end - start) / length);
  if (count < 1 || count > mostHistoryIntervals) {
    throw directoryErrors.HISTORY_PERIOD_INVALID({ limit: mostHistoryIntervals });
  }
  return Array.from({ length: count + 1 }, (_, i) => Math.min(start + i * length, end) as Instant);
}

/** The number of members after each step, from the one after the last. */
function sizesAfter(steps: readonly MoveCounts[], members: number): readonly number[] {
  const sizes: number[] = [];
  let size = members;
  for (const { joined, left } of [...steps].reverse()) {
    sizes.unshift(size);
    size -= joined - left;
  }
  return sizes;
}

/** The first interval of which everything is known. */
function firstKnown(
  edges: readonly Instant[],
  places: readonly number[],
  completeAfter: number | null,
  beginning: Instant | undefined,
): { index: number; isCut: boolean } {
  const intervals = edges.length - 1;
  const born = edges.slice(1).findIndex((to) => beginning !== undefined && to > beginning);
  const sinceBirth = born < 0 ? intervals : born;
  if (completeAfter === null) return { index: sinceBirth, isCut: false };
  const whole = places.slice(0, intervals).findIndex((place) => place >= completeAfter);
  const sinceCut = whole < 0 ? intervals : whole;
  return { index: Math.max(sinceBirth, sinceCut), isCut: sinceCut > sinceBirth };
}

/** What passes moved, put together by the registration of the rule that each of them applied. */
async function passesAmong(
  session: ReadSession,
  group: ObjectId,
  bulk: readonly BulkMove[],
): Promise<readonly HistoryPass[]> {
  const looked = bulk.slice(0, mostPassBatches);
  const seqs = looked.map(({ seq }) => seq);
  if (seqs.length === 0) return [];
  const changes = await session.history.changesAbout(seqs, []);
  const moves = looked.filter(({ seq }) => changes.get(seq)?.cause.operation === 'pass');
  const registrations = await session.history.registrationsUpTo(
    group,
    moves.map(({ seq }) => seq),
  );
  const byRegistration = new Map<number, BulkMove[]>();
  for (const move of moves) {
    const registration = registrations.get(move.seq)?.seq ?? 0;
    byRegistration.set(registration, [...(byRegistration.get(registration) ?? []), move]);
  }
  const newest = [...byRegistration.values()].slice(0, mostHistoryPasses);
  const ruleChanges = await ruleChangesAt(
    session,
    group,
    newest.map((own) => own[0]!.seq),
  );
  return newest.map((own) => ({
    // The newest comes first.
    startedAt: changes.get(own.at(-1)!.seq)!.cause.at,
    finishedAt: changes.get(own[0]!.seq)!.cause.at,
    joined: own.reduce((sum, { joined }) => sum + joined, 0),
    left: own.reduce((sum, { left }) => sum + left, 0),
    ruleChange: ruleChanges.get(own[0]!.seq) ?? null,
  }));
}
