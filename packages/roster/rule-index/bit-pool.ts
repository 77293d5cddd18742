import { Numbers } from './numbers.ts';

/**
 * Rows of bits outside the heap, handed out from one array, so that a search reads but one. Before the bits of a row
 * stands its summary: a bit for each word of clauses, 0 only where the row leaves nothing of the word.
 */
export class BitPool {
  readonly words = new Numbers();
  /** How many words a summary has. */
  summaryWords = 2;
  #end = 0;
  #waste = 0;
  #isStale = true;

  get memoryBytes(): number {
    return this.words.at.byteLength;
  }

  /** True when all rows have to be made anew: summaries got longer, or more has been left behind than is in use. */
  get isStale(): boolean {
    return this.#isStale || this.#waste > 4096 + this.#end / 2;
  }

  /** Where the bits of the row begin that leaves everything of all words, and has no bits. */
  get openRow(): number {
    return this.summaryWords;
  }

  /** Makes sure that summaries have a bit for so many words of clauses. */
  reach(words: number): void {
    while (words > 32 * this.summaryWords) {
      this.summaryWords *= 2;
      this.#isStale = true;
    }
  }

  /** Where the bits of a new row of so many words begin; they and the summary are set. */
  take(count: number): number {
    const start = this.#end;
    this.#end += this.summaryWords + count;
    this.words.reach(this.#end);
    this.words.at.fill(0xffff_ffff, start, this.#end);
    return start + this.summaryWords;
  }

  /** Notes that a row of so many words is no longer in use. */
  giveBack(count: number): void {
    this.#waste += this.summaryWords + count;
  }

  /** Takes all rows back. */
  clear(): void {
    this.#end = 0;
    this.#waste = 0;
    this.#isStale = false;
    this.take(0);
  }
}
