import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  authorizeUrl,
  codeFor,
  createAnn,
  createApp,
  newBrowser,
  type PeopleApp,
  postToken,
  redirectUri,
  signIn,
} from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

let server: StartedServer;
let web: PeopleApp;
let device: PeopleApp;
let base: string;
beforeAll(async () => {
  server = await startServer();
  base = `${server.url}/${server.server.tenantId}`;
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
  device = await createApp(server, { displayName: 'Television', isFallbackPublicClient: true });
});
afterAll(() => server.stop());

async function begin(more: Record<string, string> = {}) {
  const body = new URLSearchParams({ client_id: device.appId, scope: 'openid offline_access User.Read', ...more });
  const response = await fetch(`${base}/oauth2/v2.0/devicecode`, { method: 'POST', body });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  return { status: response.status, body: (await response.json()) as any };
}

const poll = (deviceCode: string) =>
  postToken(server, {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: device.appId,
    device_code: deviceCode,
  });

describe('the device flow', () => {
  it('shows a code, which a person enters and confirms; the device gets tokens once', async () => {
    const ann = await createAnn(server);
    const { body } = await begin();
    expect(body).toMatchObject({ interval: 5, expires_in: 900, verification_uri: `${base}/oauth2/deviceauth` });
    expect(body.message).toContain(body.user_code);
    expect((await poll(body.device_code)).body).toMatchObject({ error: 'authorization_pending', error_codes: [70016] });
    const browser = await newBrowser(server).open(body.verification_uri);
    expect(browser.title).toBe('Sign in on another device');
    await browser.press('code', { user_code: 'NONE-SUCH' });
    expect(browser.text).toContain('The code is not right');
    await browser.press('code', { user_code: body.user_code.toLowerCase() });
    expect(browser.title).toBe('Sign in to Television on another device?');
    await browser.press('confirm');
    await signIn(browser, ann.name);
    await browser.press('accept');
    expect(browser.title).toBe('You are signed in');
    const tokens = await poll(body.device_code);
    expect([tokens.status, decodeJwt(tokens.body.id_token).oid]).toEqual([200, ann.id]);
    expect(tokens.body.refresh_token).toBeTruthy();
    expect((await poll(body.device_code)).body.error).toBe('invalid_grant');
  });

  it('takes the code from the address, but never confirms by itself', async () => {
    const { body } = await begin();
    const browser = await newBrowser(server).open(`${body.verification_uri}?user_code=${body.user_code}`);
    expect(browser.title).toBe('Sign in on another device');
    expect(browser.text).toContain(`value="${body.user_code}"`);
    await browser.press('code', { user_code: body.user_code });
    await browser.press('abort');
    expect(browser.text).toContain('The device was not signed in');
    expect((await poll(body.device_code)).body.error).toBe('authorization_declined');
  });

  it('is refused to an application that must keep a secret and does not show it', async () => {
    expect((await begin({ client_id: web.appId })).body.error).toBe('invalid_client');
    expect((await begin({ scope: 'No.Such' })).body.error).toBe('invalid_scope');
  });
});

describe('signing out', () => {
  const logoutUrl = (fields: Record<string, string>) => `${base}/oauth2/v2.0/logout?${new URLSearchParams(fields)}`;

  it('asks first, ends the session, and goes only where the application has an address', async () => {
    const ann = await createAnn(server);
    const { browser } = await codeFor(server, web, ann.name);
    const target = { post_logout_redirect_uri: redirectUri, state: 'bye' };
    await browser.open(logoutUrl(target));
    expect([browser.title, browser.text.includes(ann.name)]).toEqual(['Sign out', true]);
    await browser.press('stay');
    await browser.open(authorizeUrl(server, web, { prompt: 'none' }));
    expect(browser.answer.get('code')).toBeTruthy();
    await browser.open(logoutUrl(target));
    await browser.press('logout');
    expect(browser.at).toBe(`${redirectUri}?state=bye`);
    await browser.open(authorizeUrl(server, web, { prompt: 'none' }));
    expect(browser.answer.get('error')).toBe('login_required');
    await browser.open(logoutUrl({ post_logout_redirect_uri: 'https://evil.example/' }));
    expect([browser.title, new URL(browser.at).origin]).toEqual(['You are signed out', server.url]);
  });

  it('needs no question when the application shows whom it means', async () => {
    const [ann, ben] = [await createAnn(server), await createAnn(server)];
    const hints = [];
    for (const { name } of [ann, ben]) {
      const { code, browser } = await codeFor(server, web, name, { scope: 'openid' });
      const secret = { client_id: web.appId, client_secret: web.clientSecret! };
      const { body } = await postToken(server, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        ...secret,
      });
      hints.push({ hint: body.id_token as string, access: body.access_token as string, browser });
    }
    const [anns, bens] = hints as [(typeof hints)[0], (typeof hints)[0]];
    for (const hint of [bens.hint, anns.access, 'x.y.z']) {
      await anns.browser.open(logoutUrl({ id_token_hint: hint, post_logout_redirect_uri: redirectUri }));
      expect(anns.browser.title).toBe('Sign out');
    }
    await anns.browser.open(logoutUrl({ id_token_hint: anns.hint, post_logout_redirect_uri: redirectUri }));
    expect(anns.browser.at).toBe(redirectUri);
  });
});

