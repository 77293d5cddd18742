import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { bundledErrors } from './errors.ts';
import { type Liveness, livenessOf, ownMark, type ProcessMark } from './processes.ts';

/** Held by the one Muster process that works on a data folder. */
export interface FolderLock {
  /** Lets the next process in; further calls do nothing. */
  release(): Promise<void>;
}

/** Who took a folder's lock last. */
export interface FolderOwner {
  readonly pid: number;
  readonly liveness: Liveness;
}

interface Claim {
  readonly number: number;
  readonly mark: ProcessMark;
  readonly isReleased: boolean;
}

/**
 * Takes the lock of a data folder.
 *
 * Claims are numbered files; the highest number counts, and a new claim may only be made above a released one
 * or one whose process has ended.
 *
 * INVARIANT: the highest number never falls. A claim appears at once with its content (`link`), only one
 * process can make a given number, only numbers below one's own are deleted, and release rewrites instead of deleting. So
 * whoever made a number and then still sees it as the highest is the only holder, however slow it was.
 *
 * @param isUsedElsewhere asked when the last owner lives in another container and cannot be looked up.
 * @throws DATA_FOLDER_IN_USE
 */
export async function takeFolderLock(folder: DataFolder, isUsedElsewhere: () => Promise<boolean>): Promise<FolderLock> {
  const claims = folder.lock;
  await mkdir(claims, { recursive: true, mode: 0o700 });
  for (;;) {
    const last = await lastClaim(claims);
    if (last && (await isHeld(last, isUsedElsewhere))) {
      throw bundledErrors.DATA_FOLDER_IN_USE({ folder: folder.path, pid: last.mark.pid });
    }
    const number = (last?.number ?? 0) + 1;
    if (!(await makeClaim(claims, number))) continue;
    if (await isHighest(claims, number)) return heldLock(claims, number);
    await rm(join(claims, String(number)), { force: true });
  }
}

/** Returns the process that holds, or held until it was killed, the folder's lock; undefined when it was released. */
export async function folderOwner(folder: DataFolder): Promise<FolderOwner | undefined> {
  const last = await lastClaim(folder.lock);
  if (!last || last.isReleased) return undefined;
  return { pid: last.mark.pid, liveness: livenessOf(last.mark) };
}

async function isHeld(claim: Claim, isUsedElsewhere: () => Promise<boolean>): Promise<boolean> {
  if (claim.isReleased) return false;
  const liveness = livenessOf(claim.mark);
  return liveness === 'alive' || (liveness === 'elsewhere' && (await isUsedElsewhere()));
}

async function makeClaim(claims: string, number: number): Promise<boolean> {
  const draft = join(claims, `${randomUUID()}.draft`);
  await writeFile(draft, content(false), { mode: 0o644 });
  try {
    await link(draft, join(claims, String(number)));
    return true;
  } catch (cause) {
    // EEXIST: another was quicker. ENOENT: another, having won, cleared our draft away.
    if (['EEXIST', 'ENOENT'].includes((cause as NodeJS.ErrnoException).code ?? '')) return false;
    throw cause;
  } finally {
    await rm(draft, { force: true });
  }
}

async function isHighest(claims: string, number: number): Promise<boolean> {
  return (await claimNumbers(claims)).every((other) => other <= number);
}

async function heldLock(claims: string, number: number): Promise<FolderLock> {
  for (const name of await readdir(claims)) {
    if (name.endsWith('.draft') || Number(name) < number) await rm(join(claims, name), { force: true });
  }
  let isReleased = false;
  return {
    async release() {
      if (isReleased) return;
      isReleased = true;
      const draft = join(claims, `${number}-released.draft`);
      await writeFile(draft, content(true), { mode: 0o644 });
      await rename(draft, join(claims, String(number)));
    },
  };
}

function content(isReleased: boolean): string {
  return `${JSON.stringify({ ...ownMark(), isReleased })}\n`;
}

async function lastClaim(claims: string): Promise<Claim | undefined> {
  for (;;) {
    const number = (await claimNumbers(claims)).at(-1);
    if (number === undefined) return undefined;
    const text = await readIfThere(join(claims, String(number)));
    if (text === undefined) continue; // deleted by a higher claim in the meantime
    return { number, ...parseClaim(text) };
  }
}

/** A claim that a crash of the machine left empty or torn belongs to nobody. */
function parseClaim(text: string): { mark: ProcessMark; isReleased: boolean } {
  try {
    const { isReleased, ...mark } = JSON.parse(text) as ProcessMark & { isReleased: boolean };
    return { mark, isReleased };
  } catch {
    return { mark: { pid: 0, startedAt: '', boot: '', space: '' }, isReleased: true };
  }
}

async function claimNumbers(claims: string): Promise<number[]> {
  const names = await readdir(claims).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return [];
    throw cause;
  });
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined;
    throw cause;
  });
}
