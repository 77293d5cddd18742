import type { Timer, WakeSignal } from '@muster/roster';
import pg from 'pg';
import type { DatabaseConfig, StoreLog } from '../connection/pool.ts';
import { logChannel } from './append-change.ts';

const reconnectMs = 2_000;

/**
 * Hears that the log has grown, over a connection of its own. Only a hint: after a lost connection everybody is woken
 * once, as notifications may have been missed.
 */
export class LogListener {
  readonly #wakes = new Set<() => void>();
  #client: pg.Client | undefined;
  #cancelReconnect: (() => void) | undefined;
  #isClosed = false;

  constructor(
    private readonly config: DatabaseConfig,
    private readonly log: StoreLog,
    private readonly timer: Timer,
  ) {}

  /** Registers a callback; returns what takes it back. */
  readonly onWake: WakeSignal = (wake) => {
    this.#wakes.add(wake);
    return () => this.#wakes.delete(wake);
  };

  /** Connects; keeps trying in the background when that fails. */
  async start(): Promise<void> {
    const client = new pg.Client({ application_name: 'muster log listener', ...this.config });
    this.#client = client;
    client.on('notification', () => this.#wakeAll());
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, undefined));
    try {
      await client.connect();
      await client.query(`listen ${logChannel}`);
      this.#wakeAll();
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

  #wakeAll(): void {
    for (const wake of this.#wakes) wake();
  }
}
