import { chownSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freshDatabase } from '@muster/storage/testing/fresh-database';
import pg from 'pg';
import { afterAll, describe, expect, it, vi } from 'vitest';
import {
  cleanUp,
  getToken,
  type Json,
  type MusterProcess,
  passesSettled,
  postmasterOf,
  runMuster,
  serveMuster,
  temporaryFolder,
} from './muster-process.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
afterAll(cleanUp);

const tlsFile = (name: string) => fileURLToPath(new URL(`./tls/${name}`, import.meta.url));
const tls = ['--tls-cert', tlsFile('localhost.cert.pem'), '--tls-key', tlsFile('localhost.key.pem')];

describe('settings that cannot be served', () => {
  const cases: [string, string[], RegExp][] = [
    [
      'every address without TLS',
      ['--host', '0.0.0.0'],
      /refusing to serve unencrypted HTTP on `0\.0\.0\.0`\n {2}give --tls-cert/,
    ],
    ['every IPv6 address without TLS', ['--host', '::'], /refusing to serve unencrypted HTTP on `::`/],
    ['a port that is a word', ['--port', 'http'], /`http` is not a value for --port: a whole number from 0 to 65535/],
    ['a port too high', ['--port', '65536'], /`65536` is not a value for --port/],
    ['a certificate alone', tls.slice(0, 2), /--tls-cert needs --tls-key/],
    ['a key alone', tls.slice(2), /--tls-key needs --tls-cert/],
    ['a certificate that is not there', ['--tls-cert', '/none', '--tls-key', '/none'], /cannot read `\/none`: ENOENT/],
    ['a proxy that is a name', ['--trust-proxy', 'proxy.example'], /`proxy\.example` is not a value for --trust-proxy/],
    ['a folder and a database', ['--data', '/tmp/x', '--database-url', 'postgres:///x'], /cannot be used together/],
    [
      'another database',
      ['--database-url', 'mysql://u:secret@h/x'],
      /`mysql:\/\/u:…@h\/x` is not a value for --database-url/,
    ],
    ['a public address with a query', ['--public-url', 'https://a.example/?x'], /is not a value for --public-url/],
    ['an unknown level', ['--log-level', 'loud'], /`loud` is not a value for --log-level: one of fatal, error/],
    ['an unknown option', ['--prot', '80'], /unknown option '--prot'\n\(Did you mean --port\?\)/],
  ];
  it.each(cases)('%s: exit code 2, one line', async (_, args, message) => {
    const { code, out, err } = await runMuster(['serve', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
  });

  it('half a bootstrap client, and a short secret', async () => {
    const id = { MUSTER_BOOTSTRAP_CLIENT_ID: '00000000-0000-4000-8000-00000000abcd' };
    const half = await runMuster(['serve'], { env: id });
    expect(half).toMatchObject({ code: 2, err: expect.stringContaining('needs MUSTER_BOOTSTRAP_CLIENT_SECRET') });
    const short = await runMuster(['serve'], { env: { ...id, MUSTER_BOOTSTRAP_CLIENT_SECRET: 'short-secret' } });
    expect(short).toMatchObject({ code: 2, err: expect.not.stringContaining('short-secret') });
  });

  it('a file that is no certificate', async () => {
    const file = join(await temporaryFolder(), 'no.pem');
    await writeFile(file, 'no certificate\n');
    const { code, err } = await runMuster(['serve', '--port', '0', '--tls-cert', file, '--tls-key', file]);
    expect(code).toBe(2);
    expect(err).toBe(
      `error: cannot read \`${file}\`: not a certificate and, in \`${file}\`, its key (PEM routines::no start line)\n`,
    );
  });

  it('a database that is not there: exit code 1, what to do, no stack', async () => {
    const gone = await runMuster(['serve', '--port', '0', '--database-url', 'postgresql://m@127.0.0.1:1/muster']);
    expect(gone.code).toBe(1);
    expect(gone.err).toMatch(/^error: /);
    expect(gone.err).not.toMatch(/\n\s+at /);
  });
});

it('settings come from the environment, and the command line wins', async () => {
  const env = { MUSTER_DATA: await temporaryFolder(), MUSTER_NAME: 'From outside', MUSTER_DOMAIN: 'outside.example' };
  const muster = await serveMuster(['--name', 'From the line'], { env });
  expect(muster.out()).toMatch(/^Muster serves the directory of From the line at /);
  const { body } = await muster.call('GET', '/v1.0/domains');
  expect(body.value.map((domain: Json) => domain.id)).toEqual(['outside.example']);
  expect(postmasterOf(env.MUSTER_DATA)).toBeDefined();
  await muster.end('SIGTERM');
});

it('over TLS, also on every address', async () => {
  const muster = await serveMuster(['--data', await temporaryFolder(), '--host', '0.0.0.0', ...tls]);
  expect(muster.url).toMatch(/^https:\/\/0\.0\.0\.0:\d+$/);
  const url = muster.url.replace('0.0.0.0', 'localhost');
  const response = await fetch(`${url}/healthz`);
  expect(response.status).toBe(200);
  expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000');
  await expect(fetch(`${url.replace('https', 'http')}/healthz`)).rejects.toThrow('fetch failed');
  await muster.end('SIGTERM');
});

/** The scheme and host of the link to the next page, as a client sees it that came through a proxy. */
async function originSeen(muster: MusterProcess): Promise<string> {
  const token = await getToken(muster.url, muster.tenantId);
  const headers = {
    authorization: `Bearer ${token}`,
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'id.example.com',
  };
  const text = await new Promise<string>((resolve, reject) => {
    get(`${muster.url}/v1.0/servicePrincipals?$top=1&$count=true`, { headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part) => (body += part));
      response.on('end', () => resolve(body)).on('error', reject);
    }).on('error', reject);
  });
  return new URL(JSON.parse(text)['@odata.context']).origin;
}

