import { once } from 'node:events';
import { createServer } from 'node:net';
import type { ServerConfiguration } from '../configuration/read-configuration.ts';
import { listenError } from './listen-error.ts';

/**
 * Finds out whether the address can be listened on, and lets go of it again. Asked before the database is started: a
 * server that cannot listen must not set up a directory, for it could not tell the first administrator's secret.
 *
 * @throws AppError ADDRESS_IN_USE, LISTEN_FAILED
 */
export async function checkAddress(configuration: Pick<ServerConfiguration, 'host' | 'port'>): Promise<void> {
  const { host, port } = configuration;
  const server = createServer();
  try {
    await once(server.listen({ host, port }), 'listening');
  } catch (cause) {
    throw listenError(configuration, cause);
  }
  server.close();
  await once(server, 'close');
}
