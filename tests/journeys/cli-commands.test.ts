import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDepartmentGroup } from './crash/department-groups.ts';
import { generatePeople, writePeopleFile } from './crash/people-file.ts';
import {
  binary,
  cleanUp,
  getToken,
  type Json,
  type MusterProcess,
  postmasterOf,
  runMuster,
  serveMuster,
  spawnMuster,
  temporaryFolder,
  until,
} from './muster-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
afterAll(cleanUp);

const fixture = (name: string) => fileURLToPath(new URL(`../../fixtures/people/${name}`, import.meta.url));
const employees = [fixture('adventureworks-employees.csv'), '--map', fixture('adventureworks-employees.map.json')];
const lines = (text: string): Json[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('help', () => {
  const commands = [
    'serve',
    'explain',
    'verify',
    'rule check',
    'rule lint',
    'rule eval',
    'rule format',
    'pass list',
    'app create',
    'doctor',
    'role list',
    'role assign',
    'role remove',
    'admin add',
    'admin recover',
    'settings list',
    'settings set',
    'keys list',
    'keys rotate',
    'import csv',
  ];
  it.each(commands)(
    'of `muster %s` has its usage, examples and exit codes, and fits the width of a pipe',
    async (command) => {
      const { code, out, err } = await runMuster([...command.split(' '), '--help']);
      expect([code, err]).toEqual([0, '']);
      expect(out).toMatch(new RegExp(`^Usage: muster ${command} \\[options\\]`));
      expect(out).toMatch(/\nExamples:\n {2}\$ muster /);
      expect(out).toMatch(/\nExit codes:\n {2}0 +/);
      expect(out).not.toContain('\u001b[');
    },
  );

  it('without a command: the list of commands on standard error, exit code 2', async () => {
    const { code, out, err } = await runMuster([]);
    expect([code, out]).toEqual([2, '']);
    for (const name of [
      'serve',
      'explain',
      'verify',
      'doctor',
      'rule',
      'app',
      'role',
      'admin',
      'settings',
      'keys',
      'import',
    ])
      expect(err).toMatch(new RegExp(`\n {2}${name} `));
  });

  it('every setting of `serve` is there with its variable', async () => {
    const { out } = await runMuster(['serve', '--help']);
    for (const name of ['--data', '--port', '--tls-cert', '--trust-proxy', '--demo'])
      expect(out).toContain(`  ${name}`);
    expect(out).toMatch(/\n {2}DATABASE_URL +--database-url\n/);
    expect(out).toMatch(/\n {2}MUSTER_BOOTSTRAP_CLIENT_ID +environment only\n/);
  });
});

describe('a folder without a directory', () => {
  it.each([
    ['explain', ['explain', 'ann@contoso.com', 'Sales']],
    ['verify', ['verify']],
    ['app create', ['app', 'create', '--name', 'x', '--all-permissions']],
    ['import csv', ['import', 'csv', ...employees]],
  ])('muster %s: one line, what to do, exit code 2', async (_, args) => {
    const folder = join(await temporaryFolder(), 'data');
    const { code, out, err } = await runMuster([...args, '--data', folder]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(
      `error: there is no directory in \`${folder}\`\n  start the server there once with \`muster serve\`, or name another folder with --data\n`,
    );
    expect(postmasterOf(folder)).toBeUndefined();
  });
});

describe('commands beside a server and alone', () => {
  let dataDir: string;
  let muster: MusterProcess;
  const startAgain = async () => {
    muster = await serveMuster(['--data', dataDir, '--domain', 'adventure-works.com']);
  };
  beforeAll(async () => {
    dataDir = await temporaryFolder();
    await startAgain();
  });

  it('an application created beside the server can sign in at once, and do what it was given', async () => {
    const args = ['app', 'create', '--name', 'Reader', '--permission', 'User.Read.All', '--json', '--data', dataDir];
    const { code, out, err } = await runMuster(args);
    expect([code, err]).toEqual([0, '']);
    const [created] = lines(out);
    expect(created).toMatchObject({ tenantId: muster.tenantId, permissions: ['User.Read.All'] });
    const token = await getToken(muster.url, muster.tenantId, created);
    const as = { headers: { authorization: `Bearer ${token}` } };
    expect((await fetch(`${muster.url}/v1.0/users`, as)).status).toBe(200);
    expect((await fetch(`${muster.url}/v1.0/groups`, as)).status).toBe(403);
  });

  it('an application created alone can sign in after the next start', async () => {
    await muster.end('SIGTERM');
    const { code, out } = await runMuster([
      'app',
      'create',
      '--name',
      'Automation',
      '--all-permissions',
      '--data',
      dataDir,
    ]);
    expect(code).toBe(0);
    expect(postmasterOf(dataDir), 'the database that the command started is stopped').toBeUndefined();
    const clientId = /client id +(\S+)/.exec(out)![1]!;
    const clientSecret = /client secret +(\S+)/.exec(out)![1]!;
    expect(out).toMatch(/The secret is not shown again\.\n$/);
    await startAgain();
    expect(await getToken(muster.url, muster.tenantId, { clientId, clientSecret })).toMatch(/^ey/);
  });

  it('wrong permissions are refused with those there are', async () => {
    const unknown = await runMuster([
      'app',
      'create',
      '--name',
      'x',
      '--permission',
      'User.Fly.All',
      '--data',
      dataDir,
    ]);
    expect(unknown).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/unknown permission User\.Fly\.All\n/),
    });
    const none = await runMuster(['app', 'create', '--name', 'x', '--data', dataDir]);
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining('no permission given\n  known are ') });
    expect(await runMuster(['app', 'create', '--data', dataDir])).toMatchObject({ code: 2 });
  });

  it('an import is shown, written, and the second time changes nothing', async () => {
    await createDepartmentGroup(muster, 'Sellers', ['Sales']);
    const args = ['import', 'csv', ...employees, '--data', dataDir];
    const dry = await runMuster([...args, '--dry-run']);
    expect(dry).toMatchObject({ code: 0, err: '' });
    expect(dry.out).toContain('290 rows: 290 to create, 0 to change, 0 unchanged, 0 refused\n');
    expect(dry.out).toMatch(/dry run: nothing was written\n$/);
    expect((await muster.call('GET', '/v1.0/users')).body.value).toEqual([]);
    const written = await runMuster(args);
    expect(written).toMatchObject({ code: 0, err: '' });
    expect(written.out).toMatch(/290 created, 0 changed\n$/);
    expect(written.out).not.toContain('\u001b');
    expect(written.out).not.toContain('\r');
    const { body } = await muster.call('GET', '/v1.0/users/terri0@adventure-works.com/manager');
    expect(body.displayName).toBe('Ken Sánchez');
    const [group] = await muster.all('/v1.0/groups');
    expect(await muster.all(`/v1.0/groups/${group.id}/members?$top=999`)).toHaveLength(18);
    const again = await runMuster([...args, '--json']);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(lines(again.out)).toMatchObject([
      { summary: { plan: { unchanged: 290 }, result: { created: 0, updated: 0 } } },
    ]);
  });

  it('an import alone updates who changed, and lists rows that it refuses', async () => {
    await muster.end('SIGTERM');
    const file = join(await temporaryFolder(), 'changed.csv');
    const text = await readFile(employees[0]!, 'utf8');
    await writeFile(
      file,
      `${text.replace(',Chief Executive Officer,Executive,', ',Chief Executive Officer,Sales,')}too,short\n`,
    );
    const { code, out } = await runMuster(['import', 'csv', file, ...employees.slice(1), '--data', dataDir, '--json']);
    expect(code).toBe(1);
    expect(lines(out)).toMatchObject([
      { action: 'refused', problems: [{ code: 'WRONG_CELL_COUNT' }] },
      { action: 'update' },
      { summary: { result: { created: 0, updated: 1 } } },
    ]);
    expect(postmasterOf(dataDir)).toBeUndefined();
    await startAgain();
    const [group] = await muster.all('/v1.0/groups');
    const members = await muster.all(`/v1.0/groups/${group.id}/members?$top=999`);
    expect(members.map((member) => member.displayName)).toContain('Ken Sánchez');
  });

  it('verify finds nothing in a sound directory, beside and alone', async () => {
    const beside = await runMuster(['verify', '--data', dataDir]);
    expect(beside).toMatchObject({ code: 0, err: '' });
    expect(beside.out).toBe('19 memberships of 1 group checked: 1 rule over 290 users and devices\nno differences\n');
    await muster.end('SIGTERM');
    const alone = await runMuster(['verify', '--data', dataDir, '--json']);
    expect(lines(alone.out)).toMatchObject([{ groups: 1, rules: 1, objects: 290, memberships: 19, differences: [] }]);
    expect(postmasterOf(dataDir)).toBeUndefined();
    await startAgain();
  });

  it('verify lists what somebody changed behind the directory’s back, and exits with 1', async () => {
    const client = new pg.Client(postmasterOf(dataDir)!.url);
    await client.connect();
    const { rowCount } = await client.query(
      `update users set department = 'Elsewhere' where user_principal_name = 'ken0@adventure-works.com'`,
    );
    await client.end();
    expect(rowCount).toBe(1);
    const { code, out } = await runMuster(['verify', '--data', dataDir]);
    expect(code).toBe(1);
    expect(out).toMatch(
      /\n1 difference:\n {2}group [0-9a-f-]{36}, member number \d+: the ledger has it, no rule selects it\n$/,
    );
    await muster.end('SIGTERM');
  });
});

