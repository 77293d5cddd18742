import type { AppError } from '@muster/kernel';
import { connectionUrl, type ServerConnection, withClient } from './connection.ts';
import { type DataFolder, makeDataFolder, makeServerFolders } from './data-folder.ts';
import { databaseUser } from './database-user.ts';
import { bundledErrors, folderError } from './errors.ts';
import { type FolderLock, takeFolderLock } from './folder-lock.ts';
import { initializeCluster, musterName } from './initialize-cluster.ts';
import { stopLeftOver } from './left-over-postmaster.ts';
import { type Postmaster, startPostmaster } from './postmaster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { bundledPrograms, programsIn } from './programs.ts';
import { rotateLog } from './server-log.ts';
import { type ServerSettings, serverSettings } from './server-settings.ts';
import { removeSocketFolder, socketFolder } from './socket-folder.ts';

/** One line for the log, with whatever fields belong to it. */
export interface ServerLogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly [field: string]: unknown;
}

/** How to start the bundled server. */
export interface BundledServerOptions {
  /** The data folder; created when it is missing. */
  readonly dataDir: string;
  readonly log?: (line: ServerLogLine) => void;
  /** Gives up the start. */
  readonly signal?: AbortSignal;
  /** PostgreSQL settings that replace or join Muster's. */
  readonly settings?: ServerSettings;
  /** Told when the server ends although nobody stopped it. */
  readonly onExit?: (error: AppError) => void;
  /** How long `stop` waits for the clean end, checkpoint included, before it settles for an immediate one; 60,000. */
  readonly stopTimeoutMs?: number;
  /** PostgreSQL programs to use instead of the bundled ones, in the folder given. */
  readonly binDir?: string;
  /** The npm package with the programs, when it is not the installed one. */
  readonly packageFolder?: string;
}

/** A PostgreSQL server that runs in a data folder. */
export interface BundledServer {
  readonly connection: ServerConnection;
  /** The same as a URL for `pg`. */
  readonly url: string;
  readonly pid: number;
  /** Whether this process started it; false for one it is attached to. */
  readonly startedHere: boolean;
  /** Ends the server and frees the folder, if it was started here; further calls wait for the same end. */
  stop(): Promise<void>;
}

const logCheckMs = 60_000;

/**
 * Starts PostgreSQL in `<dataDir>/postgres`, creating the cluster and the database `muster` where they are
 * missing, and returns once it accepts connections. Reachable through a Unix socket only.
 *
 * A server that a killed Muster left behind is stopped first. As root it runs as an account without rights. About 0.6 s
 * for an empty folder, 0.1 s for an existing one; longer when it recovers from a crash.
 *
 * @throws DATA_FOLDER_IN_USE, DATA_FOLDER_NOT_PERMITTED, DATA_FOLDER_FULL, DATA_FOLDER_OTHER_VERSION,
 * DATA_FOLDER_UNREACHABLE, DATABASE_PROGRAMS_MISSING, DATABASE_USER_MISSING, DATABASE_START_FAILED
 */
export async function startBundledServer(options: BundledServerOptions): Promise<BundledServer> {
  try {
    options.signal?.throwIfAborted();
    const folder = await makeDataFolder(options.dataDir);
    const lock = await takeFolderLock(folder, () => isAnswering(folder));
    try {
      return await startLocked(folder, lock, options);
    } catch (cause) {
      await lock.release();
      throw cause;
    }
  } catch (cause) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw folderError(options.dataDir, cause);
  }
}

/** Returns the connection to a server whose socket lies in `host`. */
export function musterConnection(host: string, port: number): ServerConnection {
  return { host, port, user: musterName, database: musterName };
}

async function startLocked(
  folder: DataFolder,
  lock: FolderLock,
  options: BundledServerOptions,
): Promise<BundledServer> {
  const { signal, stopTimeoutMs = 60_000, log = () => undefined } = options;
  const user = await databaseUser(folder);
  await makeServerFolders(folder, user);
  const stopped = await stopLeftOver(folder, stopTimeoutMs);
  if (stopped)
    log({ level: 'warn', message: 'stopped the database that a killed process had left running', pid: stopped });
  const programs = options.binDir
    ? await programsIn(options.binDir, user)
    : await bundledPrograms(folder, user, options.packageFolder);
  const isNew = await initializeCluster(folder, programs, user, signal);
  if (isNew) log({ level: 'info', message: 'created the database', folder: folder.path });
  const socket = await socketFolder(folder, user);
  await rotateLog(folder);
  const settings: ServerSettings = {
    ...serverSettings,
    ...options.settings,
    unix_socket_directories: `"${socket.setting}"`,
  };
  const postmaster = await startPostmaster({ folder, programs, user, settings, stopTimeoutMs, signal });
  try {
    const connection = musterConnection(socket.path, Number(settings.port));
    await makeDatabase(connection);
    const runsAs = user ? { user: user.name } : {};
    log({ level: 'info', message: 'the database is ready', pid: postmaster.pid, folder: folder.path, ...runsAs });
    return watchedServer(folder, lock, postmaster, connection, options);
  } catch (cause) {
    await postmaster.stop();
    throw cause;
  }
}

function watchedServer(
  folder: DataFolder,
  lock: FolderLock,
  postmaster: Postmaster,
  connection: ServerConnection,
  { log, onExit }: BundledServerOptions,
): BundledServer {
  const logCheck = setInterval(() => {
    rotateLog(folder).catch((cause) => log?.({ level: 'warn', message: 'cannot shorten postgres.log', cause }));
  }, logCheckMs).unref();
  let stopping: Promise<void> | undefined;
  void postmaster.ended.then(({ code, signal }) => {
    clearInterval(logCheck);
    if (stopping) return;
    const error = bundledErrors.DATABASE_ENDED({ folder: folder.path, how: signal ?? `exit code ${code}` });
    log?.({ level: 'error', message: error.message, pid: postmaster.pid });
    onExit?.(error);
  });
  const stop = async () => {
    await postmaster.stop();
    await removeSocketFolder(folder);
    await lock.release();
  };
  return {
    connection,
    url: connectionUrl(connection),
    pid: postmaster.pid,
    startedHere: true,
    stop: () => (stopping ??= stop()),
  };
}

async function makeDatabase(connection: ServerConnection): Promise<void> {
  const { database } = connection;
  await withClient({ ...connection, database: 'postgres' }, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  });
}

async function isAnswering(folder: DataFolder): Promise<boolean> {
  const file = await readPostmasterFile(folder);
  if (!file?.isReady) return false;
  return withClient(musterConnection(file.socketFolder, file.port), (client) => client.query('SELECT 1')).then(
    () => true,
    () => false, // nobody listens at the socket any more
  );
}
