import { AppError, type Duration, type Instant } from '@muster/kernel';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { RegisteredClient, StoredSigningKey } from './ports.ts';
import { memoryClients, memorySigningKeys } from './testing/memory-ports.ts';
import {
  aClient,
  payroll,
  payrollForm,
  postToken,
  readAnswer,
  type SignInServer,
  startSignInServer,
  systemClock,
  tenantId,
} from './testing/sign-in-server.ts';
import { createSigningKey } from './tokens/create-signing-key.ts';

let server: SignInServer;
async function start(...options: Parameters<typeof startSignInServer>): Promise<SignInServer> {
  server = await startSignInServer(...options);
  return server;
}
afterEach(() => server.app.close());

const discoveryPath = `/${tenantId}/v2.0/.well-known/openid-configuration`;

describe('the public address', () => {
  it('stands in every URL and token, whatever a request or a proxy claims', async () => {
    const { url, signIn } = await start({ publicBaseUrl: 'https://id.contoso.example' }, { trustProxy: true });
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    const configuration = await readAnswer(fetch(url + discoveryPath, { headers }));
    expect(JSON.stringify(configuration)).not.toMatch(/evil|127\.0\.0\.1/);
    expect(configuration.token_endpoint).toBe(`https://id.contoso.example/${tenantId}/oauth2/v2.0/token`);
    const { access_token } = await readAnswer(postToken(url, payrollForm, { headers }));
    expect(decodeJwt(access_token).iss).toBe(`https://id.contoso.example/${tenantId}/v2.0`);
    expect(signIn.bearerChallenge({ protocol: 'http', host: 'evil.example' })).toBe(
      `Bearer realm="", authorization_uri="https://id.contoso.example/${tenantId}/oauth2/v2.0/authorize", client_id="00000003-0000-0000-c000-000000000000"`,
    );
  });

  it('makes a Host header that is no host harmless', async () => {
    const { app } = await start({ publicBaseUrl: 'https://id.contoso.example' });
    const response = await app.inject({ url: discoveryPath, headers: { host: 'no host:at all' } });
    expect(response.json().issuer).toBe(`https://id.contoso.example/${tenantId}/v2.0`);
  });

  it('must be configured before a proxy can forward another host', async () => {
    const { url } = await start({}, { trustProxy: true });
    const headers = { 'x-forwarded-host': 'id.contoso.example' };
    const answer = await readAnswer(fetch(url + discoveryPath, { headers }));
    expect(answer.error_codes).toEqual([50049]);
  });

  it('of a loopback server is the one it was asked under', async () => {
    const { url, app } = await start();
    const named = url.replace('127.0.0.1', 'localhost');
    const response = await app.inject({ url: discoveryPath, headers: { host: new URL(named).host } });
    expect(response.json()).toMatchObject({ issuer: `${named}/${tenantId}/v2.0` });
    expect(await readAnswer(fetch(url + discoveryPath))).toMatchObject({ issuer: `${url}/${tenantId}/v2.0` });
  });

  it('survives more spellings than issuers are kept for', async () => {
    const { app } = await start();
    for (let port = 1; port <= 20; port += 1) {
      const response = await app.inject({ url: discoveryPath, headers: { host: `localhost:${port}` } });
      expect(response.json().issuer).toBe(`http://localhost:${port}/${tenantId}/v2.0`);
    }
  });
});

describe('signing keys', () => {
  it('are made once, and only their public half is published', async () => {
    const stored: StoredSigningKey[] = [];
    const { url } = await start({ signingKeys: memorySigningKeys(stored) });
    expect(stored).toHaveLength(1);
    const { keys } = await readAnswer(fetch(`${url}/${tenantId}/discovery/v2.0/keys`));
    expect(keys).toEqual([
      { kty: 'RSA', use: 'sig', alg: 'RS256', kid: stored[0]?.kid, n: stored[0]?.privateJwk.n, e: 'AQAB' },
    ]);
  });

  it('are all published; the newest signs', async () => {
    const older = await createSigningKey(1 as Instant);
    const newest = await createSigningKey(2 as Instant);
    const { url } = await start({ signingKeys: memorySigningKeys([older, newest]) });
    const { keys } = await readAnswer(fetch(`${url}/${tenantId}/discovery/v2.0/keys`));
    expect(keys.map((key) => key.kid)).toEqual([newest.kid, older.kid]);
    const { access_token } = await readAnswer(postToken(url, payrollForm));
    expect(decodeProtectedHeader(access_token)).toMatchObject({ alg: 'RS256', kid: newest.kid });
  });

  it('let a token issued before a restart work after it', async () => {
    const keys = memorySigningKeys();
    const first = await start({ signingKeys: keys });
    const { access_token } = await readAnswer(postToken(first.url, payrollForm));
    await first.app.close();
    const second = await start({ signingKeys: keys });
    expect(await second.signIn.verifyAccessToken(access_token, systemClock())).toMatchObject({ appId: payroll.appId });
  });
});

describe('an access token', () => {
  it('is checked by its signature once, and by its times whenever it comes', async () => {
    const { url, signIn } = await start();
    const { access_token } = await readAnswer(postToken(url, payrollForm));
    const check = (at: number) => signIn.verifyAccessToken(access_token, at as Instant);
    const verified = vi.spyOn(crypto.subtle, 'verify');
    try {
      for (const seconds of [0, 1, 2]) {
        expect(await check(systemClock() + seconds * 1000)).toMatchObject({ appId: payroll.appId });
      }
      expect(verified).toHaveBeenCalledTimes(1);
    } finally {
      verified.mockRestore();
    }
    const tooLate = check(systemClock() + 3_700_000);
    await expect(tooLate).rejects.toMatchObject({ code: 'ACCESS_TOKEN_NOT_VALID_NOW' });
  });
});

