import { systemCaller } from '../actors/caller.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { Pass } from '../ports/rule-store.ts';
import { lookFor } from './look-for.ts';
import type { PassOptions, PassOutcome, StartedPass } from './pass.ts';
import { differenceOf, type Selection } from './selection.ts';
import { type LookedPass, writeDifferences } from './write-differences.ts';

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
  let looked: LookedPass[] = [];
  let size = 0;
  for (const [at, next] of started.entries()) {
    if (options.signal.aborted) {
      for (const { pass } of [...looked, ...started.slice(at)]) onEnd(pass, 'stopped');
      return;
    }
    const selection = await lookFor(directory, next.rule).catch((problem: unknown) => {
      onEnd(next.pass, 'failed', problem);
    });
    if (selection !== undefined) {
      looked.push({ ...next, selection });
      size += sizeOfDifference(directory, next, selection);
    }
    if (size < options.batchSize && at + 1 < started.length) continue;
    await writeOut(directory, looked, started.slice(at + 1), options, onEnd);
    looked = [];
    size = 0;
  }
}

function sizeOfDifference(directory: Directory, { rule }: StartedPass, { members }: Selection): number {
  const { joining, leaving } = differenceOf(members, directory.memberships.membersOf(rule.groupNumber));
  return joining.size + leaving.size;
}

/** Writes the differences of passes, batch by batch, until all of them have ended. */
async function writeOut(
  directory: Directory,
  looked: readonly LookedPass[],
  waiting: readonly StartedPass[],
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
      await directory.columns.reach();
      await directory.store.read((session) => session.catchUpMemberships());
      const written = await changeDirectory(directory, systemCaller, 'pass', 'exclusive', (change) =>
        writeDifferences(change, open, waiting, options),
      );
      for (const { pass } of written) options.onProgress?.(pass);
      for (const { pass, outcome } of written) if (outcome !== undefined) onEnd(pass, outcome);
      open = written.flatMap(({ outcome, ...rest }) => (outcome === undefined ? [rest] : []));
    } catch (problem) {
      for (const { pass } of open) onEnd(pass, 'failed', problem);
      return;
    }
  }
}