describe('X-Forwarded headers', () => {
  it('count when they come from the proxy that is named', async () => {
    const data = await temporaryFolder();
    for (const proxies of ['127.0.0.1', '10.1.1.1, 127.0.0.0/8', 'loopback']) {
      const muster = await serveMuster(['--data', data, '--trust-proxy', proxies]);
      expect(await originSeen(muster), proxies).toBe('https://id.example.com');
      await muster.end('SIGTERM');
    }
  });

  it('count for nothing from anybody else, nor without the setting', async () => {
    const data = await temporaryFolder();
    for (const args of [[], ['--trust-proxy', '10.0.0.0/8']]) {
      const muster = await serveMuster(['--data', data, ...args]);
      expect(await originSeen(muster), args.join(' ')).toBe(muster.url);
      await muster.end('SIGTERM');
    }
  });
});

describe('on a PostgreSQL of one’s own', () => {
  it('two servers start at once on an empty database and see each other’s writes at once', async () => {
    const database = await freshDatabase();
    const env = { DATABASE_URL: database.url };
    const [a, b] = await Promise.all([serveMuster([], { env }), serveMuster([], { env })]);
    expect(a.tenantId).toBe(b.tenantId);
    const { body: group } = await a.call('POST', '/v1.0/groups', {
      displayName: 'Sales',
      mailNickname: 'sales',
      mailEnabled: false,
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.department -eq "Sales"',
      membershipRuleProcessingState: 'On',
    });
    await passesSettled(b);
    for (let i = 0; i < 20; i++) {
      const [writer, reader] = i % 2 === 0 ? [a, b] : [b, a];
      const { status, body: user } = await writer.call('POST', '/v1.0/users', {
        accountEnabled: true,
        displayName: `U${i}`,
        mailNickname: `u${i}`,
        userPrincipalName: `u${i}@muster.internal`,
        passwordProfile: { password: 'Str0ng-enough-for-all' },
        department: 'Sales',
      });
      expect(status).toBe(201);
      expect((await reader.call('GET', `/v1.0/users/${user.id}`)).body.displayName).toBe(`U${i}`);
      const members = await reader.all(`/v1.0/groups/${group.id}/members?$select=id&$top=999`);
      expect(members.map((member) => member.id)).toContain(user.id);
    }
    await Promise.all([a.end('SIGTERM'), b.end('SIGTERM')]);
    await database.drop();
  });

  it('a server outlives the loss of all its connections', async () => {
    const database = await freshDatabase();
    const muster = await serveMuster(['--database-url', database.url]);
    const client = new pg.Client(database.url);
    await client.connect();
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    await client.end();
    let status = 0;
    for (let round = 0; round < 200 && status !== 201; round++) {
      const group = { displayName: 'After', mailNickname: 'after', mailEnabled: false, securityEnabled: true };
      status = (await muster.call('POST', '/v1.0/groups', group)).status;
      if (status !== 201) await sleep(50);
    }
    expect(status).toBe(201);
    expect((await fetch(`${muster.url}/readyz`)).status).toBe(200);
    expect((await muster.end('SIGTERM')).code).toBe(0);
    await database.drop();
  });
});

it.skipIf(process.getuid?.() !== 0)('runs as an ordinary user in a folder of theirs', async () => {
  const account = { uid: 65_534, gid: 65_534 };
  const folder = await temporaryFolder();
  chownSync(folder, account.uid, account.gid);
  const dataDir = join(folder, 'data');
  const muster = await serveMuster(['--data', dataDir], { account, env: { HOME: folder } });
  expect((await muster.call('GET', '/v1.0/users')).status).toBe(200);
  const verified = await runMuster(['verify', '--data', dataDir], { account });
  expect(verified).toMatchObject({ code: 0, err: '' });
  const { pid } = postmasterOf(dataDir)!;
  expect((await muster.end('SIGTERM')).code).toBe(0);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});
