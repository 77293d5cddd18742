import type { Timer, WakeSignal } from '@muster/roster';
import pg from 'pg';
import type { DatabaseConfig, StoreLog } from '../connection/pool.ts';

const channel = 'muster_log';
const reconnectMs = 2_000;

/** Nodes are told no more often than this: who reads catches up by itself, so a hint may be late. */
const announceEveryMs = 10;

/**
 * Hears that the log has grown, and tells the other nodes, over a connection of its own. Only a hint: after a lost
 * connection everybody is woken once, as notifications may have been missed.
 *
 * Nodes are told after the commit, many changes at once. A notification inside the transaction would make all commits
 * of the cluster wait for each other, each with its own flush to disk: half the throughput of 16 writers.
 */
export class LogListener {
  /** Callback → whether changes of this process wake it, too. */
  readonly #wakes = new Map<() => void, boolean>();
  #client: pg.Client | undefined;
  #cancelReconnect: (() => void) | undefined;
  #isClosed = false;
  #isAnnouncementDue = false;
  #isAnnouncing = false;

  constructor(
    private readonly config: DatabaseConfig,
    private readonly log: StoreLog,
    private readonly timer: Timer,
  ) {}

  /** Registers a callback for all changes; returns what takes it back. */
  readonly onGrown: WakeSignal = (wake) => this.#register(wake, true);

  /** Same, for the changes of other processes only. */
  readonly onGrownElsewhere: WakeSignal = (wake) => this.#register(wake, false);

  /** Tells everybody that this process has added to the log. Does not wait. */
  announce(): void {
    this.#isAnnouncementDue = true;
    if (!this.#isAnnouncing) void this.#announceDue();
  }

  /** Connects; keeps trying in the background when that fails. */
  async start(): Promise<void> {
    const client = new pg.Client({ application_name: 'muster log listener', ...this.config });
    this.#client = client;
    client.on('notification', ({ processId }) => this.#wake(processId === processIdOf(client)));
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, undefined));
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      this.#wake(false);
      if (this.#isAnnouncementDue) this.announce();
    } catch (error) {
      this.#lost(client, error);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelReconnect?.();
    await this.#client?.end().catch(() => undefined); // it is gone already, which is what was wanted
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#isClosed || client !== this.#client) return;
    this.#client = undefined;
    this.log.warn({ err: error }, 'lost the connection that listens for changes; trying again');
    client.end().catch(() => undefined); // broken in any case
    this.#cancelReconnect = this.timer(reconnectMs, () => void this.start());
  }

  #register(wake: () => void, wantsOwn: boolean): () => void {
    this.#wakes.set(wake, wantsOwn);
    return () => this.#wakes.delete(wake);
  }

  #wake(isOwn: boolean): void {
    for (const [wake, wantsOwn] of this.#wakes) if (wantsOwn || !isOwn) wake();
  }

  async #announceDue(): Promise<void> {
    this.#isAnnouncing = true;
    while (this.#isAnnouncementDue && this.#client !== undefined && !this.#isClosed) {
      this.#isAnnouncementDue = false;
      // When it fails the connection is lost, which is reported; others poll.
      await this.#client.query(`notify ${channel}`).catch(() => undefined);
      await new Promise<void>((resolve) => this.timer(announceEveryMs, resolve));
    }
    this.#isAnnouncing = false;
  }
}

/** The server process behind the connection: whoever sends over it is known by this number. */
function processIdOf(client: pg.Client): number | null {
  return (client as pg.Client & { processID: number | null }).processID;
}
