import pg from 'pg';

/** Where a PostgreSQL server listens and as whom to enter which database. */
export interface ServerConnection {
  /** Folder of the Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/** Returns the connection as a URL that `pg` understands. */
export function connectionUrl({ host, port, user, database }: ServerConnection): string {
  const [name, login, folder] = [database, user, host].map(encodeURIComponent);
  return `postgres:///${name}?host=${folder}&port=${port}&user=${login}`;
}

/** Runs `use` with a client of its own and closes it again. */
export async function withClient<T>(connection: ServerConnection, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  // A server that goes away while the client is idle is reported by the next query.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
