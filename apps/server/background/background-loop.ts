/** Work that is done again and again, at the latest after a pause, sooner when woken. */
export class BackgroundLoop {
  private readonly stopping = new AbortController();
  private wakeUp: () => void = () => {};
  private isWoken = false;
  private running: Promise<void> | undefined;

  /**
   * @param work one round; its failures go to `onError` and do not end the loop
   * @param pauseMs longest pause between two rounds
   */
  constructor(
    private readonly work: (signal: AbortSignal) => Promise<unknown>,
    private readonly pauseMs: number,
    private readonly onError: (problem: unknown) => void,
  ) {}

  start(): void {
    this.running ??= this.run();
  }

  /** The next round starts at once, or right after the present one. */
  wake(): void {
    this.isWoken = true;
    this.wakeUp();
  }

  /** Lets the present round come to an end and starts no other. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wakeUp();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.isWoken = false;
      await this.work(signal).catch((problem: unknown) => {
        if (!signal.aborted) this.onError(problem);
      });
      if (!this.isWoken && !signal.aborted) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pauseMs);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
