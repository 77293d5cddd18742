import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  cleanUp,
  getToken,
  killPostmaster,
  type MusterProcess,
  postmasterOf,
  serveMuster,
  spawnMuster,
  temporaryFolder,
  until,
} from './muster-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
afterAll(cleanUp);

const start = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

/** Asks until the server answers; milliseconds since the start. */
async function timeToAnswer(dataDir: string): Promise<{ readonly ms: number; readonly muster: MusterProcess }> {
  const began = performance.now();
  const muster = await serveMuster(['--data', dataDir]);
  const { status } = await fetch(`${muster.url}/healthz`);
  expect(status).toBe(200);
  return { ms: Math.round(performance.now() - began), muster };
}

/** A connection on which half a request has been sent; `finish` sends the rest and returns the whole answer. */
async function halfRequest(muster: MusterProcess, name: string): Promise<{ finish(): Promise<string> }> {
  const token = await getToken(muster.url, muster.tenantId);
  const { port } = new URL(muster.url);
  const body = JSON.stringify({ displayName: name, mailNickname: name, mailEnabled: false, securityEnabled: true });
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text) => (answer += text));
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const head = ['POST /v1.0/groups HTTP/1.1', 'host: 127.0.0.1', `authorization: Bearer ${token}`];
  head.push('content-type: application/json', `content-length: ${Buffer.byteLength(body)}`, '', '');
  socket.write(head.join('\r\n') + body.slice(0, 10));
  await sleep(200); // it has arrived and waits for its rest
  return {
    async finish() {
      socket.write(body.slice(10));
      await closed;
      return answer;
    },
  };
}

describe('a start', () => {
  it('takes seconds on an empty folder, and one on a directory that is there', async () => {
    const dataDir = await temporaryFolder();
    const empty = await timeToAnswer(dataDir);
    const { body } = await empty.muster.call('GET', '/v1.0/organization');
    await empty.muster.end('SIGTERM');
    const existing = await timeToAnswer(dataDir);
    expect((await existing.muster.call('GET', '/v1.0/organization')).body).toEqual({
      ...body,
      '@odata.context': expect.stringContaining('$metadata#organization'),
    });
    await existing.muster.end('SIGTERM');
    process.stdout.write(`from start to first answer: empty ${empty.ms} ms, existing ${existing.ms} ms\n`);
    expect(empty.ms).toBeLessThan(20_000);
    expect(existing.ms).toBeLessThan(10_000);
  });

  it('on a folder in use is refused in one line, and disturbs nobody', async () => {
    const dataDir = await temporaryFolder();
    const muster = await serveMuster(['--data', dataDir]);
    const second = await spawnMuster(['serve', '--data', dataDir, '--port', '0']).ended;
    expect(second.code).toBe(1);
    expect(second.out).toBe('');
    const [line, help, ...more] = second.err.trimEnd().split('\n');
    expect(line).toBe(`error: data folder \`${dataDir}\` is in use by process ${muster.pid}`);
    expect(help).toMatch(/^ {2}stop process \d+ first/);
    expect(more).toEqual([]);
    expect((await muster.call('GET', '/v1.0/users')).status).toBe(200);
    await muster.end('SIGTERM');
  });

  it('on a port in use is refused in one line, before it sets up a directory whose secret nobody would see', async () => {
    const muster = await serveMuster(['--data', await temporaryFolder()]);
    const { port } = new URL(muster.url);
    const dataDir = join(await temporaryFolder(), 'data');
    const refused = await spawnMuster(['serve', '--data', dataDir, '--port', port]).ended;
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(new RegExp(`^error: cannot listen on 127.0.0.1:${port}: the address is in use\n {2}`));
    await muster.end('SIGTERM');
    const later = await spawnWithSecret(dataDir);
    expect(later.secret).toMatch(/^\S{16,}$/);
    await later.end('SIGTERM');
  });

  it('that was killed while it filled the directory is made up for by the next', async () => {
    // How long filling takes depends on the machine: kill earlier and earlier until it has not told anything yet.
    let folder = '';
    for (const delayMs of [600, 400, 250, 150, 75]) {
      folder = await temporaryFolder();
      const first = spawnMuster(['--port', '0', '--data', join(folder, 'data')], { program: start });
      await until(() => postmasterOf(join(folder, 'data')), first.ended);
      await sleep(delayMs);
      await first.end('SIGKILL');
      if (first.out() === '') break;
    }
    const next = await spawnWithSecret(join(folder, 'data'), ['--demo']);
    expect(next.out()).toContain('These are the credentials of the first administrator.');
    const token = await getToken(next.url, next.tenantId, { clientId: next.clientId, clientSecret: next.secret });
    const headers = { authorization: `Bearer ${token}`, consistencylevel: 'eventual' };
    const count = await fetch(`${next.url}/v1.0/users/$count`, { headers });
    expect(await count.text()).toBe('397');
    await next.end('SIGTERM');
  });
});

