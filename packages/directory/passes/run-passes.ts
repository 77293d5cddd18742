import { setImmediate as nextRound } from 'node:timers/promises';
import { systemCaller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import { changeObjects } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import type { Pass } from '../ports/rule-store.ts';
import { lookFor } from './look-for.ts';
import type { PassOptions, PassOutcome, StartedPass } from './pass.ts';
import { differenceOf, type Selection } from './selection.ts';
import { type BatchGround, type LookedPass, lookAtGround, writeDifferences } from './write-differences.ts';

/** Told how a pass ended, with the problem when it failed. */
export type PassEnded = (pass: Pass, outcome: PassOutcome, problem?: unknown) => void;

/**
 * Brings groups in line with their rules. A look at the whole directory takes no locks and tells whom a rule selects;
 * then, in short transactions that hold the exclusive key, what was written since is taken in, and the difference to the
 * present members goes to the ledger together with the passes' progress: as many passes in one transaction as fit in a
 * batch, or one pass in several. Nothing newer is ever overwritten, as nobody else writes while a difference is written.
 *
 * A pass whose rule was registered again in the meantime does nothing more (fence: the rule version). A pass that would
 * move more than the guard allows is held before its first write.
 *
 * @see rule language spec §7.2, §7.5
 */
export async function runPasses(
  directory: Directory,
  started: readonly StartedPass[],
  options: PassOptions,
  onEnd: PassEnded,
): Promise<void> {
  let writing = Promise.resolve();
  for (let rest = started; rest.length > 0; ) {
    const [looked, count] = await lookForBatch(directory, rest, options, onEnd);
    // One batch is written while the next is looked for.
    await writing;
    if (options.signal.aborted) {
      for (const { pass } of [...looked, ...rest.slice(count)]) onEnd(pass, 'stopped');
      return;
    }
    rest = rest.slice(count);
    writing = writeOut(directory, looked, options, onEnd);
    writing.catch(() => undefined); // told to whoever waits for it
  }
  await writing;
}

/** Looks for passes, in order, until their differences fill a batch; with how many passes that took. */
async function lookForBatch(
  directory: Directory,
  waiting: readonly StartedPass[],
  { batchSize, signal }: PassOptions,
  onEnd: PassEnded,
): Promise<[looked: LookedPass[], count: number]> {
  const looked: LookedPass[] = [];
  let [size, count] = [0, 0];
  for (const next of waiting) {
    if (signal.aborted || size >= batchSize) break;
    count += 1;
    const selection = await lookFor(directory, next.rule).catch((problem: unknown) => {
      onEnd(next.pass, 'failed', problem);
    });
    if (selection === undefined) continue;
    looked.push({ ...next, selection });
    size += sizeOfDifference(directory, next, selection);
    await nextRound(); // lets the answers in that others wait for
  }
  return [looked, count];
}

function sizeOfDifference(directory: Directory, { rule }: StartedPass, { members }: Selection): number {
  const present = directory.memberships.membersOf(rule.groupNumber);
  if (present.size === 0) return members.size;
  const { joining, leaving } = differenceOf(members, present);
  return joining.size + leaving.size;
}

/** Writes the differences of passes, batch by batch, until all of them have ended. */
async function writeOut(
  directory: Directory,
  looked: readonly LookedPass[],
  options: PassOptions,
  onEnd: PassEnded,
): Promise<void> {
  for (let open = looked; open.length > 0; ) {
    if (options.signal.aborted) {
      for (const { pass } of open) onEnd(pass, 'stopped');
      return;
    }
    try {
      // Most of the catching up is done before the key is taken: then little is left for when others have to wait.
      await Promise.all([directory.columns.reach(), directory.store.read((session) => session.catchUpMemberships())]);
      const look = (session: WriteSession) => lookAtGround(directory, session, open, options);
      const write = (change: Change, ground: BatchGround) => writeDifferences(change, ground, open, options.batchSize);
      const written = await changeObjects(directory, systemCaller, 'pass', look, write, 'exclusive');
      for (const { pass } of written) options.onProgress?.(pass);
      for (const { pass, outcome } of written) if (outcome !== undefined) onEnd(pass, outcome);
      open = written.flatMap(({ outcome, ...rest }) => (outcome === undefined ? [rest] : []));
    } catch (problem) {
      for (const { pass } of open) onEnd(pass, 'failed', problem);
      return;
    }
  }
}