interface Used {
  readonly id: string;
  readonly lastUsedDateTime: string;
}

describe('sessions', () => {
  it('are listed and ended one by one, with the refresh tokens made in them', async () => {
    const ann = await createAnn(server);
    const first = await codeFor(server, web, ann.name);
    const second = await codeFor(server, web, ann.name, {}, newBrowser(server, 'de'));
    const form = { client_id: web.appId, client_secret: web.clientSecret! };
    const redeemed = await postToken(server, {
      grant_type: 'authorization_code',
      code: second.code,
      redirect_uri: redirectUri,
      ...form,
    });
    const page = await first.browser.open(`${base}/sessions`);
    expect(page.title).toBe('Where you are signed in');
    const others = page.forms().filter((each) => each.buttons.has('end'));
    expect(others).toHaveLength(2);
    const other = page.text
      .split('<section')
      .find((each) => each.includes('class="session"') && !each.includes('This browser'))!;
    const id = /name="session" value="([^"]*)"/.exec(other)![1]!;
    await page.press('end', { session: id });
    expect(page.forms().filter((each) => each.buttons.has('end'))).toHaveLength(1);
    await second.browser.open(authorizeUrl(server, web, { prompt: 'none' }));
    expect(second.browser.answer.get('error')).toBe('login_required');
    const refresh = { grant_type: 'refresh_token', refresh_token: redeemed.body.refresh_token, ...form };
    expect((await postToken(server, refresh)).body.error).toBe('invalid_grant');
    await page.press('endAll');
    expect(page.title).toBe('You are signed out');
    const filter = `initiatedBy/user/id eq '${ann.id}'`;
    const { body } = await server.call('GET', `/v1.0/auditLogs/directoryAudits?$filter=${encodeURIComponent(filter)}`);
    const ended = { key: 'operation', value: 'revoke-sign-in-sessions' };
    expect(body.value[0]).toMatchObject({ targetResources: [{ id: ann.id }], additionalDetails: [ended] });
    await page.open(authorizeUrl(server, web, { prompt: 'none' }));
    expect(page.answer.get('error')).toBe('login_required');
  });
});

