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
  let isRenewing = false;
  const renew = async () => {
    if (isRenewing) return;
    isRenewing = true;
    await directory.store
      .write('shared', ({ rules }) => rules.renewLeases(passes, worker, (directory.clock() + leaseMs) as Instant))
      // A lease that was lost is noticed before anything is written.
      .catch(() => undefined);
    isRenewing = false;
  };
  const beat = setInterval(() => void renew(), leaseMs / beatsPerLease);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
