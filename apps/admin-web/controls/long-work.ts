/** How far a piece of long work is. */
export interface WorkState<T> {
  readonly state: 'ready' | 'running' | 'stopped' | 'done';
  readonly done: number;
  readonly all: number;
  /** Those that were refused, with the reason. */
  readonly refused: readonly { readonly item: T; readonly problem: Error }[];
}

/**
 * Work on many objects, some at a time: it tells how far it is, can be stopped between two portions, and goes on with what is
 * left. An object that is refused is noted and stops nothing.
 *
 * Lives outside the page, so that the work goes on when the page is left.
 */
export class LongWork<T> {
  /** All of them, in the order in which they are done. */
  readonly items: readonly T[];
  readonly #doPortion: (items: readonly T[]) => Promise<readonly (Error | undefined)[]>;
  readonly #portion: number;
  readonly #listeners = new Set<() => void>();
  #state: WorkState<T>;

  /** @param doPortion answers for each item, in their order, the reason it was refused, or undefined */
  constructor(
    items: readonly T[],
    portion: number,
    doPortion: (items: readonly T[]) => Promise<readonly (Error | undefined)[]>,
  ) {
    this.items = items;
    this.#portion = portion;
    this.#doPortion = doPortion;
    this.#state = { state: 'ready', done: 0, all: items.length, refused: [] };
  }

  /** The same object until something changes. */
  readonly snapshot = (): WorkState<T> => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins, or goes on. Resolves when it is done or stopped; throws nothing. */
  async run(): Promise<void> {
    if (this.#state.state === 'running' || this.#state.state === 'done') return;
    this.#set({ state: 'running' });
    while (this.#mayGoOn()) await this.#doNext();
    if (this.#state.done === this.#state.all) this.#set({ state: 'done' });
  }

  /** Lets the portion finish that is on its way, and begins no other. */
  stop(): void {
    if (this.#state.state === 'running') this.#set({ state: 'stopped' });
  }

  #mayGoOn(): boolean {
    return this.#state.state === 'running' && this.#state.done < this.#state.all;
  }

  async #doNext(): Promise<void> {
    const { done } = this.#state;
    const items = this.items.slice(done, done + this.#portion);
    const answers = await this.#doPortion(items).catch((problem: Error) => items.map(() => problem));
    const refused = items.flatMap((item, at) => {
      const problem = answers[at];
      return problem === undefined ? [] : [{ item, problem }];
    });
    this.#set({ done: done + items.length, refused: [...this.#state.refused, ...refused] });
  }

  #set(changed: Partial<WorkState<T>>): void {
    this.#state = { ...this.#state, ...changed };
    for (const listener of this.#listeners) listener();
  }
}
