import type { Instant } from '@muster/kernel';
import { MemberSet } from '@muster/roster';
import type { Change } from '../changes/change.ts';
import { defaultGuardLimits, type GuardLimits, needsApproval } from '../guard/guard-limits.ts';
import { guardsOf } from '../guard/guards-of.ts';
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

/**
 * Writes the next batch: the differences of the passes, in order, until `batchSize` memberships have moved. For whoever
 * holds the exclusive key. Passes that did not get their turn come back as they were.
 */
export async function writeDifferences(
  change: Change,
  looked: readonly LookedPass[],
  waiting: readonly StartedPass[],
  options: PassOptions,
): Promise<readonly WrittenPass[]> {
  const { directory, session } = change;
  const until = (directory.clock() + options.leaseMs) as Instant;
  const all = [...looked, ...waiting].map(({ pass }) => pass);
  const held = await session.rules.renewLeases(all, options.worker, until);
  await change.catchUp();
  await directory.columns.reachAlone(session);
  const guards = await guardsOf(
    session,
    looked.map(({ rule }) => rule.groupNumber),
  );
  const written: WrittenPass[] = [];
  let room = options.batchSize;
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
