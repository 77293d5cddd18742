import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dataFolderAt } from './data-folder.ts';
import { folderOwner, takeFolderLock } from './folder-lock.ts';
import { ownMark, type ProcessMark } from './processes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const nowhere = async () => false;

async function leaveClaim(mark: Partial<ProcessMark>, number = 7): Promise<void> {
  await mkdir(join(folder, 'lock'), { recursive: true });
  await writeFile(join(folder, 'lock', String(number)), JSON.stringify({ ...ownMark(), isReleased: false, ...mark }));
}

test('one holder at a time, and the next after release', async () => {
  const lock = await takeFolderLock(dataFolderAt(folder), nowhere);
  expect(await folderOwner(dataFolderAt(folder))).toEqual({ pid: process.pid, liveness: 'alive' });
  await expect(takeFolderLock(dataFolderAt(folder), nowhere)).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
  await lock.release();
  expect(await folderOwner(dataFolderAt(folder))).toBeUndefined();
  const next = await takeFolderLock(dataFolderAt(folder), nowhere);
  await lock.release();
  expect(await folderOwner(dataFolderAt(folder)), 'a second release must not free what another holds').toBeDefined();
  await next.release();
});

describe('a claim left behind', () => {
  const cases: [string, Partial<ProcessMark>, 'free' | 'held'][] = [
    ['by a process that has ended', { pid: 2 ** 22 + 1 }, 'free'],
    ['by a process whose number now belongs to another', { startedAt: '1' }, 'free'],
    ['before the machine was started again', { boot: 'before', space: 'other' }, 'free'],
    ['by a process that still runs', {}, 'held'],
  ];
  test.each(cases)('%s', async (_, mark, expected) => {
    await leaveClaim(mark);
    const taken = takeFolderLock(dataFolderAt(folder), nowhere);
    if (expected === 'free') await expect(taken).resolves.toBeDefined();
    else await expect(taken).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
  });

  test.each([true, false])('by another container holds while its database answers: %s', async (isAnswering) => {
    await leaveClaim({ space: 'pid:[1]' });
    const taken = takeFolderLock(dataFolderAt(folder), async () => isAnswering);
    if (isAnswering) await expect(taken).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    else await expect(taken).resolves.toBeDefined();
  });

  test('torn by a crash of the machine is nobody’s', async () => {
    await leaveClaim({});
    await writeFile(join(folder, 'lock', '8'), '{"pid":');
    await expect(takeFolderLock(dataFolderAt(folder), nowhere)).resolves.toBeDefined();
  });
});

test('of many who find the same dead claim exactly one gets the folder', async () => {
  for (let round = 0; round < 20; round += 1) {
    await leaveClaim({ pid: 2 ** 22 + 1 }, 1000 + round * 10);
    const attempts = await Promise.allSettled(
      Array.from({ length: 12 }, () => takeFolderLock(dataFolderAt(folder), nowhere)),
    );
    const won = attempts.filter((attempt) => attempt.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]!.value.release();
  }
  expect(await readdir(join(folder, 'lock'))).toHaveLength(1);
});
