import pg from 'pg';

/** A connection of its own; that it is lost is told to whoever asks next. */
export async function connectedClient(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => {});
  await client.connect();
  return client;
}
