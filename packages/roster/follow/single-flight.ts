/**
 * Runs a task once at a time for any number of callers. A caller is never served by a run that began before it called,
 * because that run may have looked already: callers during a run share the one after it.
 */
export class SingleFlight {
  #current: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(readonly task: () => Promise<void>) {}

  /** Resolves or rejects with a run that begins after this call. */
  run(): Promise<void> {
    if (this.#current === undefined) return this.#begin();
    this.#next ??= this.#current.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    const run = this.task().finally(() => {
      // When somebody waits, their run takes the place at once, and nobody may slip in between.
      if (this.#next === undefined) this.#current = undefined;
    });
    this.#current = run;
    return run;
  }
}
