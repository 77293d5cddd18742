/** Calls back once after a delay; returns what cancels it. */
export type Timer = (delayMs: number, callback: () => void) => () => void;

/** A timer on the process's own clock. */
export const systemTimer: Timer = (delayMs, callback) => {
  const handle = setTimeout(callback, delayMs);
  return () => clearTimeout(handle);
};

/** How a loop runs. */
export interface PollLoopOptions {
  readonly task: () => Promise<void>;
  /** Told of every failed run. Must not throw. */
  readonly onError: (error: unknown) => void;
  readonly timer: Timer;
  /** Pause after a run that went well. */
  readonly intervalMs: number;
  /** The pause doubles with every failure in a row, up to this. */
  readonly maxPauseMs: number;
}

/** Runs a task again and again: after a pause, or as soon as it is woken. Failures are reported and retried. */
export class PollLoop {
  #isRunning = false;
  #isWoken = false;
  #endPause: (() => void) | undefined;
  #done: Promise<void> = Promise.resolve();

  constructor(readonly options: PollLoopOptions) {}

  /** Begins with a run at once. Does nothing while the loop runs. */
  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#done = this.#done.then(() => this.#loop());
  }

  /** Ends the pause, or makes the run under way be followed by another. Does not shorten the pause after a failure. */
  wake(): void {
    this.#isWoken = true;
    this.#endPause?.();
  }

  /** Resolves when the run under way, if any, has ended; none follows. */
  stop(): Promise<void> {
    this.#isRunning = false;
    this.wake();
    return this.#done;
  }

  async #loop(): Promise<void> {
    const { task, onError, intervalMs, maxPauseMs } = this.options;
    let failures = 0;
    while (this.#isRunning) {
      this.#isWoken = false;
      try {
        await task();
        failures = 0;
      } catch (error) {
        failures++;
        onError(error);
      }
      await this.#pause(failures === 0 ? intervalMs : Math.min(intervalMs * 2 ** failures, maxPauseMs), failures > 0);
    }
  }

  #pause(delayMs: number, isBackOff: boolean): Promise<void> {
    const isOver = () => !this.#isRunning || (this.#isWoken && !isBackOff);
    if (isOver()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        this.#endPause = undefined;
        cancel();
        resolve();
      };
      const cancel = this.options.timer(delayMs, end);
      this.#endPause = () => {
        if (isOver()) end();
      };
    });
  }
}
