import { errors } from '../errors.ts';
import { GapWatch } from '../memberships/gaps.ts';
import type { LedgerChange } from '../memberships/ledger-change.ts';
import { type LedgerPosition, MembershipMemory, type ReadonlyMemberships } from '../memberships/membership-memory.ts';
import type { LedgerRead, LedgerSource } from './ledger-source.ts';
import { PollLoop, systemTimer, type Timer } from './poll-loop.ts';
import { SingleFlight } from './single-flight.ts';

/** What a follower works with. */
export interface FollowerOptions {
  readonly source: LedgerSource;
  /** Told of failures in the background and of listeners that throw. Must not throw. */
  readonly onError: (error: unknown) => void;
  readonly timer?: Timer;
  /** Pause between polls when nothing wakes the follower. 1000 when absent. */
  readonly pollIntervalMs?: number;
  /** The longest pause after failures. 30000 when absent. */
  readonly maxPauseMs?: number;
  /** Changes read at a time. 1000 when absent. */
  readonly pageSize?: number;
}

/** Called with every change that is applied after loading, in the order of application, which is not that of numbers. */
export type AppliedListener = (change: LedgerChange) => void;

/** Registers a callback for hints that the ledger has grown; returns what takes it back. */
export type WakeSignal = (wake: () => void) => () => void;

/**
 * Keeps memberships in memory level with the ledger: loads the snapshots, reads what came after, and brings memory up to
 * date for whoever is about to read.
 */
export class LedgerFollower {
  /** Memory, for compaction. Readers take what `readAt` gives them. */
  readonly memory = new MembershipMemory();
  readonly #source: LedgerSource;
  readonly #onError: (error: unknown) => void;
  readonly #pageSize: number;
  readonly #gaps = new GapWatch();
  readonly #reads = new SingleFlight(() => this.#readVisible());
  readonly #loop: PollLoop;
  readonly #listeners = new Set<AppliedListener>();
  #loading: Promise<void> | undefined;
  #isLoaded = false;
  #stopWaking: (() => void) | undefined;

