import { setTimeout as sleep } from 'node:timers/promises';
import { type BundledServer, musterConnection } from './bundled-server.ts';
import { connectionUrl, withClient } from './connection.ts';
import { type DataFolder, findDataFolder } from './data-folder.ts';
import { folderError } from './errors.ts';
import { folderOwner } from './folder-lock.ts';
import { type PostmasterFile, readPostmasterFile } from './postmaster-file.ts';

/** How long a Muster that has just taken the folder is given to get its server ready. */
const startingMs = 10_000;

/**
 * Returns the server of the Muster that works on a data folder, waiting while that one is starting; undefined when
 * there is none. Its `stop` does nothing: the server belongs to the other process.
 *
 * @throws DATA_FOLDER_NOT_PERMITTED when this user may not enter it.
 */
export async function attachBundledServer(dataDir: string): Promise<BundledServer | undefined> {
  try {
    const folder = await findDataFolder(dataDir);
    const file = folder && (await readyPostmaster(folder));
    if (!file) return undefined;
    const connection = musterConnection(file.socketFolder, file.port);
    await withClient(connection, (client) => client.query('SELECT 1'));
    const url = connectionUrl(connection);
    return { connection, url, pid: file.pid, startedHere: false, stop: async () => undefined };
  } catch (cause) {
    if (isGone(cause)) return undefined;
    throw folderError(dataDir, cause);
  }
}

async function readyPostmaster(folder: DataFolder): Promise<PostmasterFile | undefined> {
  const timeUp = AbortSignal.timeout(startingMs);
  while (!timeUp.aborted) {
    const owner = await folderOwner(folder);
    if (!owner || owner.liveness === 'dead') return undefined;
    const file = await readPostmasterFile(folder);
    if (file?.isReady) return file;
    await sleep(20);
  }
  return undefined;
}

/** The server ended between our look and our knock, or its owner in another container was killed. */
function isGone(cause: unknown): boolean {
  const { code = '' } = cause as { code?: string };
  return code === 'ECONNREFUSED' || code === 'ENOENT' || code === '57P03';
}
