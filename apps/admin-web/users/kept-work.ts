import { useSyncExternalStore } from 'react';

/** Holds what goes on after its page is left. */
export class KeptWork<T> {
  readonly #listeners = new Set<() => void>();
  #present: T | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): T | undefined => this.#present;

  keep(work: T | undefined): void {
    this.#present = work;
    for (const listener of this.#listeners) listener();
  }
}

/** What is kept; undefined when there is none. */
export const useKept = <T>(kept: KeptWork<T>) => useSyncExternalStore(kept.subscribe, kept.snapshot);