describe('a command that is stopped', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'an import by %s stops between batches and goes on when started again',
    async (signal) => {
      const dataDir = await temporaryFolder();
      await (await serveMuster(['--data', dataDir])).end('SIGTERM');
      const { csv, map } = await writePeopleFile(await temporaryFolder(), generatePeople(4000));
      const args = ['import', 'csv', csv, '--map', map, '--data', dataDir, '--json'];
      const importing = spawnMuster([...args, '--batch-size', '20']);
      while (!(await hasPeople(dataDir))) await sleep(10);
      const stopped = await importing.end(signal);
      expect(stopped.code).toBe(130);
      const { result } = lines(stopped.out).at(-1).summary;
      expect(result.isStopped).toBe(true);
      expect(result.created).toBeGreaterThan(0);
      expect(result.created).toBeLessThan(4000);
      expect(postmasterOf(dataDir), 'its database is stopped too').toBeUndefined();
      const again = await runMuster(args);
      expect(lines(again.out).at(-1).summary.result).toMatchObject({ created: 4000 - result.created, refused: 0 });
    },
  );

  it('verify by SIGTERM takes the database that it started along', async () => {
    const dataDir = await temporaryFolder();
    await (await serveMuster(['--data', dataDir])).end('SIGTERM');
    const verifying = spawnMuster(['verify', '--data', dataDir]);
    await until(() => postmasterOf(dataDir), verifying.ended);
    expect((await verifying.end('SIGTERM')).code).toBe(143);
    for (let round = 0; round < 400 && postmasterOf(dataDir) !== undefined; round++) await sleep(10);
    expect(postmasterOf(dataDir)).toBeUndefined();
  });
});

