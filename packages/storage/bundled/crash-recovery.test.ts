import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachBundledServer } from './attach-bundled-server.ts';
import { type BundledServer, startBundledServer } from './bundled-server.ts';
import { type ChildOutcome, endChild, killChild, outcomeOf, spawnStarter, startInChild } from './child-starter.ts';
import { isRunning } from './processes.ts';
import { query } from './query.fixture.ts';

let dataDir: string;
let server: BundledServer | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'muster-crash-'));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts a child, commits a row through it, and returns both. */
async function childWithCommittedRow(): Promise<ChildOutcome> {
  const outcome = await startInChild(dataDir);
  await query(outcome.url!, 'CREATE TABLE kept AS SELECT 42 AS answer');
  return outcome;
}

async function expectCommittedRow(): Promise<void> {
  expect(await query(server!.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
}

test('kill -9 of Muster: the server left behind is stopped and the data is there', async () => {
  const outcome = await childWithCommittedRow();
  await killChild(outcome);
  expect(isRunning(outcome.pid!), 'the server outlives its killed parent').toBe(true);
  expect(await attachBundledServer(dataDir), 'nobody owns it').toBeUndefined();
  const lines: string[] = [];
  server = await startBundledServer({ dataDir, log: ({ message }) => lines.push(message) });
  expect(isRunning(outcome.pid!)).toBe(false);
  expect(lines[0]).toContain('left running');
  await expectCommittedRow();
});

test('kill -9 of Muster and its server, in either order', async () => {
  const first = await childWithCommittedRow();
  process.kill(first.pid!, 'SIGKILL');
  await killChild(first);
  server = await startBundledServer({ dataDir });
  await expectCommittedRow();
  await server.stop();

  const second = await startInChild(dataDir);
  await killChild(second);
  process.kill(second.pid!, 'SIGKILL');
  server = await startBundledServer({ dataDir });
  await expectCommittedRow();
});

test('the number of a killed server may belong to another process by now', async () => {
  const outcome = await childWithCommittedRow();
  process.kill(outcome.pid!, 'SIGKILL');
  await killChild(outcome);
  while (isRunning(outcome.pid!)) await sleep(5);
  const stranger = await startStranger();
  try {
    const pidFile = join(dataDir, 'postgres', 'data', 'postmaster.pid');
    const content = await readFile(pidFile, 'utf8');
    await writeFile(pidFile, content.replace(/^\d+/, String(stranger)));
    server = await startBundledServer({ dataDir });
    await expectCommittedRow();
    expect(isRunning(stranger), 'the stranger is left alone').toBe(true);
  } finally {
    process.kill(stranger, 'SIGKILL');
  }
});

test('of two that start at once in a folder left by a killed one, one starts and one is refused', async () => {
  await killChild(await childWithCommittedRow());
  const outcomes = await Promise.all([spawnStarter(dataDir), spawnStarter(dataDir)].map(outcomeOf));
  const [winner] = outcomes.filter(({ url }) => url);
  try {
    expect(outcomes.map(({ code }) => code).sort()).toEqual(['DATA_FOLDER_IN_USE', undefined]);
    expect(await query(winner!.url!, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  } finally {
    await Promise.all(outcomes.map(endChild));
  }
  expect(isRunning(winner!.pid!)).toBe(false);
});

test('kill -9 while the cluster is being made: it is made anew', async () => {
  const child = spawnStarter(dataDir);
  const drafts = async () =>
    (await readdir(join(dataDir, 'postgres')).catch(() => [])).filter((name) => name.startsWith('initializing-'));
  while ((await drafts()).length === 0) await sleep(2);
  await sleep(100); // well into it: the whole takes some 400 ms
  await killChild({ child, logged: [] });
  expect(await drafts()).toHaveLength(1);
  server = await startBundledServer({ dataDir });
  expect(await query(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await drafts()).toEqual([]);
});

test('kill -9 right after the cluster was made: the database is still created', async () => {
  server = await startBundledServer({ dataDir });
  await query(server.url.replace('/muster?', '/postgres?'), 'DROP DATABASE muster');
  await server.stop();
  server = await startBundledServer({ dataDir });
  expect(await query(server.url, 'SELECT current_database() AS name')).toEqual([{ name: 'muster' }]);
});

/** A process that has nothing to do with the database; as the database's own account PostgreSQL would fall for it. */
async function startStranger(): Promise<number> {
  const { uid, gid } = await stat(join(dataDir, 'postgres', 'data'));
  return spawn('sleep', ['60'], { uid, gid, stdio: 'ignore' }).pid!;
}
