import { constants } from 'node:fs';
import { copyFile, type FileHandle, open, stat, truncate } from 'node:fs/promises';
import type { DataFolder } from './data-folder.ts';

const largestLogBytes = 10 * 1024 * 1024;

/** Keeps the server's log short: past 10 MiB it becomes `postgres.log.1`, replacing the one before. */
export async function rotateLog(folder: DataFolder): Promise<void> {
  if ((await logSize(folder)) <= largestLogBytes) return;
  // The server appends to the file it was given, so it is copied and emptied instead of renamed.
  await copyFile(folder.log, `${folder.log}.1`);
  await truncate(folder.log);
}

/** Opens the server's log for appending; it belongs to the owner of the data folder. */
export async function openLog(folder: DataFolder): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_WRONLY } = constants;
  const log = await open(folder.log, O_APPEND | O_CREAT | O_NOFOLLOW | O_WRONLY, 0o600);
  const owner = await stat(folder.path);
  if (process.getuid?.() === 0) await log.chown(owner.uid, owner.gid);
  return log;
}

/** Returns the size of the server's log in bytes, 0 when there is none. */
export async function logSize(folder: DataFolder): Promise<number> {
  return stat(folder.log).then(
    ({ size }) => size,
    () => 0, // not written yet
  );
}

/** Returns the server's log from a position on, at most the last 64 KiB. */
export async function logFrom(folder: DataFolder, position: number): Promise<string> {
  const handle = await open(folder.log, 'r');
  try {
    const { size } = await handle.stat();
    const start = Math.max(position, size - 65_536);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(0, size - start)), 0, null, start);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
