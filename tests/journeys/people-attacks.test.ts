import { createHmac } from 'node:crypto';
import type { Instant } from '@muster/kernel';
import { base64url, decodeJwt, exportSPKI, importJWK, SignJWT } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormBrowser } from './form-browser.ts';
import {
  annsPassword,
  authorizeUrl,
  codeFor,
  createAnn,
  createApp,
  newBrowser,
  type PeopleApp,
  postToken,
  proofKey,
  redirectUri,
  signIn,
} from './people-sign-in.ts';
import { call, type StartedServer, startServer } from './started-server.ts';

let server: StartedServer;
let other: StartedServer;
let web: PeopleApp;
let spa: PeopleApp;
let base: string;
let aheadMs = 0;
const clock = () => Math.floor(performance.timeOrigin + performance.now() + aheadMs) as Instant;
beforeAll(async () => {
  server = await startServer({}, clock);
  other = await startServer({ rateLimit: '100' });
  base = `${server.url}/${server.server.tenantId}`;
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
  spa = await createApp(server, { spa: { redirectUris: [redirectUri] } });
});
afterAll(() => Promise.all([server.stop(), other.stop()]));

async function query<R extends object>(text: string): Promise<R[]> {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  const { rows } = await client.query<R>(text);
  await client.end();
  return rows;
}

const secretOf = (app: PeopleApp) => ({ client_id: app.appId, client_secret: app.clientSecret });
const redeem = (code: string, more: Record<string, string | undefined> = {}) =>
  postToken(server, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...secretOf(web), ...more });
const refresh = (token: string) =>
  postToken(server, { grant_type: 'refresh_token', refresh_token: token, ...secretOf(web) });

describe('open redirect', () => {
  it.each([
    'https://evil.example/answer',
    'https://app.example.evil.example/answer',
    'https://app.example/answer/../evil',
    'https://app.example/ANSWER',
    'https://app.example/answer?x=1',
    'https://app.example:444/answer',
    'https://app.example@evil.example/answer',
    'http://app.example/answer',
    '//app.example/answer',
    'javascript:alert(1)',
    'http://localhost:80@evil.example/',
    '',
  ])('is not made to %s', async (address) => {
    const browser = await newBrowser(server).open(authorizeUrl(server, web, { redirect_uri: address }));
    expect([browser.status, new URL(browser.at).origin]).toEqual([400, server.url]);
    expect(browser.title).toBe('This did not work');
    const signedOut = `${base}/oauth2/v2.0/logout?${new URLSearchParams({ client_id: web.appId, post_logout_redirect_uri: address })}`;
    expect(new URL((await newBrowser(server).open(signedOut)).at).origin).toBe(server.url);
  });

  it.each([
    ['web', 'http://app.example/'],
    ['web', 'https://*.example/'],
    ['web', 'https://app.example/#x'],
    ['web', 'app.planner://auth'],
    ['spa', 'https://user@app.example/'],
    ['publicClient', 'javascript:alert(1)'],
    ['publicClient', 'data:text/html,x'],
    ['web', 'not an address'],
  ])('cannot be prepared: %s refuses to register %s', async (platform, uri) => {
    const properties = { displayName: 'Evil', [platform]: { redirectUris: [uri] } };
    expect((await server.call('POST', '/v1.0/applications', properties)).status).toBe(400);
  });
});

