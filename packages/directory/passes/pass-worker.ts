import type { Directory } from '../context.ts';
import { beginPasses } from './begin-passes.ts';
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
  while (!options.signal.aborted) {
    const begun = await beginPasses(directory, options);
    for (const { pass, outcome } of begun.ended) ended(pass, outcome);
    if (begun.started.length === 0 && begun.ended.length === 0) break;
    await runPasses(directory, begun.started, options, ended);
  }
  return count;
}