const recorder = '/usr/bin/script';

describe.skipIf(process.platform !== 'linux' || !existsSync(recorder))('on a terminal', () => {
  /** What the program writes to a terminal, as util-linux's `script` records it. */
  async function onTerminal(...args: string[]): Promise<string> {
    const command = [process.execPath, binary, ...args].map((arg) => `'${arg}'`).join(' ');
    const child = spawn(recorder, ['-qec', command, '/dev/null'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { PATH: process.env.PATH, TERM: 'xterm' },
    });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (out += text));
    await once(child, 'close');
    return out;
  }

  it('colours, and a bar while an import runs', async () => {
    expect(await onTerminal('rule', 'check', 'user.city')).toContain('\u001b[31m');
    const dataDir = await temporaryFolder();
    const muster = await serveMuster(['--data', dataDir, '--domain', 'adventure-works.com']);
    const out = await onTerminal('import', 'csv', ...employees, '--data', dataDir);
    expect(out).toMatch(/writing .*290 rows/);
    expect(out).toContain('290 created, 0 changed');
    await muster.end('SIGTERM');
  });
});

async function hasPeople(dataDir: string): Promise<boolean> {
  const postmaster = postmasterOf(dataDir);
  if (postmaster === undefined) return false;
  const client = new pg.Client(postmaster.url);
  client.on('error', () => undefined); // the command may stop the database meanwhile
  try {
    await client.connect();
    return (await client.query('select from users limit 1')).rowCount === 1;
  } catch {
    return false; // not up yet
  } finally {
    await client.end().catch(() => undefined);
  }
}