describe('replay', () => {
  it('of a code ends what the code was for', async () => {
    const ann = await createAnn(server);
    const { code } = await codeFor(server, web, ann.name);
    const first = await redeem(code);
    const again = await redeem(code);
    expect([first.status, again.status, again.body.error]).toEqual([200, 400, 'invalid_grant']);
    expect((await refresh(first.body.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('of a code by many at once gives one of them tokens', async () => {
    const ann = await createAnn(server);
    const { code } = await codeFor(server, web, ann.name);
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(code)));
    expect(answers.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(1);
  });

  it('of a code by another application, at another address, or with another proof key fails', async () => {
    const ann = await createAnn(server);
    const twin = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
    const { verifier, challenge } = proofKey();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const attempts: Record<string, string | undefined>[] = [
      { code_verifier: proofKey().verifier },
      { code_verifier: undefined },
      { code_verifier: challenge },
      { code_verifier: verifier, redirect_uri: `${redirectUri}/` },
      { code_verifier: verifier, ...secretOf(twin) },
      { code_verifier: verifier, client_secret: undefined },
    ];
    const browser = newBrowser(server);
    for (const attempt of attempts) {
      const { code } = await codeFor(server, web, ann.name, pkce, browser);
      const { status, body } = await redeem(code, attempt);
      expect([status >= 400, body.access_token]).toEqual([true, undefined]);
    }
    const plain = await browser.open(authorizeUrl(server, web, { ...pkce, code_challenge_method: 'plain' }));
    expect(plain.answer.get('error')).toBe('invalid_request');
  });

  it('of a refresh token is let pass for a moment, and later ends the whole family', async () => {
    const ann = await createAnn(server);
    const { code } = await codeFor(server, web, ann.name);
    const first = (await redeem(code)).body.refresh_token;
    const [a, b] = await Promise.all([refresh(first), refresh(first)]);
    expect([a.status, b.status]).toEqual([200, 200]);
    aheadMs += 20_000;
    expect((await refresh(first)).body).toMatchObject({ error: 'invalid_grant', suberror: 'bad_token' });
    for (const { body } of [a, b]) expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
  });

  it('of a refresh token by another application or from a page fails', async () => {
    const ann = await createAnn(server);
    const { code } = await codeFor(server, web, ann.name);
    const token = (await redeem(code)).body.refresh_token;
    const twin = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
    const stolen = await postToken(server, { grant_type: 'refresh_token', refresh_token: token, ...secretOf(twin) });
    expect(stolen.body.error).toBe('invalid_grant');
    const bare = await postToken(server, { grant_type: 'refresh_token', refresh_token: token, client_id: web.appId });
    expect(bare.body.error).toBe('invalid_client');
  });

  it('of what stands in the database opens nothing', async () => {
    const ann = await createAnn(server);
    const { code, browser } = await codeFor(server, web, ann.name);
    const { body } = await redeem(code);
    const rows = await query<{ kind: string; id_hash: string; payload: unknown }>('select * from sign_in_records');
    const stored = JSON.stringify(rows);
    const session = browser.cookies.get('__Host-muster-session')!.value;
    for (const secret of [code, body.refresh_token, session]) expect(stored).not.toContain(secret);
    for (const { id_hash: hash } of rows.filter(({ kind }) => kind === 'RefreshToken')) {
      expect((await refresh(hash)).body.error).toBe('invalid_grant');
      expect((await refresh(`~${hash}.x`)).body.error).toBe('invalid_grant');
    }
  });
});

describe('forged tokens', () => {
  const asked = (token: string) => call(server.url, token, 'GET', '/v1.0/users');

  it('are refused: no algorithm, the public key as a secret, a key of one’s own, a key in the header', async () => {
    const { keys } = (await (await fetch(`${base}/discovery/v2.0/keys`)).json()) as { keys: Record<string, string>[] };
    const claims = decodeJwt(server.token);
    const part = (value: object) => base64url.encode(JSON.stringify(value));
    const kid = keys[0]!.kid!;
    const unsigned = `${part({ alg: 'none', typ: 'at+jwt', kid })}.${part(claims)}.`;
    const spki = await exportSPKI(
      (await importJWK({ ...keys[0], alg: 'RS256' }, 'RS256', { extractable: true })) as never,
    );
    const head = `${part({ alg: 'HS256', typ: 'at+jwt', kid })}.${part(claims)}`;
    const confused = `${head}.${createHmac('sha256', spki).update(head).digest('base64url')}`;
    const { privateKey, publicKey } = await crypto.subtle.generateKey(
      { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['sign', 'verify'],
    );
    const jwk = await crypto.subtle.exportKey('jwk', publicKey);
    const own = (header: object) =>
      new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid, ...header }).sign(privateKey);
    for (const token of [unsigned, confused, await own({}), await own({ jwk }), `${server.token}x`]) {
      expect((await asked(token)).status).toBe(401);
    }
  });

  it('are refused: of another directory, and an ID token in the place of an access token', async () => {
    expect((await asked(other.token)).body.error.code).toBe('InvalidAuthenticationToken');
    const ann = await createAnn(server);
    const { code } = await codeFor(server, web, ann.name);
    const { body } = await redeem(code);
    expect((await asked(body.id_token)).status).toBe(401);
    // A person's token is known as one: what it may do is decided by its scopes and the person's rights.
    expect((await asked(body.access_token)).status).toBe(403);
  });

  it('of another directory neither sign out nor refresh here', async () => {
    const theirs = await createApp(other, { web: { redirectUris: [redirectUri] } }, true);
    const ann = await createAnn(other);
    const { code } = await codeFor(other, theirs, ann.name);
    const { body } = await postToken(other, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      ...secretOf(theirs),
    });
    expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
    const mine = await createAnn(server);
    const { browser } = await codeFor(server, web, mine.name);
    await browser.open(`${base}/oauth2/v2.0/logout?${new URLSearchParams({ id_token_hint: body.id_token })}`);
    expect(browser.title).toBe('Sign out');
  });
});

describe('session fixation', () => {
  it('does not work: signing in gives the browser a new session', async () => {
    const ann = await createAnn(server);
    const attacker = await newBrowser(server).open(`${base}/oauth2/deviceauth`);
    const planted = new Map(attacker.cookies);
    const victim = newBrowser(server);
    for (const [name, cookie] of planted) victim.cookies.set(name, cookie);
    await victim.open(authorizeUrl(server, web));
    await signIn(victim, ann.name);
    await victim.press('accept');
    const name = '__Host-muster-session';
    expect(victim.cookies.get(name)!.value).not.toBe(planted.get(name)!.value);
    await attacker.open(authorizeUrl(server, web, { prompt: 'none' }));
    expect(attacker.answer.get('error')).toBe('login_required');
  });

  it('nor does going on with a sign-in that another browser began', async () => {
    const attacker = await newBrowser(server).open(authorizeUrl(server, web));
    const victim = await newBrowser(server).open(attacker.at);
    expect([victim.status, victim.title]).toEqual([400, 'This did not work']);
  });
});

describe('a session that was ended', () => {
  const grantsOf = async (id: string) =>
    (await server.call('GET', `/v1.0/users/${id}/oauth2PermissionGrants`)).body.value;

  it('gives no consent any more, although its page is still open', async () => {
    const ann = await createAnn(server);
    const browser = await newBrowser(server).open(authorizeUrl(server, web));
    await signIn(browser, ann.name);
    expect(browser.offers('accept')).toBe(true);
    expect((await server.call('POST', `/v1.0/users/${ann.id}/revokeSignInSessions`)).status).toBe(200);
    await browser.press('accept');
    expect([browser.status, browser.answer.get('code')]).toEqual([400, null]);
    expect(await grantsOf(ann.id)).toEqual([]);
  });
});

describe('forms sent from elsewhere', () => {
  /** Sends the page's form the way another site would, or without its token. */
  async function forge(
    browser: FormBrowser,
    button: string,
    fields: Record<string, string>,
    how: 'site' | 'origin' | 'token',
  ) {
    const form = browser.forms().find((each) => each.buttons.has(button))!;
    const [name, value] = form.buttons.get(button)!;
    const body = new URLSearchParams({ ...form.hidden, ...fields, [name]: value });
    if (how === 'token') for (const proof of ['token', 'xsrf']) if (body.has(proof)) body.set(proof, 'x');
    const headers = { site: { 'sec-fetch-site': 'cross-site' }, origin: { origin: 'https://evil.example' }, token: {} }[
      how
    ];
    return browser.open(form.action, { method: 'POST', body, headers });
  }

  it.each(['site', 'origin', 'token'] as const)('are refused by every page of ours (%s)', async (how) => {
    const ann = await createAnn(server);
    const browser = await newBrowser(server).open(authorizeUrl(server, web));
    await forge(browser, 'name', { loginName: ann.name }, how);
    expect(browser.status).toBe(400);
    await browser.open(authorizeUrl(server, web));
    await browser.press('name', { loginName: ann.name });
    await forge(browser, 'password', { password: annsPassword }, how);
    expect(browser.status).toBe(400);
    await browser.open(authorizeUrl(server, web));
    await signIn(browser, ann.name);
    await forge(browser, 'accept', {}, how);
    expect([browser.status, browser.answer.get('code')]).toEqual([400, null]);
    await browser.open(`${base}/oauth2/v2.0/logout`);
    await forge(browser, 'logout', {}, how);
    expect(browser.status).toBe(400);
    await browser.open(`${base}/sessions`);
    await forge(browser, 'endAll', {}, how);
    expect(browser.status).toBe(400);
    await browser.open(authorizeUrl(server, web, { prompt: 'none', scope: 'openid' }));
    expect(browser.answer.get('error')).toBe('consent_required');
  });

  it('are refused by the page of devices', async () => {
    const device = await createApp(server, { isFallbackPublicClient: true });
    const body = new URLSearchParams({ client_id: device.appId, scope: 'openid' });
    const { user_code: userCode } = (await (
      await fetch(`${base}/oauth2/v2.0/devicecode`, { method: 'POST', body })
    ).json()) as { user_code: string };
    const browser = await newBrowser(server).open(`${base}/oauth2/deviceauth`);
    await forge(browser, 'code', { user_code: userCode }, 'token');
    expect(browser.offers('confirm')).toBe(false);
  });
});

describe('pages', () => {
  it('cannot be framed, run nothing, load nothing, and are not kept', async () => {
    const ann = await createAnn(server);
    const browser = newBrowser(server);
    const seen: Headers[] = [];
    for (const address of [
      authorizeUrl(server, web),
      `${base}/oauth2/deviceauth`,
      `${base}/sessions`,
      `${base}/oauth2/v2.0/logout`,
      authorizeUrl(server, web, { redirect_uri: 'https://evil.example' }),
      `${server.url}/common/oauth2/v2.0/authorize?client_id=x`,
    ]) {
      await browser.open(address);
      expect(browser.text).toContain('<!doctype html>');
      seen.push(browser.headers);
    }
    await browser.open(authorizeUrl(server, web));
    await browser.press('name', { loginName: ann.name });
    seen.push(browser.headers);
    for (const headers of seen) {
      const policy = headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("base-uri 'none'");
      expect(policy).not.toMatch(/unsafe|\*/);
      // The page that offers passkeys names the one script that it runs.
      const [, scripts] = /script-src ([^;]*)/.exec(policy) ?? [];
      if (scripts !== undefined) expect(scripts).toMatch(new RegExp(`^${base}/scripts/passkey-[0-9a-f]{16}\\.js$`));
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('write whatever comes from outside as text', async () => {
    const evil = '"><script>alert(1)</script>';
    const scriptOfOurs = /<script src="[^"]*"><\/script>/;
    const app = await createApp(server, { displayName: evil, web: { redirectUris: [redirectUri] } }, true);
    const browser = await newBrowser(server).open(authorizeUrl(server, app, { login_hint: evil, ui_locales: evil }));
    expect(browser.text.replace(scriptOfOurs, '')).not.toContain('<script');
    expect(browser.text).toContain('&quot;&gt;&lt;script&gt;');
    await browser.press('name', { loginName: evil });
    expect(browser.text).not.toContain('<script');
    const device = await newBrowser(server).open(`${base}/oauth2/deviceauth?user_code=${encodeURIComponent(evil)}`);
    expect(device.text).not.toContain('<script');
    const wrong = await newBrowser(server).open(
      authorizeUrl(server, app, { redirect_uri: `https://x.example/${evil}` }),
    );
    expect(wrong.text).not.toContain('<script');
  });

  it('and answers take no line breaks from outside into their headers', async () => {
    const ann = await createAnn(server);
    const state = 'a\r\nset-cookie: evil=1\r\n\r\n<b>';
    const { browser } = await codeFor(server, web, ann.name, { state });
    expect(browser.answer.get('state')).toBe(state);
    expect(browser.cookies.has('evil')).toBe(false);
    for (const path of ['/%0d%0aset-cookie:x=1/oauth2/v2.0/authorize', `/${server.server.tenantId}/sign-in/%0d%0ax`]) {
      const response = await fetch(`${server.url}${path}`, { redirect: 'manual' });
      expect([response.status, response.headers.get('set-cookie')]).toEqual([400, null]);
    }
  });

  it('and texts that no database keeps are the asker’s mistake, not ours', async () => {
    for (const more of [{ state: 'a\0b' }, { login_hint: '\0' }, { ui_locales: '\0' }]) {
      expect((await newBrowser(server).open(authorizeUrl(server, web, more))).status).toBe(400);
    }
    const browser = await newBrowser(server).open(authorizeUrl(server, web));
    expect((await browser.press('name', { loginName: 'x\0y' })).status).toBe(400);
    const device = await createApp(server, { isFallbackPublicClient: true });
    const body = new URLSearchParams({ client_id: device.appId, scope: 'openid', login_hint: '\0' });
    const begun = await fetch(`${base}/oauth2/v2.0/devicecode`, { method: 'POST', body });
    expect([begun.status, (await begun.json()) as object]).toMatchObject([400, { error_codes: [9002313] }]);
  });

  it('give cookies that only this host gets, that no script reads, and no other site sends', async () => {
    const response = await fetch(authorizeUrl(server, web), { redirect: 'manual' });
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBeGreaterThan(1);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__(Host|Secure)-muster-/);
      expect(cookie.toLowerCase()).toMatch(/; samesite=lax/);
      expect(cookie.toLowerCase()).toMatch(/; httponly/);
      expect(cookie.toLowerCase()).toMatch(/; secure/);
      expect(cookie.toLowerCase()).not.toContain('domain=');
    }
  });
});

describe('who has an account', () => {
  it('cannot be found out: pages are the same, letter by letter, and so is the work', async () => {
    const [ann, off] = [await createAnn(server), await createAnn(server, { accountEnabled: false })];
    const cpuOf = async (name: string) => {
      const browser = await newBrowser(server).open(authorizeUrl(server, web));
      await browser.press('name', { loginName: name });
      const asked = browser.text;
      const before = process.cpuUsage();
      await browser.press('password', { password: 'Wrong-Horse-1' });
      const { user, system } = process.cpuUsage(before);
      const plain = (text: string) =>
        text
          .replaceAll(name, 'NAME')
          .replace(/value="[\w-]{43}"/g, 'TOKEN')
          .replace(/sign-in\/[\w-]+/g, 'UID');
      return { pages: plain(asked) + plain(browser.text), work: user + system };
    };
    const [known, disabled, nobody] = [
      await cpuOf(ann.name),
      await cpuOf(off.name),
      await cpuOf('nobody@adventure-works.com'),
    ];
    expect(disabled.pages).toBe(known.pages);
    expect(nobody.pages).toBe(known.pages);
    // An Argon2 computation each: its work cannot be left out unnoticed.
    for (const { work } of [disabled, nobody]) expect(work).toBeGreaterThan(known.work / 4);
  });

  it('is told to who has the right password only', async () => {
    const off = await createAnn(server, { accountEnabled: false });
    const browser = await newBrowser(server).open(authorizeUrl(server, web));
    await signIn(browser, off.name);
    expect(browser.text).toContain('Your account is disabled');
  });
});

it('a page’s token request needs the proof of its own origin', async () => {
  const preflight = await fetch(`${base}/oauth2/v2.0/token`, {
    method: 'OPTIONS',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
  });
  expect(preflight.status).toBe(204);
  const foreign = await postToken(
    server,
    { grant_type: 'refresh_token', refresh_token: 'x', client_id: spa.appId },
    { origin: 'https://evil.example' },
  );
  expect([foreign.status, foreign.headers.get('access-control-allow-origin')]).toEqual([400, null]);
  const secret = await postToken(
    server,
    { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default', ...secretOf(web) },
    { origin: 'https://app.example' },
  );
  expect([secret.status, secret.headers.get('access-control-allow-origin')]).toEqual([400, null]);
});

it('a flood from one address is told to wait (RATE_LIMITED), in the protocol’s words, wherever it goes', async () => {
  const keys = `${other.url}/${other.server.tenantId}/discovery/v2.0/keys`;
  const statuses = new Set<number>();
  for (let round = 0; round < 31 && !statuses.has(429); round++) {
    for (const { status } of await Promise.all(Array.from({ length: 20 }, () => fetch(keys)))) statuses.add(status);
  }
  expect([...statuses].sort()).toEqual([200, 429]);
  const refused = await fetch(keys);
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  expect(await refused.json()).toMatchObject({ error: 'temporarily_unavailable', error_codes: [90055] });
  const page = await newBrowser(other).open(`${other.url}/${other.server.tenantId}/sessions`);
  expect([page.status, page.title]).toEqual([429, 'This did not work']);
  const asked = await call(other.url, other.token, 'GET', '/v1.0/users');
  expect([asked.status, asked.body.error.code]).toEqual([429, 'TooManyRequests']);
});
