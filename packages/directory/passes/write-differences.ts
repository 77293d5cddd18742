import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Change } from '../changes/change.ts';
import type { Directory } from '../context.ts';
import { defaultGuardLimits, type GuardLimits, needsApproval } from '../guard/guard-limits.ts';
import { type GroupGuard, guardsOf } from '../guard/guards-of.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import type { HeldPass, Pass } from '../ports/rule-store.ts';
import type { PassOptions, PassOutcome, StartedPass } from './pass.ts';
import { type Difference, differenceOf, type Selection } from './selection.ts';

/** A pass with whom its rule selects, on its way into the ledger. */
export interface LookedPass extends StartedPass {
  readonly selection: Selection;
}

/** How a pass stands after a batch; without an outcome there is more to write. */
export interface WrittenPass extends LookedPass {
  readonly outcome: PassOutcome | undefined;
}

const hourMs = 3_600_000;

/** What a batch must know besides the rules and the members. */
export interface BatchGround {
  /** Groups whose pass is still this worker's. */
  readonly held: ReadonlySet<ObjectId>;
  readonly guards: ReadonlyMap<ObjectNumber, GroupGuard>;
}

/** Reads what a batch must know, keeps the leases of its passes, and brings the columns level; all in one message. */
export async function lookAtGround(
  directory: Directory,
  session: WriteSession,
  looked: readonly LookedPass[],
  { worker, leaseMs }: PassOptions,
): Promise<BatchGround> {
  const until = (directory.clock() + leaseMs) as Instant;
  const numbers = looked.map(({ rule }) => rule.groupNumber);
  const passes = looked.map(({ pass }) => pass);
  const held = session.rules.renewLeases(passes, worker, until);
  const guards = guardsOf(session, numbers);
  const reached = directory.columns.reachAlone(session);
  // All of them: nothing may still be asking when the transaction ends.
  await Promise.allSettled([held, guards, reached]);
  await reached;
  return { held: await held, guards: await guards };
}

/**
 * Writes the next batch: the differences of the passes, in order, until `batchSize` memberships have moved. For whoever
 * holds the exclusive key. Passes that did not get their turn come back as they were.
 */
export async function writeDifferences(
  change: Change,
  { held, guards }: BatchGround,
  looked: readonly LookedPass[],
  batchSize: number,
): Promise<readonly WrittenPass[]> {
  const { directory, session } = change;
  const written: WrittenPass[] = [];
  let room = batchSize;
  for (const each of looked) {
    const { pass, rule, selection } = each;
    const isOurs = held.has(pass.groupId) && directory.rules.find(rule.groupNumber)?.ruleVersion === rule.ruleVersion;
    if (!isOurs) written.push({ ...each, outcome: 'superseded' });
    else if (room <= 0) written.push({ ...each, outcome: undefined });
    else {
      const present = directory.memberships.membersOf(rule.groupNumber);
      await selection.bringUp(change, present);
      const limits = guards.get(rule.groupNumber)?.limits ?? defaultGuardLimits;
      const difference = differenceOf(selection.members, present);
      const next = nextState(pass, difference, present.size, limits, change.now, room);
      if (next.moved !== undefined) {
        change.moveMany(rule.groupNumber, next.moved.joining, next.moved.leaving);
        room -= next.moved.joining.size + next.moved.leaving.size;
      }
      if (next.outcome !== undefined) noteEnd(change, next);
      written.push({ ...each, pass: next.pass, outcome: next.outcome });
    }
  }
  await session.rules.savePasses(written.filter(({ outcome }) => outcome !== 'superseded').map(({ pass }) => pass));
  return written;
}

interface NextState {
  readonly pass: Pass;
  readonly outcome: PassOutcome | undefined;
  readonly moved: Difference | undefined;
}

/** What the pass writes now, and how it stands afterwards. */
function nextState(
  pass: Pass,
  difference: Difference,
  members: number,
  limits: GuardLimits,
  now: Instant,
  room: number,
): NextState {
  const [joining, leaving] = [difference.joining.size, difference.leaving.size];
  const isFirst = pass.done === 0;
  if (isFirst && needsApproval(limits, { members, leaving, joining }, pass.approval)) {
    const until = (now + limits.approvalHours * hourMs) as Instant;
    const held: HeldPass = { members, leaving, joining, since: now, until };
    return { pass: { ...pass, status: 'NotStarted', held }, outcome: 'held', moved: undefined };
  }
  const moved = firstOf(difference, room);
  const done = pass.done + moved.joining.size + moved.leaving.size;
  const isLast = moved.joining.size + moved.leaving.size === joining + leaving;
  const next: Pass = {
    ...pass,
    done,
    total: pass.done + joining + leaving,
    joined: pass.joined + moved.joining.size,
    left: pass.left + moved.leaving.size,
    ...(isLast ? { status: 'Succeeded' as const, finishedAt: now, errorMessage: null } : {}),
  };
  return { pass: next, outcome: isLast ? 'finished' : undefined, moved };
}

/** The change log says how a pass ended, or that it waits. */
function noteEnd(change: Change, { pass }: NextState): void {
  const group = { type: 'group', id: pass.groupId, number: pass.groupNumber } as const;
  const { held, joined, left, startedAt } = pass;
  const ended =
    held === null
      ? { status: 'Succeeded', joinedCount: joined, leftCount: left }
      : { status: 'NotStarted', isApprovalRequired: true, joiningCount: held.joining, leavingCount: held.leaving };
  change.fact(group, 'update', { membershipRuleProcessingStatus: [{ status: 'Running', startedAt }, ended] });
}

/** Of a difference the `limit` lowest numbers. */
function firstOf(difference: Difference, limit: number): Difference {
  const { joining, leaving } = difference;
  if (joining.size + leaving.size <= limit) return difference;
  const lowest = joining.clone().addAll(leaving).page(0, limit);
  const within = MemberSet.of(lowest);
  return { joining: joining.clone().retainAll(within), leaving: leaving.clone().retainAll(within) };
}
