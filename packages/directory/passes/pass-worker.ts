import type { Directory } from '../context.ts';
import type { Pass } from '../ports/rule-store.ts';
import { type PassOptions, type PassOutcome, runPass } from './run-pass.ts';

/**
 * Works off waiting passes, one after the other, until none waits or the signal stops it.
 *
 * @param onEnd is told how each pass ended; a pass that threw ends as `failed` and is tried again when its lease ends
 * @returns how many passes ended
 */
export async function workOffPasses(
  directory: Directory,
  options: PassOptions,
  onEnd: (pass: Pass, outcome: PassOutcome, problem?: unknown) => void = () => {},
): Promise<number> {
  for (let ended = 0; ; ended++) {
    if (options.signal.aborted) return ended;
    const now = directory.clock();
    const pass = await directory.store.write('shared', (session) =>
      session.rules.leasePass(options.worker, now, options.leaseMs),
    );
    if (pass === undefined) return ended;
    try {
      onEnd(pass, await runPass(directory, pass, options));
    } catch (problem) {
      onEnd(pass, 'failed', problem);
    }
  }
}
