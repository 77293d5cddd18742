import { type SpawnOptions, spawn } from 'node:child_process';
import { mkdtemp, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { clusterAccess } from './cluster-access.ts';
import { type DataFolder, makePrivateFolder } from './data-folder.ts';
import type { DatabaseUser } from './database-account.ts';
import { bundledErrors, programError } from './errors.ts';
import type { Programs } from './programs.ts';

/** Name of the superuser and of the database. */
export const musterName = 'muster';

const draftPrefix = 'initializing-';

/**
 * Creates the cluster of a data folder unless it is there: UTF-8, code point order, Unicode case mapping.
 *
 * It is made under another name, synced and then renamed, so that a half-made cluster is never taken for a whole one.
 *
 * @returns whether it was created now.
 * @throws DATA_FOLDER_OTHER_VERSION, DATABASE_USER_MISSING, DATA_FOLDER_FULL, DATABASE_START_FAILED
 */
export async function initializeCluster(
  folder: DataFolder,
  programs: Programs,
  user: DatabaseUser | undefined,
  signal?: AbortSignal,
): Promise<boolean> {
  await removeDrafts(folder);
  if (await isInitialized(folder, programs)) return false;
  const draft = await mkdtemp(join(folder.postgres, draftPrefix));
  try {
    await makePrivateFolder(draft, user);
    const { dataArgument, spawnOptions } = await clusterAccess(folder, draft, user);
    const initdb = (args: string[]) =>
      runInitdb(folder, programs, ['-D', dataArgument, ...args], { ...spawnOptions, ...(signal && { signal }) });
    await initdb([...initArguments(programs.majorVersion), '--no-sync']);
    await initdb(['--sync-only']);
    await rename(draft, folder.cluster);
    await syncFolder(folder.postgres);
    return true;
  } finally {
    await rm(draft, { recursive: true, force: true, maxRetries: 5 });
  }
}

function initArguments(majorVersion: number): string[] {
  // The builtin provider is independent of the system's libraries, but only exists since PostgreSQL 17.
  const locale =
    majorVersion >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8', '--lc-messages=C'];
  // Whoever can enter the socket's folder, which is private, is trusted; there is no other way in.
  const authentication = ['--auth-local=trust', '--auth-host=reject'];
  return [`--username=${musterName}`, '--encoding=UTF8', ...locale, ...authentication, '--no-instructions'];
}

async function isInitialized(folder: DataFolder, programs: Programs): Promise<boolean> {
  const found = await readFile(join(folder.cluster, 'PG_VERSION'), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  if (found === undefined) return false;
  const expected = String(programs.majorVersion);
  if (found.trim() === expected) return true;
  throw bundledErrors.DATA_FOLDER_OTHER_VERSION({ folder: folder.path, found: found.trim(), expected });
}

async function removeDrafts(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.postgres)) {
    if (!name.startsWith(draftPrefix)) continue;
    await rm(join(folder.postgres, name), { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runInitdb(folder: DataFolder, programs: Programs, args: string[], options: SpawnOptions): Promise<void> {
  const child = spawn(join(programs.binDir, 'initdb'), args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  if (output.includes('could not look up effective user ID')) {
    const user = `with the number ${options.uid ?? process.getuid?.()}`;
    throw bundledErrors.DATABASE_USER_MISSING({ user }, { cause: output });
  }
  throw programError(folder.path, output);
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
