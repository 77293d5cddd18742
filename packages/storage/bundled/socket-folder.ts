import { mkdtemp, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataFolder, isReachable, makePrivateFolder } from './data-folder.ts';
import type { DatabaseUser } from './database-account.ts';
import { bundledErrors } from './errors.ts';

/** Where the server puts its socket, and what to tell it (`unix_socket_directories`). */
export interface SocketFolder {
  readonly path: string;
  readonly setting: string;
}

/** The address of a Unix socket is a field of 108 bytes, on macOS of 104, with a closing zero. */
const longestSocketPath = process.platform === 'darwin' ? 103 : 107;

const fits = (folder: string) => Buffer.byteLength(join(folder, '.s.PGSQL.65535')) <= longestSocketPath;

/**
 * Returns the private folder for the socket: inside the data folder, or, where that path is too long for a socket, a
 * new one in the system's folder for temporary files, which is recorded and used again.
 *
 * @throws DATA_FOLDER_UNREACHABLE when no folder for temporary files serves.
 */
export async function socketFolder(folder: DataFolder, user: DatabaseUser | undefined): Promise<SocketFolder> {
  // Relative to the cluster, where PostgreSQL stays: works wherever the parents may not be passed.
  if (fits(folder.run)) return { path: folder.run, setting: '../run' };
  const path = (await recordedFolder(folder, user)) ?? (await newFolder(folder, user));
  return { path, setting: path };
}

/** Removes the socket's folder, which the server has left empty, if it lies outside the data folder. */
export async function removeSocketFolder(folder: DataFolder): Promise<void> {
  const path = await readRecord(folder);
  if (path === undefined) return;
  for (const name of await readdir(path).catch(() => [])) {
    if (name.startsWith('.s.PGSQL.')) await rm(join(path, name), { force: true }); // left by a killed server
  }
  await rmdir(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT' && cause.code !== 'ENOTEMPTY') throw cause;
  });
  await rm(folder.socketFolderRecord, { force: true });
}

/** The recorded folder, if it still is what we made: in a place open to all, another user may have taken its name. */
async function recordedFolder(folder: DataFolder, user: DatabaseUser | undefined): Promise<string | undefined> {
  const path = await readRecord(folder);
  if (path === undefined) return undefined;
  const found = await stat(path).catch(() => undefined);
  const isOurs = found?.isDirectory() && (found.mode & 0o077) === 0 && found.uid === (user?.uid ?? process.getuid?.());
  return isOurs ? path : undefined;
}

async function newFolder(folder: DataFolder, user: DatabaseUser | undefined): Promise<string> {
  for (const home of new Set([tmpdir(), '/tmp'])) {
    const prefix = join(home, 'muster-');
    if (!fits(`${prefix}XXXXXX`) || (user && !(await isReachable(prefix, user)))) continue;
    const path = await mkdtemp(prefix);
    await makePrivateFolder(path, user);
    await writeFile(folder.socketFolderRecord, path, { mode: 0o600 });
    return path;
  }
  throw bundledErrors.DATA_FOLDER_UNREACHABLE({ folder: folder.path, user: user?.name ?? 'muster' });
}

async function readRecord(folder: DataFolder): Promise<string | undefined> {
  return readFile(folder.socketFolderRecord, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
}
