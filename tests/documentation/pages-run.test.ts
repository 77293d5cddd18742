import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, readConfiguration, serve } from '@muster/server';
import { type FreshDatabase, freshDatabase } from '@muster/storage/testing/fresh-database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDirectory } from '../scenarios/test-directory.ts';
import { consoleBlocks, runBlocks, tidy } from './console-blocks.ts';
import { explainedDirectory } from './explained-directory.ts';
import { root } from './markdown-files.ts';

const clientId = '00000000-0000-4000-8000-00000000d0c5';
const clientSecret = 'the-tour-knows-this-secret';

const hasShell = ['bash', 'curl'].every((program) => spawnSync(program, ['--version']).status === 0);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'muster-pages-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a page's commands and compares what the page says they print. */
async function expectPage(page: string, environment: Readonly<Record<string, string>> = {}): Promise<void> {
  const blocks = consoleBlocks(page);
  const printed = await runBlocks(blocks, folder, environment);
  expect(printed.length).toBe(blocks.length);
  for (const [i, { commands, output = '' }] of blocks.entries()) {
    expect(`${commands}\n${printed[i]}`).toBe(`${commands}\n${tidy(output)}`);
  }
}

const page = (path: string) => readFileSync(join(root, path), 'utf8');

describe.skipIf(!hasShell)('the page for people who write rules (needs bash)', () => {
  it('shows what its commands print', () => expectPage(page('docs/rule-writers.md')));
});

describe.skipIf(!hasShell)('the page about explanations (needs bash)', () => {
  let story: TestDirectory;
  beforeAll(async () => {
    story = await explainedDirectory();
  });
  afterAll(() => story?.close());

  it('shows what its commands print', () =>
    expectPage(page('docs/administrators/explain.md'), { DATABASE_URL: story.url }));
});

describe.skipIf(!hasShell)('the tour of the README (needs bash and curl)', () => {
  let database: FreshDatabase;
  let server: RunningServer;
  beforeAll(async () => {
    database = await freshDatabase();
    const environment = { MUSTER_BOOTSTRAP_CLIENT_ID: clientId, MUSTER_BOOTSTRAP_CLIENT_SECRET: clientSecret };
    const settings = { databaseUrl: database.url, demo: true, port: '0', logLevel: 'silent' };
    server = await serve(readConfiguration(settings, environment));
  });
  afterAll(async () => {
    await server?.stop();
    await database?.drop();
  });

  it('shows what its commands print', () => {
    const tour = page('README.md')
      .replaceAll('http://127.0.0.1:8080', server.url)
      .replace("'the tenant id'", server.tenantId)
      .replace("'the client id'", clientId)
      .replace("'the client secret'", clientSecret);
    return expectPage(tour, { DATABASE_URL: database.url });
  });
});
