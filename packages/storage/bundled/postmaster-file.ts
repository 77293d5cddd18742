import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { DataFolder } from './data-folder.ts';

/** What a running (or killed) server wrote about itself into `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** Absolute folder of the socket; empty while the server has not opened it. */
  readonly socketFolder: string;
  readonly isReady: boolean;
}

/** Returns the content of the cluster's `postmaster.pid`, or undefined when there is none. */
export async function readPostmasterFile(folder: DataFolder): Promise<PostmasterFile | undefined> {
  const text = await readFile(postmasterFilePath(folder), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
  const lines = text?.split('\n') ?? [];
  if (!lines[0]) return undefined;
  return {
    pid: Math.abs(Number(lines[0])),
    port: Number(lines[3] ?? 0),
    socketFolder: lines[4] ? resolve(folder.cluster, lines[4]) : '',
    isReady: lines[7]?.trim() === 'ready',
  };
}

export function postmasterFilePath(folder: DataFolder): string {
  return join(folder.cluster, 'postmaster.pid');
}
