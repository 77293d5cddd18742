import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterAccess } from './cluster-access.ts';
import type { DataFolder } from './data-folder.ts';
import type { DatabaseUser } from './database-account.ts';
import { programError } from './errors.ts';
import { postmasterMark } from './left-over-postmaster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import type { Programs } from './programs.ts';
import { logFrom, logSize, openLog } from './server-log.ts';
import { type ServerSettings, settingArguments } from './server-settings.ts';

/** How a server process ended. */
export interface ServerExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The server process that this process started. */
export interface Postmaster {
  readonly pid: number;
  /** Settled when the process has ended. */
  readonly ended: Promise<ServerExit>;
  /** Ends it if it runs: fast, then immediate, then killed. */
  stop(): Promise<void>;
}

/** What is needed to start the server of a data folder. */
export interface PostmasterOptions {
  readonly folder: DataFolder;
  readonly programs: Programs;
  readonly user: DatabaseUser | undefined;
  readonly settings: ServerSettings;
  readonly stopTimeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

const pollMs = 3;
/** After an immediate stop no checkpoint is written; what takes longer than this hangs. */
const immediateStopMs = 5_000;
/** How often to try again while processes of a killed server are still letting go of its memory. */
const memoryInUseRetries = 100;
const memoryInUsePauseMs = 100;

/**
 * Starts the server and waits until it accepts connections; recovery after a crash may take its time.
 *
 * @throws DATA_FOLDER_FULL, DATA_FOLDER_NOT_PERMITTED, DATABASE_START_FAILED; the reason of `signal` when aborted.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  for (let attempt = 0; ; attempt += 1) {
    options.signal?.throwIfAborted();
    const logStart = await logSize(options.folder);
    const postmaster = await spawnPostmaster(options);
    if (await isReady(options, postmaster)) return postmaster;
    const output = await logFrom(options.folder, logStart);
    const isMemoryInUse = output.includes('pre-existing shared memory block');
    if (!isMemoryInUse || attempt === memoryInUseRetries) throw programError(options.folder.path, output);
    await sleep(memoryInUsePauseMs);
  }
}

async function spawnPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  const { folder, programs, user, settings } = options;
  const { dataArgument, spawnOptions } = await clusterAccess(folder, folder.cluster, user);
  const log = await openLog(folder);
  try {
    const args = ['-D', dataArgument, ...settingArguments(settings), '-c', postmasterMark(folder)];
    // Detached: Ctrl-C in the terminal is for Muster, which ends its work before it stops the server.
    const stdio: StdioOptions = ['ignore', log.fd, log.fd];
    const child = spawn(join(programs.binDir, 'postgres'), args, { ...spawnOptions, detached: true, stdio });
    return await postmasterOf(child, options.stopTimeoutMs);
  } finally {
    await log.close();
  }
}

async function postmasterOf(child: ChildProcess, stopTimeoutMs: number): Promise<Postmaster> {
  const ended = new Promise<ServerExit>((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', reject);
  });
  // The server alone must not keep the process alive; if that ends without `stop`, the server is told to end too.
  child.unref();
  const endWithUs = () => child.kill('SIGINT');
  process.once('exit', endWithUs);
  const gone = ended.finally(() => process.removeListener('exit', endWithUs));
  return { pid: child.pid!, ended: gone, stop: () => stopChild(child, gone, stopTimeoutMs) };
}

async function stopChild(child: ChildProcess, ended: Promise<ServerExit>, stopTimeoutMs: number): Promise<void> {
  child.ref();
  const steps = [
    ['SIGINT', stopTimeoutMs],
    ['SIGQUIT', immediateStopMs],
    ['SIGKILL', immediateStopMs],
  ] as const;
  for (const [signal, timeoutMs] of steps) {
    child.kill(signal);
    const timer = new AbortController();
    const timeUp = sleep(timeoutMs, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const);
    const first = await Promise.race([ended, timeUp]);
    timer.abort();
    if (first !== 'late') return;
  }
}

/** Waits until the server is ready (true) or has given up (false). */
async function isReady({ folder, signal }: PostmasterOptions, postmaster: Postmaster): Promise<boolean> {
  let hasEnded = false;
  void postmaster.ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    if (signal?.aborted) {
      await postmaster.stop();
      signal.throwIfAborted();
    }
    const file = await readPostmasterFile(folder);
    if (file?.isReady && file.pid === postmaster.pid) return true;
    await sleep(pollMs);
  }
  return false;
}
