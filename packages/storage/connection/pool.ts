import pg from 'pg';

/** How to reach the database: a connection string or single settings, and the size of the pool (`max`). */
export type DatabaseConfig = pg.PoolConfig;

/** Where the store reports what no caller waits for; a pino logger fits. */
export interface StoreLog {
  warn(details: object, message: string): void;
}

type Parser = (text: string) => unknown;

const oids = { int8: 20, int8Array: 1016, timestamptz: 1184 } as const;

// The driver's own type lists only scalar types.
const builtIn = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parser;

const parseDate = builtIn(oids.timestamptz) as (text: string) => Date;
const parseArray = builtIn(oids.int8Array) as (text: string) => string[];

/** Values as the directory has them: instants and all numbers, which stay below 2^53, as numbers. */
const parsers: Readonly<Record<number, Parser>> = {
  [oids.int8]: Number,
  [oids.int8Array]: (text) => parseArray(text).map(Number),
  [oids.timestamptz]: (text) => parseDate(text).getTime(),
};

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers[oid]) ?? builtIn(oid, format),
};

/** A pool of connections. Connects on first use. A connection that breaks while idle is reported and replaced. */
export function makePool(config: DatabaseConfig, log: StoreLog): pg.Pool {
  const pool = new pg.Pool({ application_name: 'muster', connectionTimeoutMillis: 10_000, ...config, types });
  pool.on('error', (error) => {
    // While the pool ends, its connections may be cut by a server that ends too.
    if (!pool.ending) log.warn({ err: { message: error.message } }, 'an idle database connection broke');
  });
  return pool;
}
