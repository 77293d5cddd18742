import { randomUUID } from 'node:crypto';
import type { Instant } from '@muster/kernel';
import { systemClock } from '@muster/server';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../packages/graph-api/routes/routes.ts';
import { type Json, refusal } from './graph-client.ts';
import { oneOfEach, sender, tokenWith } from './other-applications.ts';
import { type Answer, call, type StartedServer, startServer } from './started-server.ts';

const hour = 3_600_000;
/** How far the server's clock is ahead of the token issuer's, which is the machine's. */
let ahead = 0;
let muster: StartedServer;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  muster = await startServer({}, () => (systemClock() + ahead) as Instant);
  ids = await oneOfEach(muster);
});
afterAll(() => muster.stop());

const withToken = sender(() => muster);
const eventual = { ConsistencyLevel: 'eventual' };

function claimsOf(token: string): Json {
  return JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());
}

/** Every address of the API with keys of objects that exist. */
function addresses(): readonly { readonly method: string; readonly path: string }[] {
  return routes.flatMap(({ method, path, version }) => {
    const filled = path
      .split('/')
      .map((segment, i, all) => (segment === '{}' ? (ids[all[i - 1]!] ?? ids.users) : segment));
    const versions = version === undefined ? ['v1.0', 'beta'] : [version];
    const whose = path.includes('Approvals') ? 'approver' : 'principal';
    const written = filled
      .join('/')
      .replace(/(filterByCurrentUser)\/[^/]+/, `$1(on='${whose}')`)
      .replace(/(ruleValues)\/[^/]+/, "$1(property='user.city')")
      .replace(/membersAsOf$/, 'membersAsOf?at=2026-01-01T00:00:00Z');
    return versions.map((each) => ({ method, path: `/${each}/${written}` }));
  });
}

function expectChallenge(answer: Answer, label: string): void {
  expect(answer.status, label).toBe(401);
  expect(answer.headers.get('www-authenticate'), label).toMatch(/^Bearer realm="", authorization_uri="https:/);
  expect(answer.body.error.code, label).toBe('InvalidAuthenticationToken');
  expect(Object.keys(answer.body), label).toEqual(['error']);
}

describe('a token', () => {
  it('is had by msal-node and carries the permissions', () => {
    const claims = claimsOf(muster.token);
    expect(claims).toMatchObject({ idtyp: 'app', tid: muster.server.tenantId, appid: muster.credentials.clientId });
    expect(claims.roles).toEqual(expect.arrayContaining(['Group.ReadWrite.All', 'User.ReadWrite.All']));
  });

  it('is refused to a wrong secret, an unknown or disabled application, and one without principal', async () => {
    const { clientId } = muster.credentials;
    await expect(muster.tokenFor({ clientId, clientSecret: 'wrong' })).rejects.toThrow(/AADSTS7000215/);
    await expect(muster.tokenFor({ clientId: randomUUID(), clientSecret: 'x' })).rejects.toThrow(/AADSTS700016/);
    const application = await muster.graph.api('/applications').post({ displayName: 'Own' });
    const { secretText, keyId } = await muster.graph.api(`/applications/${application.id}/addPassword`).post({});
    const own = { clientId: application.appId, clientSecret: secretText };
    await expect(muster.tokenFor(own)).rejects.toThrow(/AADSTS700016/);
    const principal = await muster.graph.api('/servicePrincipals').post({ appId: application.appId });
    expect(claimsOf(await muster.tokenFor(own)).roles).toEqual([]);
    await muster.graph.api(`/servicePrincipals/${principal.id}`).patch({ accountEnabled: false });
    await expect(muster.tokenFor(own)).rejects.toThrow(/AADSTS7000112/);
    await muster.graph.api(`/servicePrincipals/${principal.id}`).patch({ accountEnabled: true });
    await muster.graph.api(`/applications/${application.id}/removePassword`).post({ keyId });
    await expect(muster.tokenFor(own)).rejects.toThrow(/AADSTS70002/);
    const shown = await muster.graph.api(`/applications/${application.id}`).get();
    expect(JSON.stringify(shown)).not.toContain(secretText);
  });

  it('must be there, whole, of this directory, and in its time', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const claims = claimsOf(muster.token);
    const header = JSON.parse(Buffer.from(muster.token.split('.')[0]!, 'base64url').toString());
    const [head, , signature] = muster.token.split('.');
    const richer = Buffer.from(JSON.stringify({ ...claims, roles: ['x'] })).toString('base64url');
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(publicKey)));
    const wrong: Record<string, string> = {
      none: '',
      garbage: 'garbage',
      'three parts': 'a.b.c',
      changed: `${head}.${richer}.${signature}`,
      cut: muster.token.slice(0, -4),
      foreign: await new SignJWT(claims).setProtectedHeader(header).sign(privateKey),
      'foreign with its key': await new SignJWT(claims)
        .setProtectedHeader({ ...header, kid: undefined, jwk: await exportJWK(publicKey) })
        .sign(privateKey),
      symmetric: await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS256' }).sign(secret),
      unsigned: new UnsecuredJWT(claims).encode(),
    };
    for (const [label, token] of Object.entries(wrong)) {
      const found = await withToken(token, `/v1.0/users/${ids.users}`);
      expectChallenge(found, label);
      expect(JSON.stringify(found.body), label).not.toMatch(/anna|Secretville/);
      const unknown = await withToken(token, `/v1.0/users/${randomUUID()}`);
      expect(unknown.body.error.message, label).toBe(found.body.error.message);
    }
    expect((await withToken('', '/v1.0/users')).body.error.message).toBe('Access token is empty.');
    const basic = await call(muster.url, '', 'GET', '/v1.0/users', undefined, { authorization: 'Basic YTpi' });
    expectChallenge(basic, 'basic');
    try {
      ahead = 3 * hour;
      const expired = await withToken(muster.token, '/v1.0/users');
      expectChallenge(expired, 'expired');
      expect(expired.body.error.message).toBe('Access token has expired or is not yet valid.');
      ahead = -3 * hour;
      expectChallenge(await withToken(muster.token, '/v1.0/users'), 'not yet valid');
    } finally {
      ahead = 0;
    }
    expect((await withToken(muster.token, `/v1.0/users/${ids.users}`)).status).toBe(200);
  });
});

