import type { Instant } from '@muster/kernel';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BuiltApp, buildApp } from '../../apps/server/http/build-app.ts';
import { noRecords } from '../../packages/sign-in/testing/memory-ports.ts';
import { inviting, newAddress, ticketOf } from './invited-people.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let built: BuiltApp;
const lines: string[] = [];

beforeAll(async () => {
  test = await testDirectory();
  const log = pino({ level: 'trace', base: null }, { write: (line: string) => void lines.push(line) });
  const organization = await test.directory.store.read((session) => session.settings.organization());
  built = await buildApp({
    directory: test.directory,
    records: noRecords(),
    tenantId: organization!.id,
    configuration: {
      publicUrl: undefined,
      tls: undefined,
      trustProxy: [],
      isStrict: true,
      rateLimit: 0,
      providerNetworks: [],
      mail: undefined,
    },
    clock: () => Math.floor(performance.timeOrigin + performance.now()) as Instant,
    log,
  });
});
afterAll(async () => {
  await built.app.close();
  await test.close();
});

it('has neither tickets nor codes of those who come from elsewhere, and no line that somebody else wrote', async () => {
  const organization = await test.directory.store.read((session) => session.settings.organization());
  const invitation = await inviting(test.directory, newAddress());
  const ticket = ticketOf(invitation);
  const forged = encodeURIComponent('\r\n{"level":30,"msg":"forged"}\r\n');
  const opened = await built.app.inject(`/redeem?ticket=${ticket}`);
  expect(opened.statusCode).toBe(303);
  const cookie = String(opened.headers['set-cookie']).split(';')[0]!;
  const shown = await built.app.inject({ url: String(opened.headers.location), headers: { cookie } });
  expect(shown.statusCode).toBe(200);
  const addresses = [
    `/redeem?ticket=${forged}${ticket}`,
    `/redeem/${forged}`,
    `/${organization!.id}/federation/${forged}/callback?code=secret-code&state=secret-state&error_description=${forged}`,
    `/${forged}/federation/x/callback?code=secret-code&state=secret-state`,
  ];
  for (const address of addresses) {
    const { statusCode } = await built.app.inject({ url: address, headers: { 'user-agent': 'x"\u00e9{"level":30}' } });
    expect([address, statusCode]).toEqual([address, 400]);
  }
  expect(lines.length).toBeGreaterThan(addresses.length);
  for (const line of lines) {
    expect(JSON.parse(line)).not.toMatchObject({ msg: 'forged' });
    expect(line).not.toContain(ticket);
    expect(line).not.toContain('secret-');
    expect(line).not.toContain(cookie);
  }
});