describe('npm start', () => {
  it('serves the demo company in ./muster-data, and tells the secret at the first start only', async () => {
    const cwd = await temporaryFolder();
    const dataDir = join(cwd, 'muster-data');
    const first = await spawnWithSecret(undefined, [], { program: start, cwd });
    expect(first.out()).toMatch(
      /^Muster serves the directory of Adventure Works Cycles at http:\/\/127\.0\.0\.1:\d+\n/,
    );
    expect(first.out()).toContain('397 people');
    expect(first.err()).toBe('');
    const token = await getToken(first.url, first.tenantId, { clientId: first.clientId, clientSecret: first.secret });
    expect(token).toMatch(/^ey/);
    expect(postmasterOf(dataDir)).toBeDefined();
    await first.end('SIGINT');
    const second = await serveMuster([], { program: start, cwd, env: withoutBootstrap });
    expect(first.out()).toMatch(/^ {2}sign-in name +jean0@adventure-works.com\n {2}password +\S{20}$/m);
    expect(second.out()).not.toMatch(/client secret|password/);
    expect(second.out()).not.toContain('demo directory');
    const again = await getToken(second.url, second.tenantId, { clientId: first.clientId, clientSecret: first.secret });
    expect(again).toMatch(/^ey/);
    expect((await second.end('SIGTERM')).code).toBe(0);
    expect(postmasterOf(dataDir)).toBeUndefined();
  });
});

describe('an end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s answers what runs, takes nothing new, leaves nothing',
    async (signal) => {
      const dataDir = await temporaryFolder();
      const muster = await serveMuster(['--data', dataDir]);
      const postmaster = postmasterOf(dataDir)!;
      const running = await halfRequest(muster, 'Drained');
      const ending = muster.end(signal);
      await sleep(300);
      await expect(fetch(`${muster.url}/healthz`)).rejects.toThrow('fetch failed');
      const answer = await running.finish();
      expect(answer).toMatch(/^HTTP\/1\.1 201 /);
      const { code, err } = await ending;
      expect(code).toBe(0);
      expect(err).not.toMatch(/^error|"level":[56]0/m);
      expect(() => process.kill(postmaster.pid, 0)).toThrow('ESRCH');
      const next = await serveMuster(['--data', dataDir]);
      const { body } = await next.call('GET', `/v1.0/groups?$filter=displayName eq 'Drained'`);
      expect(body.value).toHaveLength(1);
      await next.end('SIGTERM');
    },
  );

  it('of the database ends Muster with one line and exit code 1; the next start has everything', async () => {
    const dataDir = await temporaryFolder();
    const muster = await serveMuster(['--data', dataDir]);
    const group = { displayName: 'Kept', mailNickname: 'kept', mailEnabled: false, securityEnabled: true };
    expect((await muster.call('POST', '/v1.0/groups', group)).status).toBe(201);
    await killPostmaster(dataDir, postmasterOf(dataDir)!.pid);
    const { code, err } = await muster.ended;
    expect(code).toBe(1);
    const told = err.split('\n').filter((line) => line.startsWith('error: '));
    expect(told).toEqual([`error: the database in \`${dataDir}\` ended unexpectedly: SIGKILL`]);
    const next = await serveMuster(['--data', dataDir]);
    const { body } = await next.call('GET', `/v1.0/groups?$filter=displayName eq 'Kept'`);
    expect(body.value).toHaveLength(1);
    await next.end('SIGTERM');
  });
});

const withoutBootstrap = { MUSTER_BOOTSTRAP_CLIENT_ID: '', MUSTER_BOOTSTRAP_CLIENT_SECRET: '' };

/** Starts on an empty folder as somebody who has chosen no secret, and reads it from what is printed. */
async function spawnWithSecret(dataDir?: string, args: readonly string[] = [], options = {}) {
  const data = dataDir === undefined ? [] : ['--data', dataDir];
  const muster = await serveMuster([...data, ...args], { ...options, env: withoutBootstrap });
  const secretLine = / client id +(\S+)\n +client secret +(\S+)\n/;
  await until(() => secretLine.exec(muster.out()) ?? undefined, muster.ended);
  const [, clientId = '', secret = ''] = secretLine.exec(muster.out())!;
  return { ...muster, clientId, secret };
}
