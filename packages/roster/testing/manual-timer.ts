import type { Timer } from '../follow/poll-loop.ts';

/** A timer that goes off by hand. */
export class ManualTimer {
  /** The delays asked for so far. */
  readonly delays: number[] = [];
  #due: (() => void) | undefined;

  readonly timer: Timer = (delayMs, callback) => {
    this.delays.push(delayMs);
    this.#due = callback;
    return () => {
      this.#due = undefined;
    };
  };

  get isSet(): boolean {
    return this.#due !== undefined;
  }

  /** Lets the delay pass, and then everything run that does not wait for another. */
  async pass(): Promise<void> {
    this.#due?.();
    await quiet();
  }
}

/** Lets everything run that waits for nothing but its turn. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