describe('without a token', () => {
  it('discovery, keys, metadata, health and the first page are open', async () => {
    const { tenantId } = muster.server;
    const discovery = await withToken('', `/${tenantId}/v2.0/.well-known/openid-configuration`);
    expect(discovery.status).toBe(200);
    expect(discovery.body.token_endpoint).toContain(`${muster.url}/${tenantId}/`);
    const keys = await withToken('', new URL(discovery.body.jwks_uri).pathname);
    expect(keys.body.keys.map((key: Json) => Object.keys(key).sort())).toEqual([
      expect.not.arrayContaining(['d', 'p', 'q']),
    ]);
    for (const path of ['/healthz', '/readyz', '/v1.0/$metadata', '/beta/$metadata', '/']) {
      const { status, body } = await withToken('', path);
      expect(status, path).toBe(200);
      expect(JSON.stringify(body), path).not.toMatch(/anna|Secretville|adventure/);
    }
  });

  it('everything else is closed', async () => {
    const others = ['/v1.0', '/beta/', '/v1.0/nothing', '/v2.0/users', '/admin', '/v1.0/users/../users'];
    const all = [...addresses(), ...others.map((path) => ({ method: 'GET', path }))];
    all.push({ method: 'POST', path: '/v1.0/$batch' }, { method: 'PUT', path: '/v1.0/users' });
    for (const { method, path } of all) {
      expectChallenge(await withToken('', path, method, method === 'GET' ? undefined : {}), `${method} ${path}`);
    }
    const batch = { requests: [{ id: '1', method: 'GET', url: '/users' }] };
    expectChallenge(await withToken('', '/v1.0/$batch', 'POST', batch), 'batch');
  });
});

describe('an application without permissions', () => {
  it('reads nothing and changes nothing', async () => {
    const token = await tokenWith(muster);
    const log = () => muster.call('GET', '/v1.0/users?$select=id,displayName,city');
    const before = (await log()).body.value;
    for (const { method, path } of addresses()) {
      const { status, body } = await withToken(token, path, method, method === 'GET' ? undefined : {}, eventual);
      const label = `${method} ${path} ${JSON.stringify(body)}`;
      if (/\/me(\/|$)/.test(path)) expect(status, label).toBe(400);
      // Invitations are sent and never read.
      else if (/\/invitations(\/|$)/.test(path) && method !== 'POST') expect(status, label).toBe(405);
      else if (method === 'GET' && !/deletedItems(\/\$count)?$/.test(path)) expect(status, label).toBe(403);
      else expect([400, 403, 404], label).toContain(status);
      expect(JSON.stringify(body), label).not.toMatch(/anna|Secretville/);
    }
    expect((await log()).body.value).toEqual(before);
  });
});

describe('/me', () => {
  it('tells applications that it is for people', async () => {
    for (const path of ['/me', '/me/memberOf', '/me/manager']) {
      const { status, code, message } = await refusal(muster.graph.api(path).get());
      expect([status, code]).toEqual([400, 'BadRequest']);
      expect(message).toContain('delegated authentication flow');
    }
  });
});
