/** Work that is dear, so much of it at once and the rest in order. */
export class WorkQueue {
  #running = 0;
  /** Those who go first, and the others. */
  readonly #lanes: Readonly<Record<Lane, (() => void)[]>> = { first: [], other: [] };

  /** How much of the work that may be refused waits. */
  readonly #counted: Record<Lane, number> = { first: 0, other: 0 };

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** Runs the work when its turn comes: before all that waits in the other lane when it goes `first`. */
  async run<R>(work: () => Promise<R>, lane: Lane = 'other'): Promise<R> {
    if (this.#running >= this.atOnce) await new Promise<void>((resolve) => this.#lanes[lane].push(resolve));
    else this.#running++;
    try {
      return await work();
    } finally {
      // The turn is handed on, so that nobody who comes now gets in between.
      const next = this.#lanes.first.shift() ?? this.#lanes.other.shift();
      if (next === undefined) this.#running--;
      else next();
    }
  }

  /** The same, but fails at once when too much work of this kind waits in its lane already. */
  async runUnlessFull<R>(work: () => Promise<R>, lane: Lane, problem: () => Error): Promise<R> {
    if (this.#counted[lane] >= this.mostWaiting) throw problem();
    this.#counted[lane]++;
    const begin = () => {
      this.#counted[lane]--;
      return work();
    };
    return this.run(begin, lane);
  }
}

/** Work that goes `first` waits for none of the other work, but for what runs. */
export type Lane = 'first' | 'other';
