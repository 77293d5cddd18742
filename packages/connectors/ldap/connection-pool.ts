import type { LdapConnection } from './open-connection.ts';

const mostIdle = 4;
const mostBusy = 16;
const mostWaiting = 200;
const idleMs = 30_000;

interface Idle {
  readonly connection: LdapConnection;
  readonly timer: NodeJS.Timeout;
}

/**
 * Connections to one directory on premises: 16 at work at once, up to 4 kept for half a minute. Whoever takes one binds
 * anew, so that nobody works under another's name.
 */
export class ConnectionPool {
  readonly #idle: Idle[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #isClosed = false;

  constructor(private readonly open: () => Promise<LdapConnection>) {}

  /** Runs the work on a connection; one with which it failed is not used again. */
  async use<R>(work: (connection: LdapConnection) => Promise<R>): Promise<R> {
    await this.#enter();
    try {
      const connection = this.#takeIdle() ?? (await this.open());
      try {
        const result = await work(connection);
        this.#keep(connection);
        return result;
      } catch (problem) {
        connection.close();
        throw problem;
      }
    } finally {
      this.#leave();
    }
  }

  close(): void {
    this.#isClosed = true;
    for (const { connection, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      connection.close();
    }
  }

  async #enter(): Promise<void> {
    if (this.#busy < mostBusy) {
      this.#busy += 1;
      return;
    }
    if (this.#waiting.length >= mostWaiting) throw new Error('too many wait for the directory');
    // Whoever leaves hands the place over.
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#busy -= 1;
    else next();
  }

  #takeIdle(): LdapConnection | undefined {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      clearTimeout(idle.timer);
      if (idle.connection.client.isConnected) return idle.connection;
      idle.connection.close();
    }
    return undefined;
  }

  #keep(connection: LdapConnection): void {
    if (this.#isClosed || this.#idle.length >= mostIdle) {
      connection.close();
      return;
    }
    const timer = setTimeout(() => this.#drop(connection), idleMs);
    timer.unref();
    this.#idle.push({ connection, timer });
  }

  #drop(connection: LdapConnection): void {
    const place = this.#idle.findIndex((idle) => idle.connection === connection);
    if (place >= 0) this.#idle.splice(place, 1);
    connection.close();
  }
}