describe('the registry', () => {
  it('counts as it is at each request: secrets, state and permissions', async () => {
    const clients: RegisteredClient[] = [payroll];
    const { url } = await start({ clients: memoryClients(clients) });
    const { access_token } = await readAnswer(postToken(url, payrollForm));
    clients[0] = aClient({ roles: [] });
    const next = await readAnswer(postToken(url, payrollForm));
    expect([decodeJwt(access_token).roles, decodeJwt(next.access_token).roles]).toEqual([payroll.roles, []]);
    clients[0] = aClient({ isEnabled: false });
    expect((await readAnswer(postToken(url, payrollForm))).error_codes).toEqual([7000112]);
    clients[0] = aClient({ secrets: [] });
    expect((await readAnswer(postToken(url, payrollForm))).error_codes).toEqual([7000215]);
    clients.pop();
    expect((await readAnswer(postToken(url, payrollForm))).error_codes).toEqual([700016]);
  });

  it('that fails is a server error: logged with the request id, told to nobody', async () => {
    const lines: string[] = [];
    const findClient = () => Promise.reject(new Error('database password is hunter2'));
    const logger = { stream: { write: (line: string) => lines.push(line) } };
    const { url } = await start(
      { clients: { ...memoryClients([]), findClient } },
      { logger, genReqId: () => 'request-7' },
    );
    const response = await postToken(url, payrollForm);
    const text = await response.text();
    expect([response.status, JSON.parse(text)]).toMatchObject([
      500,
      { error: 'server_error', error_codes: [90033], trace_id: 'request-7' },
    ]);
    expect(text).not.toContain('hunter2');
    expect(lines.filter((line) => line.includes('hunter2') && line.includes('request-7'))).toHaveLength(1);
  });

  it('is asked for a secret once, however many tokens are fetched', async () => {
    const { url, verifier } = await start();
    for (let i = 0; i < 5; i += 1) await readAnswer(postToken(url, payrollForm));
    expect(verifier.timesAsked()).toBe(1);
  });
});

describe('instance discovery', () => {
  const path = '/common/discovery/instance?api-version=1.1&authorization_endpoint=';

  it('vouches for its own host', async () => {
    const { url } = await start();
    const endpoint = encodeURIComponent(`${url}/${tenantId}/oauth2/v2.0/authorize`);
    const { host } = new URL(url);
    expect(await readAnswer(fetch(url + path + endpoint))).toEqual({
      tenant_discovery_endpoint: `${url}${discoveryPath}`,
      'api-version': '1.1',
      metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
    });
  });

  it.each(['https://login.microsoftonline.com/common/oauth2/v2.0/authorize', 'nonsense', ''])(
    'does not vouch for %s',
    async (endpoint) => {
      const { url } = await start();
      const response = await fetch(url + path + encodeURIComponent(endpoint));
      expect([response.status, await readAnswer(response)]).toMatchObject([
        400,
        { error: 'invalid_instance', error_codes: [50049] },
      ]);
    },
  );
});

describe('the server around it', () => {
  it('chooses how long tokens live', async () => {
    const { url } = await start({ tokenLifetime: 600_000 as Duration });
    const { access_token } = await readAnswer(postToken(url, payrollForm));
    const { iat = 0, exp } = decodeJwt(access_token);
    expect(exp).toBe(iat + 600);
  });

  it('keeps its body parsers, and its headers reach the answers of the library', async () => {
    const { url } = await start({}, {}, (app) => {
      app.addHook('onRequest', async (_request, reply) => {
        reply.header('x-content-type-options', 'nosniff');
      });
      const form = 'application/x-www-form-urlencoded';
      app.addContentTypeParser(form, { parseAs: 'string' }, (_request, body, done) => done(null, body));
      app.post('/echo', async (request) => request.body);
    });
    const headers = { 'content-type': 'application/json' };
    const echo = await fetch(`${url}/echo`, { method: 'POST', body: '{"a":1}', headers });
    expect(await echo.json()).toEqual({ a: 1 });
    const form = await fetch(`${url}/echo`, { method: 'POST', body: new URLSearchParams({ a: '1' }) });
    expect(await form.text()).toBe('a=1');
    const token = await postToken(url, payrollForm);
    expect([token.status, token.headers.get('x-content-type-options')]).toEqual([200, 'nosniff']);
  });

  it('finds every refusal in its log, with the code and without the secret', async () => {
    const lines: string[] = [];
    const logger = { stream: { write: (line: string) => lines.push(line) } };
    const { url } = await start({}, { logger });
    const answer = await readAnswer(postToken(url, { ...payrollForm, client_secret: 'mistyped-secret' }));
    const line = lines.map((text) => JSON.parse(text)).find(({ code }) => code === 'SIGN_IN_SECRET_WRONG');
    expect(line).toMatchObject({ reqId: answer.trace_id, msg: 'sign-in refused' });
    expect(lines.join('')).not.toContain('mistyped-secret');
  });

  it('that fails with an error of its own is answered in the form of sign-in', async () => {
    const failure = new AppError('DATABASE_GONE', 503, 'ServiceUnavailable', 'gone', undefined, {});
    const tenant = { tenantId, hasVerifiedDomain: () => Promise.reject(failure) };
    const secretVerifier = { verify: () => Promise.reject(failure) };
    const { url } = await start({ tenant, secretVerifier });
    for (const options of [{}, { tenant: 'contoso.example' }]) {
      const response = await postToken(url, payrollForm, options);
      expect([response.status, (await readAnswer(response)).error_codes]).toEqual([500, [90033]]);
    }
  });
});
