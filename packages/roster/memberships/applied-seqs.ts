import { errors } from '../errors.ts';

/** Sequence numbers from `from` to `to`, both inclusive. */
export interface SeqRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Which sequence numbers are done: everything up to the watermark, and ranges above it. Cost grows with the gaps, not
 * with the numbers above them.
 */
export class AppliedSeqs {
  #watermark: number;
  // INVARIANT: ascending, disjoint, never adjacent, all above #watermark + 1.
  readonly #above: { from: number; to: number }[] = [];

  constructor(watermark = 0) {
    this.#watermark = watermark;
  }

  /** Every number up to here is applied, or known never to come. */
  get watermark(): number {
    return this.#watermark;
  }

  /** The highest number applied. */
  get highest(): number {
    return this.#above.at(-1)?.to ?? this.#watermark;
  }

  has(seq: number): boolean {
    const below = this.#above[this.#rangeAt(seq)];
    return seq <= this.#watermark || (below !== undefined && below.to >= seq);
  }

  /**
   * Marks one number as applied; returns false when it was done already.
   *
   * @throws AppError ROSTER_SEQ_INVALID
   */
  add(seq: number): boolean {
    if (!Number.isSafeInteger(seq) || seq < 1) throw errors.ROSTER_SEQ_INVALID({ seq });
    if (this.has(seq)) return false;
    const at = this.#rangeAt(seq) + 1;
    const before = this.#above[at - 1];
    const after = this.#above[at];
    if (before?.to === seq - 1 && after?.from === seq + 1) {
      before.to = after.to;
      this.#above.splice(at, 1);
    } else if (before?.to === seq - 1) before.to = seq;
    else if (after?.from === seq + 1) after.from = seq;
    else this.#above.splice(at, 0, { from: seq, to: seq });
    this.#rise();
    return true;
  }

  /** Declares every number up to `seq` that is not applied as never to come. */
  closeUpTo(seq: number): void {
    this.#watermark = Math.max(this.#watermark, seq);
    this.#rise();
  }

  /** What is missing below the highest number applied, ascending. */
  gaps(): SeqRange[] {
    let end = this.#watermark;
    return this.#above.map((range) => {
      const gap = { from: end + 1, to: range.from - 1 };
      end = range.to;
      return gap;
    });
  }

  #rise(): void {
    let passed = 0;
    for (; passed < this.#above.length && this.#above[passed]!.from <= this.#watermark + 1; passed++) {
      this.#watermark = Math.max(this.#watermark, this.#above[passed]!.to);
    }
    this.#above.splice(0, passed);
  }

  /** Index of the last range that starts at or below the number; -1 when there is none. */
  #rangeAt(seq: number): number {
    let low = 0;
    let high = this.#above.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#above[middle]!.from <= seq) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
