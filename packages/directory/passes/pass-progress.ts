import type { Instant } from '@muster/kernel';
import type { Pass } from '../ports/rule-store.ts';

/** How fast a running pass is. */
export interface PassProgress {
  /** Memberships moved a second since it started; null while nothing can be said. */
  readonly countPerSecond: number | null;
  /** When it should be finished at that rate; null while nothing can be said. */
  readonly estimatedCompletion: Instant | null;
}

/** Worked out from what is stored: done, total and when the pass started. */
export function progressOf(pass: Pass, now: Instant): PassProgress {
  const nothing = { countPerSecond: null, estimatedCompletion: null };
  if (pass.status !== 'Running' || pass.startedAt === null || pass.total === null || pass.done === 0) return nothing;
  const seconds = Math.max(1, now - pass.startedAt) / 1000;
  const rate = pass.done / seconds;
  const left = Math.max(0, pass.total - pass.done);
  return {
    countPerSecond: Math.round(rate),
    estimatedCompletion: (now + Math.ceil((left / rate) * 1000)) as Instant,
  };
}
