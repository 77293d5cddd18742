import type { Instant } from '@muster/kernel';
import type { Directory } from '../context.ts';
import type { PassOptions, StartedPass } from './pass.ts';

/** How often a lease is renewed within its time. */
const beatsPerLease = 3;

/**
 * Works on passes and renews their leases meanwhile: a look at many people may take longer than a lease, and another
 * worker must not begin what this one is about to write.
 */
export async function keepLeases<R>(
  directory: Directory,
  started: readonly StartedPass[],
  { worker, leaseMs }: PassOptions,
  work: () => Promise<R>,
): Promise<R> {
  const passes = started.map(({ pass }) => pass);
  let renewing: Promise<unknown> | undefined;
  const renew = () => {
    renewing ??= directory.store
      .write('shared', ({ rules }) => rules.renewLeases(passes, worker, (directory.clock() + leaseMs) as Instant))
      // A lease that was lost is noticed before anything is written.
      .catch(() => undefined)
      .finally(() => {
        renewing = undefined;
      });
  };
  const beat = setInterval(renew, leaseMs / beatsPerLease);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    // A worker that stops gives its leases back: none may come after that.
    await renewing;
  }
}
