import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { type GivenSettings, isLoopback, readConfiguration } from './read-configuration.ts';

const folder = mkdtempSync(join(tmpdir(), 'muster-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const pem = join(folder, 'some.pem');
writeFileSync(pem, 'PEM');
const certificate = (half: 'cert' | 'key') =>
  fileURLToPath(new URL(`../../../tests/journeys/tls/localhost.${half}.pem`, import.meta.url));

const code = (expected: string) => expect.objectContaining({ code: expected });

describe('settings', () => {
  it('have defaults that serve nobody but this machine', () => {
    const configuration = readConfiguration({}, {});
    expect(configuration).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      tls: undefined,
      trustProxy: [],
      isStrict: true,
    });
    expect(configuration.database).toEqual({ kind: 'bundled', dataDir: expect.stringMatching(/muster-data$/) });
  });

  it('come from the command line first, then from the environment', () => {
    const environment = { MUSTER_PORT: '1', MUSTER_DEMO: 'yes', DATABASE_URL: 'postgres://db/muster' };
    expect(readConfiguration({}, environment)).toMatchObject({
      port: 1,
      loadsDemo: true,
      domain: 'adventure-works.com',
      database: { kind: 'url', url: 'postgres://db/muster' },
    });
    expect(readConfiguration({ port: '2', data: '/data' }, environment)).toMatchObject({
      port: 2,
      database: { kind: 'bundled', dataDir: '/data' },
    });
    expect(readConfiguration({}, { MUSTER_PORT: '' }).port).toBe(8080);
    expect(readConfiguration({ publicUrl: 'https://example.com/muster/' }, {}).publicUrl).toBe(
      'https://example.com/muster',
    );
  });

  const refused: readonly [given: GivenSettings, environment: Record<string, string>, code: string][] = [
    [{ port: 'http' }, {}, 'SETTING_INVALID'],
    [{ port: '70000' }, {}, 'SETTING_INVALID'],
    [{ administrator: 'ann' }, {}, 'SETTING_INVALID'],
    [{ passBatch: '0' }, {}, 'SETTING_INVALID'],
    [{ population: 'disk' }, {}, 'SETTING_INVALID'],
    [{ logLevel: 'loud' }, {}, 'SETTING_INVALID'],
    [{}, { MUSTER_DEMO: 'perhaps' }, 'SETTING_INVALID'],
    [{ databaseUrl: 'mysql://db' }, {}, 'SETTING_INVALID'],
    [{ publicUrl: 'id.example.com' }, {}, 'SETTING_INVALID'],
    [{ publicUrl: 'https://id.example.com/?muster' }, {}, 'SETTING_INVALID'],
    [{ publicUrl: 'https://id.example.com/users/muster' }, {}, 'SETTING_INVALID'],
    [{ trustProxy: 'the proxy' }, {}, 'SETTING_INVALID'],
    [{ data: 'a', databaseUrl: 'postgres://b' }, {}, 'SETTINGS_CONFLICT'],
    [{ smtpUrl: 'smtps://mail.example.com' }, {}, 'SETTING_MISSING'],
    [{ mailFrom: 'directory@example.com' }, {}, 'SETTING_MISSING'],
    [{ smtpUrl: 'mail.example.com', mailFrom: 'directory@example.com' }, {}, 'SMTP_URL_INVALID'],
    [{ smtpUrl: 'smtps://mail.example.com', mailFrom: 'directory' }, {}, 'MAIL_SENDER_INVALID'],
    [{ tlsCert: pem }, {}, 'SETTING_MISSING'],
    [{ tlsKey: pem }, {}, 'SETTING_MISSING'],
    [{ tlsCert: pem, tlsKey: join(folder, 'none.pem') }, {}, 'TLS_FILE_UNREADABLE'],
    [{ tlsCert: pem, tlsKey: pem }, {}, 'TLS_FILE_UNREADABLE'],
    [{ host: '0.0.0.0' }, {}, 'PLAIN_HTTP_REFUSED'],
    [{}, { MUSTER_BOOTSTRAP_CLIENT_ID: '00000000-0000-4000-8000-000000000001' }, 'SETTING_MISSING'],
    [{ bootstrapClientId: 'me', bootstrapClientSecret: 'a long enough secret' }, {}, 'SETTING_INVALID'],
    [{ bootstrapClientId: crypto.randomUUID(), bootstrapClientSecret: 'short' }, {}, 'SETTING_INVALID'],
  ];
  it.each(refused)('%j with %j are refused: %s', (given, environment, expected) => {
    expect(() => readConfiguration(given, environment)).toThrow(code(expected));
  });

  it('never repeat a password of the database or a secret', () => {
    const attempts: readonly GivenSettings[] = [
      { databaseUrl: 'mysql://muster:hunter2@db' },
      { bootstrapClientId: crypto.randomUUID(), bootstrapClientSecret: 'hunter2' },
    ];
    for (const given of attempts) {
      expect(() => readConfiguration(given, {})).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
      );
    }
  });

  it('let other addresses be served with TLS, behind a proxy, or when told so', () => {
    const tls = { tlsCert: certificate('cert'), tlsKey: certificate('key') };
    for (const given of [tls, { trustProxy: '10.0.0.0/8, ::1' }, { insecureHttp: true }]) {
      expect(readConfiguration({ host: '0.0.0.0', ...given }, {}).host).toBe('0.0.0.0');
    }
  });

  it.each([
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['192.168.1.1', false],
  ])('%s is a loopback address: %s', (host, expected) => {
    expect(isLoopback(host)).toBe(expected);
  });
});