  constructor(options: FollowerOptions) {
    this.#source = options.source;
    this.#onError = options.onError;
    this.#pageSize = options.pageSize ?? 1000;
    this.#loop = new PollLoop({
      task: () => this.#poll(),
      onError: options.onError,
      timer: options.timer ?? systemTimer,
      intervalMs: options.pollIntervalMs ?? 1000,
      maxPauseMs: options.maxPauseMs ?? 30_000,
    });
  }

  /** Whether memory may be read. */
  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  /**
   * Fills memory from the snapshots and everything visible after them. Once loaded, does nothing; concurrent calls share
   * one load; after a failure the next call starts over. Linear in all memberships and the ledger after the floor.
   *
   * @throws AppError ROSTER_SNAPSHOT_TORN, and whatever the source throws.
   */
  load(): Promise<void> {
    this.#loading ??= this.#fill().catch((error: unknown) => {
      this.#loading = undefined;
      throw error;
    });
    return this.#loading;
  }

  /**
   * Resolves when memory has every change that was visible when this was called. At least one read of the source;
   * concurrent calls share reads.
   *
   * @throws AppError ROSTER_NOT_LOADED, and whatever the source throws.
   */
  async catchUp(): Promise<void> {
    this.#requireLoaded();
    await this.#reads.run();
  }

  /**
   * Memberships no older than this call, or than the database snapshot in which `head` was the highest number visible:
   * with `head`, no read is made when memory is known to have everything up to it. What it returns goes on changing as
   * changes are applied: read it before the next await, or clone.
   *
   * @throws AppError ROSTER_NOT_LOADED, and whatever the source throws.
   */
  async readAt(head?: number): Promise<ReadonlyMemberships> {
    this.#requireLoaded();
    if (head === undefined || this.memory.position().watermark < head) await this.catchUp();
    return this.memory;
  }

  /**
   * Resolves when the committed change is applied; at once when it is already.
   *
   * @throws AppError ROSTER_NOT_LOADED, ROSTER_SEQ_NOT_VISIBLE when no such change has committed, and whatever the
   * source throws.
   */
  async reach(seq: number): Promise<void> {
    this.#requireLoaded();
    if (this.memory.isApplied(seq)) return;
    await this.catchUp();
    if (!this.memory.isApplied(seq)) throw errors.ROSTER_SEQ_NOT_VISIBLE({ seq });
  }

  /**
   * Applies a change that this process has just committed, without a read. Changes of others with lower numbers may still
   * be unread: they are put under it when they come. Before loading has ended it does nothing, as loading or the
   * next read will find the change.
   */
  applyOwn(change: LedgerChange): void {
    if (this.#isLoaded) this.#apply(change);
  }

  /**
   * Where memory stands, for whoever reads on in a session of their own and hands the result to `absorb`.
   *
   * @throws AppError ROSTER_NOT_LOADED
   */
  requirePosition(): LedgerPosition {
    this.#requireLoaded();
    return this.memory.position();
  }

  /**
   * Applies what somebody has read with a position of this memory. Changes that were applied in the meantime are left
   * out.
   *
   * INVARIANT: memory only gains. What the position did not lack when it was taken is not lacking now, so a complete read
   * still tells of every gap below a horizon whether it will be filled.
   */
  absorb(read: Omit<LedgerRead, 'head'>): void {
    for (const change of read.changes) this.#apply(change);
    const coveredTo = read.isComplete ? Number.POSITIVE_INFINITY : (read.changes.at(-1)?.seq ?? 0);
    this.memory.closeGapsUpTo(this.#gaps.closableUpTo({ xmin: read.xmin, coveredTo }));
  }

  /** Registers a listener; returns what takes it back. A listener that throws is reported and stops nothing. */
  onApplied(listener: AppliedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Begins to load, and then to poll, in the background; failures go to `onError` and are retried after a growing pause.
   * A wake-up makes the next poll come at once; without any, polling alone keeps memory current.
   */
  start({ wake }: { readonly wake?: WakeSignal } = {}): void {
    this.#stopWaking?.();
    this.#stopWaking = wake?.(() => this.#loop.wake());
    this.#loop.start();
  }

  /** Ends the polling; resolves when nothing runs in the background any more. Memory stays as it is. */
  async stop(): Promise<void> {
    this.#stopWaking?.();
    this.#stopWaking = undefined;
    await this.#loop.stop();
  }

  /**
   * When numbers that were missing at the previous call are missing still, sees to it that the next reads can tell whether
   * their transactions were rolled back. Polling does this by itself.
   */
  async settleGaps(): Promise<void> {
    const { gaps, highest } = this.memory.position();
    const below = this.#gaps.wantsHorizon(gaps, highest);
    if (below !== undefined) this.#gaps.waitFor(below, await this.#source.readHorizon());
  }

  async #poll(): Promise<void> {
    await this.load();
    await this.catchUp();
    await this.settleGaps();
  }

  #requireLoaded(): void {
    if (!this.#isLoaded) throw errors.ROSTER_NOT_LOADED({});
  }

  async #fill(): Promise<void> {
    this.memory.startFrom(await this.#source.readFloor());
    for await (const chunk of this.#source.readSnapshots()) this.memory.loadChunk(chunk);
    await this.#readVisible();
    this.#isLoaded = true;
  }

  async #readVisible(): Promise<void> {
    for (let head: number | undefined; ; ) {
      const read = await this.#source.readAfter(this.memory.position(), this.#pageSize);
      this.absorb(read);
      const coveredTo = read.isComplete ? Number.POSITIVE_INFINITY : (read.changes.at(-1)?.seq ?? 0);
      // What became visible since the first page is not owed: under steady writing there would be no end.
      head ??= read.head;
      if (coveredTo >= head) return;
    }
  }

  #apply(change: LedgerChange): void {
    if (!this.memory.apply(change) || !this.#isLoaded) return;
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#onError(error);
      }
    }
  }
}
