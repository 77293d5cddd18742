import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { bundledErrors } from './errors.ts';
import { type PostmasterFile, postmasterFilePath, readPostmasterFile } from './postmaster-file.ts';
import { commandLineOf, endProcess, isNumberTaken, isRunning } from './processes.ts';

/** A setting without effect that shows in the process list which data folder a server belongs to. */
export function postmasterMark(folder: DataFolder): string {
  return `muster.data_folder=${folder.path}`;
}

/**
 * Stops a server that a killed Muster left behind, cleanly if it can be, and clears away its traces that would keep
 * a new one from starting. The caller holds the folder's lock.
 *
 * @returns the pid of the server that was stopped.
 * @throws DATA_FOLDER_IN_USE when it cannot be stopped.
 */
export async function stopLeftOver(folder: DataFolder, stopTimeoutMs: number): Promise<number | undefined> {
  const file = await readPostmasterFile(folder);
  if (!file) return undefined;
  const isServer = isRunning(file.pid) && isServerOf(folder, file.pid);
  if (isServer && !(await endProcess(file.pid, endSteps(stopTimeoutMs)))) {
    throw bundledErrors.DATA_FOLDER_IN_USE({ folder: folder.path, pid: file.pid });
  }
  if (isNumberTaken(file.pid)) await removeStaleFiles(folder, file);
  return isServer ? file.pid : undefined;
}

function endSteps(stopTimeoutMs: number): [NodeJS.Signals, number][] {
  return [
    ['SIGINT', stopTimeoutMs],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ];
}

function isServerOf(folder: DataFolder, pid: number): boolean {
  return commandLineOf(pid).trim().endsWith(postmasterMark(folder)); // it is the last argument
}

/**
 * The number of a server that is gone is still or again in use: by an unrelated process, or because nobody has collected
 * the ended one. PostgreSQL would take either for the server; where the number is free it clears up itself. Its other
 * safeguard, memory still in use by processes of the killed server, needs no file.
 */
async function removeStaleFiles(folder: DataFolder, file: PostmasterFile): Promise<void> {
  await rm(postmasterFilePath(folder), { force: true });
  if (file.socketFolder) await rm(join(file.socketFolder, `.s.PGSQL.${file.port}.lock`), { force: true });
}
