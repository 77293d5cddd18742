import type { Stats } from 'node:fs';
import { chmod, chown, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DatabaseUser } from './database-account.ts';

/** Where the bundled server keeps what inside a data folder. */
export interface DataFolder {
  /** The data folder itself, absolute and without symbolic links. */
  readonly path: string;
  /** Claims of the Muster processes that work on the folder. */
  readonly lock: string;
  /** The server's; everything below lies in it. */
  readonly postgres: string;
  /** The cluster: what PostgreSQL calls its data directory. */
  readonly cluster: string;
  /** Usual place of the socket. */
  readonly run: string;
  readonly log: string;
  /** Holds the path of the socket's folder when that is too long to lie in `run`. */
  readonly socketFolderRecord: string;
  /** A copy of the PostgreSQL programs, made only when the installed ones cannot be used in place. */
  readonly programs: string;
}

/** Returns the places inside a data folder; creates nothing. */
export function dataFolderAt(path: string): DataFolder {
  const postgres = join(path, 'postgres');
  return {
    path,
    lock: join(path, 'lock'),
    postgres,
    cluster: join(postgres, 'data'),
    run: join(postgres, 'run'),
    log: join(postgres, 'postgres.log'),
    socketFolderRecord: join(postgres, 'socket-folder'),
    programs: join(postgres, 'programs'),
  };
}

/** Returns an existing data folder, or undefined when there is none. */
export async function findDataFolder(dataDir: string): Promise<DataFolder | undefined> {
  return realpath(dataDir).then(dataFolderAt, (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
}

/** Creates the data folder where it is missing; an existing one keeps its owner and mode. */
export async function makeDataFolder(dataDir: string): Promise<DataFolder> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return dataFolderAt(await realpath(dataDir));
}

/**
 * Creates the folders of the server. Where root owns the data folder, the database user owns only what it must write: it
 * can pass through `postgres`, but cannot put anything there for root to stumble over. In a folder of somebody
 * else everything is theirs, so that they can start there themselves later.
 */
export async function makeServerFolders(folder: DataFolder, user: DatabaseUser | undefined): Promise<void> {
  await mkdir(folder.postgres, { recursive: true, mode: 0o700 });
  await makePrivateFolder(folder.run, user);
  if (!user) return;
  await chmod(folder.postgres, 0o755);
  const owner = await stat(folder.path);
  for (const path of [folder.lock, folder.postgres]) await chown(path, owner.uid, owner.gid);
}

/** Creates a folder that only the database user (and root) may enter. */
export async function makePrivateFolder(path: string, user: DatabaseUser | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  if (user) await chown(path, user.uid, user.gid);
}

/** Returns whether the user may pass through every folder above `path`; looks at owner, group and mode. */
export async function isReachable(path: string, user: DatabaseUser): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = await statIfThere(folder);
    if (!found) continue; // still to be made, and then passable
    const { uid, gid, mode } = found;
    const passable = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & passable) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function statIfThere(path: string): Promise<Stats | undefined> {
  return stat(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
}
