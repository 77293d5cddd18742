import type { SeqRange } from './applied-seqs.ts';

/*
 * When is a missing sequence number missing for good?
 *
 * A writer gets its transaction id first and its sequence number second. So when a number h is visible, or known to be
 * committed, the holder of any lower number has had its transaction id for a while. If afterwards somebody hands out a
 * fresh transaction id, the horizon, all those holders have lower ids. A later read whose snapshot has xmin >= horizon
 * is taken when all of them have ended: what it does not show below h was rolled back.
 *
 * The horizon must be an id handed out on purpose. A snapshot's own xmax will not do: PostgreSQL defines it as one past
 * the highest *completed* id, and running transactions may have higher ones. Id 754 commits number 2 while id 755
 * still holds number 1: the snapshot then is 755:755, its xmin is already its xmax, and 755 is running.
 *
 * INVARIANT: the read that closes a gap is the read that showed it missing, with its own xmin; never an earlier read.
 */

/** What one read of the ledger proves. */
export interface GapEvidence {
  /** Lowest transaction id that was still running in the snapshot of the read. */
  readonly xmin: bigint;
  /** The read showed everything visible and not yet applied up to this number. */
  readonly coveredTo: number;
}

/** Decides when gaps may be closed. At most one horizon is waited for at a time. */
export class GapWatch {
  #waiting: { readonly below: number; readonly horizon: bigint } | undefined;
  #highestBefore = 0;

  /**
   * Whether a fresh horizon is worth its transaction id: a gap was there at the previous call and is still there, and
   * no horizon is waited for.
   *
   * @returns the highest number seen, to be handed to `waitFor` with the horizon; undefined when none is needed.
   */
  wantsHorizon(gaps: readonly SeqRange[], highest: number): number | undefined {
    const lowest = gaps[0];
    const hasStayed = lowest !== undefined && lowest.from < this.#highestBefore;
    this.#highestBefore = highest;
    return hasStayed && this.#waiting === undefined ? highest : undefined;
  }

  /** Notes a horizon that was handed out after the number `below` was seen. */
  waitFor(below: number, horizon: bigint): void {
    this.#waiting = { below, horizon };
  }

  /** The number up to which everything still missing after this read will never come; 0 when nothing is proven. */
  closableUpTo({ xmin, coveredTo }: GapEvidence): number {
    if (this.#waiting === undefined || xmin < this.#waiting.horizon) return 0;
    const { below } = this.#waiting;
    if (coveredTo < below) return coveredTo;
    this.#waiting = undefined;
    return below;
  }
}