it('administrators see where somebody is signed in, and end one session with the refresh tokens made in it', async () => {
  const ann = await createAnn(server);
  const form = { client_id: web.appId, client_secret: web.clientSecret! };
  const tokensOf = async () => {
    const { code, browser } = await codeFor(server, web, ann.name);
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...form };
    return { browser, tokens: (await postToken(server, exchange)).body };
  };
  const [kept, ended] = [await tokensOf(), await tokensOf()];
  const path = `/v1.0/users/${ann.id}/signInSessions`;
  const { body } = await server.call('GET', path);
  expect(body.value).toEqual(
    [1, 2].map(() => ({
      id: expect.any(String),
      startDateTime: expect.any(String),
      lastUsedDateTime: expect.any(String),
      endDateTime: expect.any(String),
      isPersistent: false,
      isCurrent: false,
      authenticationMethods: ['pwd'],
      userAgent: expect.any(String),
      applications: [{ appId: web.appId, displayName: 'Payroll' }],
    })),
  );
  const one = await server.call('GET', `${path}?$top=1`);
  expect(one.body.value).toEqual([body.value[0]]);
  const rest = await server.call('GET', one.body['@odata.nextLink'].replace(server.url, ''));
  expect([rest.body.value, rest.body['@odata.nextLink']]).toEqual([[body.value[1]], undefined]);
  expect((await server.call('GET', `${path}?$skiptoken=x`)).body.error.code).toBe('Directory_ExpiredPageToken');

  const own = (token: string, method = 'GET', session = '') =>
    fetch(`${server.url}/v1.0/me/signInSessions${session}`, { method, headers: { authorization: `Bearer ${token}` } });
  expect((await own(ended.tokens.access_token)).status).toBe(403); // consented to User.Read alone
  const refresh = (tokens: { refresh_token: string }) =>
    postToken(server, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token, ...form });
  const renewed = await refresh(ended.tokens);
  expect(renewed.status).toBe(200);
  const { value: used } = (await server.call('GET', path)).body;
  const times = new Map(body.value.map((each: Used) => [each.id, each.lastUsedDateTime]));
  const [session] = used.filter((each: Used) => each.lastUsedDateTime !== times.get(each.id));
  expect((await server.call('DELETE', `${path}/${session.id}`)).status).toBe(204);
  expect((await server.call('DELETE', `${path}/${session.id}`)).status).toBe(404);
  expect((await server.call('GET', path)).body.value).toHaveLength(1);
  expect((await refresh(renewed.body)).body.error).toBe('invalid_grant');
  await ended.browser.open(authorizeUrl(server, web, { prompt: 'none' }));
  expect(ended.browser.answer.get('error')).toBe('login_required');
  expect((await refresh(kept.tokens)).status).toBe(200);
  const { body: log } = await server.call('GET', '/v1.0/auditLogs/directoryAudits?$top=1');
  const operation = { key: 'operation', value: 'end-sign-in-session' };
  expect(log.value[0]).toMatchObject({ targetResources: [{ id: ann.id }], additionalDetails: [operation] });
});

it('people see their own sessions through an application that may, and which of them it is in', async () => {
  const ann = await createAnn(server);
  const scope = 'openid offline_access User.ReadWrite';
  const form = { client_id: web.appId, client_secret: web.clientSecret! };
  const signedIn = async () => {
    const { code } = await codeFor(server, web, ann.name, { scope });
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...form };
    return (await postToken(server, exchange)).body as { access_token: string; refresh_token: string };
  };
  const [here] = [await signedIn(), await signedIn()];
  const call = async (method = 'GET', id = '') => {
    const headers = { authorization: `Bearer ${here.access_token}` };
    return fetch(`${server.url}/v1.0/me/signInSessions${id}`, { method, headers });
  };
  const list = async () => ((await (await call()).json()) as { value: { id: string; isCurrent: boolean }[] }).value;
  expect((await list()).map(({ isCurrent }) => isCurrent).sort()).toEqual([false, true]);
  const renewed = await postToken(server, { grant_type: 'refresh_token', refresh_token: here.refresh_token, ...form });
  here.access_token = renewed.body.access_token;
  const other = (await list()).find(({ isCurrent }) => !isCurrent)!;
  expect((await call('DELETE', `/${other.id}`)).status).toBe(204);
  expect((await list()).map(({ isCurrent }) => isCurrent)).toEqual([true]);
});

it('sessions that were ended from elsewhere are listed no more', async () => {
  const ann = await createAnn(server);
  await codeFor(server, web, ann.name);
  expect((await server.call('POST', `/v1.0/users/${ann.id}/revokeSignInSessions`)).status).toBe(200);
  const { browser } = await codeFor(server, web, ann.name);
  const page = await browser.open(`${base}/sessions`);
  expect(page.forms().filter((each) => each.buttons.has('end'))).toHaveLength(1);
});

describe('userinfo', () => {
  it('says of the person what the token lets it', async () => {
    const ann = await createAnn(server, { mail: 'ann@example.com' });
    const tokens = [];
    for (const scope of ['openid profile email', 'User.Read']) {
      const { code } = await codeFor(server, web, ann.name, { scope });
      const secret = { client_id: web.appId, client_secret: web.clientSecret! };
      tokens.push(
        (await postToken(server, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...secret })).body
          .access_token,
      );
    }
    const ask = (token: string) =>
      fetch(`${server.url}/oidc/userinfo`, { headers: { authorization: `Bearer ${token}` } });
    expect(await (await ask(tokens[0])).json()).toMatchObject({
      sub: ann.id,
      name: 'Ann Beck',
      email: 'ann@example.com',
    });
    for (const token of [tokens[1], server.token, 'none']) expect((await ask(token)).status).toBe(401);
  });
});
