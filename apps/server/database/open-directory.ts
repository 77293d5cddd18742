import { createDirectory, type Directory, type RemotePasswords } from '@muster/directory';
import type { AppError, Clock } from '@muster/kernel';
import {
  attachBundledServer,
  type BundledServer,
  migrateDatabase,
  type OpenStore,
  openStore,
  type StoreLog,
  startBundledServer,
} from '@muster/storage';
import type { ServerConfiguration } from '../configuration/read-configuration.ts';

/** An open directory and the database behind it. */
export interface OpenedDirectory {
  readonly directory: Directory;
  readonly open: OpenStore;
  /** Ends all connections; stops the bundled server when it was started here. */
  close(): Promise<void>;
}

export interface OpenDirectoryOptions {
  readonly database: ServerConfiguration['database'];
  readonly clock: Clock;
  readonly log: StoreLog;
  /** Works beside a running Muster on the same data folder instead of refusing it. */
  readonly isGuest?: boolean;
  /** False answers rules for everybody from the database instead of from memory. */
  readonly keepsColumns?: boolean;
  /** Made on the open store: checks the passwords of synchronised users. */
  readonly remotePasswords?: (open: OpenStore) => RemotePasswords & { close(): Promise<void> };
  /** Somebody works the queue of mails off. */
  readonly sendsMail?: boolean;
  readonly onPassQueued?: () => void;
  /** Told when the bundled server ends although nobody stopped it. */
  readonly onDatabaseExit?: (error: AppError) => void;
}

/**
 * Opens the directory: starts the bundled PostgreSQL when that is where it is kept, brings the schema up to date,
 * loads the memberships.
 *
 * @throws AppError of the bundled server and of `openStore`
 */
export async function openDirectory(options: OpenDirectoryOptions): Promise<OpenedDirectory> {
  const server = await startServer(options);
  try {
    const { database } = options;
    const connectionString = database.kind === 'url' ? database.url : server!.url;
    await migrateDatabase({ connectionString }, options.log);
    const open = await openStore({ database: { connectionString, max: 10 }, log: options.log });
    const remotePasswords = options.remotePasswords?.(open);
    const directory = createDirectory({
      store: open.store,
      memberships: open.memberships,
      clock: options.clock,
      keepsColumns: options.keepsColumns ?? true,
      sendsMail: options.sendsMail ?? false,
      ...(remotePasswords === undefined ? {} : { remotePasswords }),
      ...(options.onPassQueued === undefined ? {} : { onPassQueued: options.onPassQueued }),
    });
    const close = async () => {
      await remotePasswords?.close();
      await open.close();
      await server?.stop();
    };
    return { directory, open, close };
  } catch (problem) {
    await server?.stop();
    throw problem;
  }
}

async function startServer(options: OpenDirectoryOptions): Promise<BundledServer | undefined> {
  const { database, log } = options;
  if (database.kind === 'url') return undefined;
  const { dataDir } = database;
  if (options.isGuest) {
    const running = await attachBundledServer(dataDir);
    if (running !== undefined) return running;
  }
  return startBundledServer({
    dataDir,
    log: ({ level, message, ...details }) => {
      if (level !== 'info') log.warn(details, message);
    },
    ...(options.onDatabaseExit === undefined ? {} : { onExit: options.onDatabaseExit }),
  });
}
