/**
 * Which work is begun next: all that goes `first`, then by turns `people` and `applications`, so that a flood of one does
 * not keep the other waiting.
 */
export type Lane = 'first' | 'people' | 'applications';

/** Work that is dear, so much of it at once and the rest in order. */
export class WorkQueue {
  #running = 0;
  readonly #lanes: Readonly<Record<Lane, (() => void)[]>> = { first: [], people: [], applications: [] };

  /** How much of the work that may be refused waits. */
  readonly #counted: Record<Lane, number> = { first: 0, people: 0, applications: 0 };

  /** Whose turn it is when nothing goes first. */
  #turn: Lane = 'people';

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** Runs the work when its turn comes: before all that waits in the other lanes when it goes `first`. */
  async run<R>(work: () => Promise<R>, lane: Lane = 'people'): Promise<R> {
    if (this.#running >= this.atOnce) await new Promise<void>((resolve) => this.#lanes[lane].push(resolve));
    else this.#running++;
    try {
      return await work();
    } finally {
      // The turn is handed on, so that nobody who comes now gets in between.
      const next = this.#takeNext();
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

  #takeNext(): (() => void) | undefined {
    const own = this.#turn;
    const other = own === 'people' ? 'applications' : 'people';
    const first = this.#lanes.first.shift();
    if (first !== undefined) return first;
    this.#turn = other;
    return this.#lanes[own].shift() ?? this.#lanes[other].shift();
  }
}
