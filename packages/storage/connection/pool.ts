import pg from 'pg';
import { valueTypes } from './value-parsers.ts';

/** How to reach the database: a connection string or single settings, and the size of the pool (`max`). */
export type DatabaseConfig = pg.PoolConfig;

/** Where the store reports what no caller waits for; a pino logger fits. */
export interface StoreLog {
  warn(details: object, message: string): void;
}

/** A pool of connections. Connects on first use. A connection that breaks while idle is reported and replaced. */
export function makePool(config: DatabaseConfig, log: StoreLog): pg.Pool {
  const pool = new pg.Pool({
    application_name: 'muster',
    connectionTimeoutMillis: 10_000,
    ...config,
    types: valueTypes,
  });
  // The pool listens to idle connections only, and takes its listener off before whoever waits for a new connection gets
  // hold of it. The server's farewell may come in the same packet as its welcome; without a listener it would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined)); // the next statement on it fails in any case
  pool.on('error', (error) => {
    // While the pool ends, its connections may be cut by a server that ends too.
    if (!pool.ending) log.warn({ err: { message: error.message } }, 'an idle database connection broke');
  });
  return pool;
}
