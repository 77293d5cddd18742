import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppError } from '@muster/kernel';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachBundledServer } from './attach-bundled-server.ts';
import { type BundledServer, startBundledServer } from './bundled-server.ts';
import { isRunning } from './processes.ts';
import { query } from './query.fixture.ts';

let dataDir: string;
let server: BundledServer;
beforeAll(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'muster-server-')), 'not yet there');
  server = await startBundledServer({ dataDir });
});
afterAll(async () => {
  await server.stop();
  await rm(join(dataDir, '..'), { recursive: true, force: true });
});

test('the database is durable, private, and sorts and folds as the product expects', async () => {
  const settings = [
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'listen_addresses',
    'TimeZone',
    'data_checksums',
  ];
  const rows = await query(server.url, 'SELECT name, setting FROM pg_settings WHERE name = ANY($1)', [settings]);
  expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    TimeZone: 'UTC',
    data_checksums: 'on',
  });
  const sql = `SELECT current_database() AS database, current_user AS user, pg_encoding_to_char(encoding) AS encoding,
    upper('straße éσω') AS upper, lower('ÀÉΣЖ') AS lower, 'a' > 'B' AS by_code_point
    FROM pg_database WHERE datname = current_database()`;
  expect(await query(server.url, sql)).toEqual([
    { database: 'muster', user: 'muster', encoding: 'UTF8', upper: 'STRAßE ÉΣΩ', lower: 'àéσж', by_code_point: true },
  ]);
});

test('a second start is refused in one line that names folder and process', async () => {
  const refused = startBundledServer({ dataDir });
  await expect(refused).rejects.toMatchObject({
    code: 'DATA_FOLDER_IN_USE',
    message: expect.stringMatching(new RegExp(`^[^\\n]*not yet there[^\\n]* ${process.pid}$`)),
    help: expect.stringContaining('--data'),
  });
});

test('attaching finds the running server and never stops it', async () => {
  const attached = await attachBundledServer(dataDir);
  expect(attached).toMatchObject({ startedHere: false, pid: server.pid });
  await attached!.stop();
  expect(await query(attached!.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await attachBundledServer(join(dataDir, 'elsewhere'))).toBeUndefined();
});

test('stop leaves no process, may be called twice, and the data is there at the next start', async () => {
  await query(server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const idle = new pg.Client(server.url);
  idle.on('error', () => undefined); // cut by the stop
  await idle.connect();
  await Promise.all([server.stop(), server.stop()]);
  expect(isRunning(server.pid)).toBe(false);
  expect(await attachBundledServer(dataDir)).toBeUndefined();
  server = await startBundledServer({ dataDir });
  expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('a server that dies is reported, and starts again with its data', async () => {
  await server.stop();
  const ended = new Promise<AppError>((onExit) => {
    void startBundledServer({ dataDir, onExit }).then((started) => {
      server = started;
      process.kill(started.pid, 'SIGKILL');
    });
  });
  expect(await ended).toMatchObject({ code: 'DATABASE_ENDED', message: expect.stringContaining('SIGKILL') });
  await server.stop();
  server = await startBundledServer({ dataDir });
  expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('a start that is given up or fails leaves the folder free', async () => {
  await server.stop();
  const giveUp = new AbortController();
  const given = startBundledServer({ dataDir, signal: giveUp.signal });
  giveUp.abort(new Error('not today'));
  await expect(given).rejects.toThrow('not today');
  await expect(startBundledServer({ dataDir, settings: { max_connections: 'many' } })).rejects.toMatchObject({
    code: 'DATABASE_START_FAILED',
    message: expect.stringContaining('max_connections'),
  });
  server = await startBundledServer({ dataDir });
});

test('a folder of another major version is left alone', async () => {
  await server.stop();
  const versionFile = join(dataDir, 'postgres', 'data', 'PG_VERSION');
  const version = await readFile(versionFile, 'utf8');
  await writeFile(versionFile, '17\n');
  await expect(startBundledServer({ dataDir })).rejects.toMatchObject({
    code: 'DATA_FOLDER_OTHER_VERSION',
    message: expect.stringMatching(/PostgreSQL 17.*PostgreSQL 18/),
  });
  await writeFile(versionFile, version);
  server = await startBundledServer({ dataDir });
});

test('a folder without programs is reported', async () => {
  await server.stop();
  await expect(startBundledServer({ dataDir, binDir: '/nowhere' })).rejects.toMatchObject({
    code: 'DATABASE_PROGRAMS_MISSING',
  });
});
