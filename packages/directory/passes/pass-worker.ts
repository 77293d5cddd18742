import type { Directory } from '../context.ts';
import { beginPasses } from './begin-passes.ts';
import { keepLeases } from './keep-leases.ts';
import type { PassOptions } from './pass.ts';
import { type PassEnded, runPasses } from './run-passes.ts';

/**
 * Works off waiting passes until none waits or the signal stops it.
 *
 * @param onEnd is told how each pass ended; one that failed is tried again when its lease ends
 * @returns how many passes ended
 */
export async function workOffPasses(
  directory: Directory,
  options: PassOptions,
  onEnd: PassEnded = () => {},
): Promise<number> {
  let count = 0;
  const ended: PassEnded = (pass, outcome, problem) => {
    count += 1;
    onEnd(pass, outcome, problem);
  };
  // Before anything is leased: filling may take longer than a lease, and nobody should wait for this process meanwhile.
  await directory.columns.fill();
  while (!options.signal.aborted) {
    const begun = await beginPasses(directory, options);
    for (const { pass, outcome } of begun.ended) ended(pass, outcome);
    if (begun.started.length === 0 && begun.ended.length === 0) break;
    await keepLeases(directory, begun.started, options, () => runPasses(directory, begun.started, options, ended));
  }
  await directory.columns.prepareFlips(options.signal);
  return count;
}
