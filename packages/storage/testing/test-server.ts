import { access, chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type BundledServer, startBundledServer } from '../bundled/bundled-server.ts';
import { dataFolderAt } from '../bundled/data-folder.ts';
import { folderOwner } from '../bundled/folder-lock.ts';
import { stopLeftOver } from '../bundled/left-over-postmaster.ts';
import type { ServerSettings } from '../bundled/server-settings.ts';

/** A PostgreSQL server that tests may create databases on. */
export interface TestServer {
  /** Address of a database that exists, as a user who may create others. */
  readonly url: string;
}

/** A server of the caller's own, to be stopped by the caller. */
export interface OwnTestServer extends TestServer {
  stop(): Promise<void>;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the run's shared server; absent when the global setup is not configured. */
    testServerUrl: string;
  }
}

const folderPrefix = 'muster-test-';

/** Nothing here outlives the run, so nothing is synced. */
const hurriedSettings: ServerSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_connections: '200',
};

let ownServer: Promise<OwnTestServer> | undefined;

/**
 * Returns the server that all test files of a run share. Without the global setup each process starts one of its own,
 * which is removed at the latest by the next run.
 */
export async function testServer(): Promise<TestServer> {
  const url = inject('testServerUrl');
  if (url) return { url };
  ownServer ??= removeAbandonedTestServers().then(() => startTestServer());
  return ownServer;
}

/** Starts a server in a temporary folder, with the bundled programs or those in `binDir`; `stop` removes the folder. */
export async function startTestServer(options: { binDir?: string } = {}): Promise<OwnTestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), folderPrefix));
  const removeFolder = () => rm(dataDir, { recursive: true, force: true });
  try {
    await chmod(dataDir, 0o711); // PostgreSQL before 16, run by root as another user, walks through it
    const server: BundledServer = await startBundledServer({ dataDir, settings: hurriedSettings, ...options });
    return { url: server.url, stop: () => server.stop().then(removeFolder) };
  } catch (cause) {
    await removeFolder();
    throw cause;
  }
}

/** Stops the servers, and removes the folders, of test runs that were killed. */
export async function removeAbandonedTestServers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const path = join(tmpdir(), name);
    const owner = await folderOwner(dataFolderAt(path)).catch(() => undefined); // another user's folder is not ours to remove
    if (owner?.liveness !== 'dead') continue;
    await stopLeftOver(dataFolderAt(path), 1_000);
    await rm(path, { recursive: true, force: true });
  }
}

/** The oldest PostgreSQL that Muster supports, or the one-line reason why it is not at hand. */
export type OldestServer =
  | { readonly server: OwnTestServer; readonly reason?: never }
  | { readonly server?: never; readonly reason: string };

/**
 * Returns a PostgreSQL 15 server: the one at `MUSTER_TEST_PG15_URL`, else one started with Debian's programs.
 * The caller stops it.
 */
export async function findPostgres15(binDir = '/usr/lib/postgresql/15/bin'): Promise<OldestServer> {
  const url = process.env.MUSTER_TEST_PG15_URL;
  if (url) return { server: { url, stop: async () => undefined } };
  const isInstalled = await access(join(binDir, 'postgres')).then(
    () => true,
    () => false,
  );
  if (!isInstalled) return { reason: `no PostgreSQL 15 in ${binDir} and MUSTER_TEST_PG15_URL is not set` };
  return { server: await startTestServer({ binDir }) };
}
