import pg from 'pg';
import type { StartedServer } from './started-server.ts';

/** Asks the database of a server. */
export async function query<R extends object>(
  server: Pick<StartedServer, 'databaseUrl'>,
  text: string,
  values: readonly unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  try {
    return (await client.query<R>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}
