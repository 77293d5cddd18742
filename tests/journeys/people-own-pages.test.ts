import { beginOneTimeCodeRegistration, finishOneTimeCodeRegistration, operatorCaller } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { TOTP } from 'otpauth';
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
import { type StartedServer, startServer } from './started-server.ts';

const pagesAppId = '00000000-0000-0000-0000-000000000001';

let server: StartedServer;
let web: PeopleApp;
let base: string;
let aheadMs = 0;
const clock = () => Math.floor(performance.timeOrigin + performance.now() + aheadMs) as Instant;
beforeAll(async () => {
  server = await startServer({}, clock);
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
  base = `${server.url}/${server.server.tenantId}`;
});
afterAll(() => server.stop());

const open = (path: string, language?: string) => newBrowser(server, language).open(`${base}${path}`);
const pageCookies = ({ cookies }: FormBrowser) => [...cookies.keys()].filter((each) => each.includes('muster-page'));
/** The state that a sign-in for a page carries along, as the browser saw it. */
const stateOf = ({ visited }: FormBrowser) =>
  visited.map((each) => new URL(each).searchParams.get('state')).findLast((each) => each !== null)!;

describe('a page of the house', () => {
  it.each([
    ['/security-info', 'What you sign in with'],
    ['/sessions', 'Where you are signed in'],
  ])('asks a person to sign in, and shows itself then: %s', async (path, title) => {
    const ann = await createAnn(server);
    const browser = await open(path);
    expect([browser.title, browser.text.includes('to continue to Muster')]).toEqual(['Sign in', true]);
    await signIn(browser, ann.name);
    expect([browser.title, browser.at]).toEqual([title, `${base}${path}`]);
    expect(browser.text).toContain(ann.name);
    // Neither code nor token is made, and nothing of the sign-in is left in the browser.
    expect(browser.visited.join(' ')).not.toMatch(/code=|token=/);
    expect(pageCookies(browser)).toEqual([]);
  });

  it('is reached by two factors where there are two', async () => {
    const ann = await createAnn(server);
    const userId = ann.id as ObjectId;
    const { directory } = server.server;
    const app = await beginOneTimeCodeRegistration(directory, operatorCaller, userId);
    const code = () => new TOTP({ secret: app.secret }).generate({ timestamp: clock() });
    const input = { userId, id: app.id, code: code(), clientAddress: '127.0.0.1' };
    await finishOneTimeCodeRegistration(directory, operatorCaller, input);
    aheadMs += 60_000;
    const browser = await open('/sessions');
    await signIn(browser, ann.name);
    expect(browser.title).toBe('Enter your code');
    await browser.press('code', { code: code() });
    expect(browser.title).toBe('Where you are signed in');
  });

  it('is reached after a change of password that is due', async () => {
    const profile = { password: annsPassword, forceChangePasswordNextSignIn: true };
    const ann = await createAnn(server, { passwordProfile: profile });
    const browser = await open('/security-info');
    await signIn(browser, ann.name);
    const next = 'Another-Horse-9';
    await browser.press('change', { current: annsPassword, next, again: next });
    expect(browser.title).toBe('What you sign in with');
  });

  it('is reached without being asked by who is signed in, and asks again when the sessions have ended', async () => {
    const ann = await createAnn(server);
    const browser = await open('/security-info');
    await signIn(browser, ann.name);
    await browser.open(`${base}/sign-in`);
    expect([browser.title, browser.at]).toEqual(['Your account', base]);
    await browser.open(`${base}/sessions`);
    await browser.press('endAll');
    await browser.open(`${base}/sessions`);
    expect(browser.title).toBe('Sign in');
    await signIn(browser, ann.name);
    expect(browser.title).toBe('Where you are signed in');
  });

  it('lets people change their minds', async () => {
    const browser = await open('/security-info', 'de');
    await browser.press('cancel');
    expect([browser.status, browser.title]).toEqual([200, 'Anmelden']);
    expect(browser.text).toContain(`<a href="${base}/security-info">`);
    expect(pageCookies(browser)).toEqual([]);
  });

  it('is open twice in one browser', async () => {
    const ann = await createAnn(server);
    const browser = await open('/security-info');
    const first = stateOf(browser);
    await browser.open(`${base}/sessions`);
    await signIn(browser, ann.name);
    expect(browser.title).toBe('Where you are signed in');
    // Signed in by the other one, the first comes back as well.
    await browser.open(`${base}/signed-in?${new URLSearchParams({ state: first })}`);
    expect(browser.title).toBe('What you sign in with');
  });
});

describe('a sign-in for a page', () => {
  const returned = (state: string) => `${base}/signed-in?${new URLSearchParams({ state })}`;

  it('is good for the browser that began it, once', async () => {
    const ann = await createAnn(server);
    const thief = await open('/security-info');
    const victim = await open('/sessions');
    await signIn(victim, ann.name);
    const used = stateOf(victim);
    for (const state of [stateOf(thief), used, '', 'x', 'a.b.c.d', `${used}x`, '.'.repeat(9000)]) {
      await victim.open(returned(state));
      expect([victim.status, victim.text.includes('took too long')]).toEqual([400, true]);
    }
    // The name of a cookie alone, or another page in the state, is no use either.
    const [id, end, , seal] = stateOf(thief).split('.');
    const elsewhere = Buffer.from('/../../evil').toString('base64url');
    await thief.open(returned([id, end, elsewhere, seal].join('.')));
    expect(thief.status).toBe(400);
    victim.cookies.set(`__Secure-muster-page-${id}`, { value: 'x', path: `/${server.server.tenantId}` });
    await victim.open(returned(stateOf(thief)));
    expect(victim.status).toBe(400);
    expect((await open('/sessions')).visited.every((each) => each.startsWith(server.url))).toBe(true);
  });

  it('ends with its time', async () => {
    const ann = await createAnn(server);
    const browser = await open('/sessions');
    const late = stateOf(browser);
    const kept = new Map(browser.cookies);
    await signIn(browser, ann.name);
    for (const [name, value] of kept) if (name.includes('muster-page')) browser.cookies.set(name, value);
    aheadMs += 61 * 60_000;
    await browser.open(returned(late));
    expect(browser.status).toBe(400);
    aheadMs -= 61 * 60_000;
  });

  it('leads nowhere else, whatever its address says', async () => {
    const ann = await createAnn(server);
    const evil = {
      redirect_uri: 'https://evil.example/',
      response_type: 'code',
      to: 'https://evil.example/',
      scope: 'User.Read',
    };
    const browser = await newBrowser(server).open(`${base}/sign-in?${new URLSearchParams(evil)}`);
    await signIn(browser, ann.name);
    expect([browser.title, browser.at]).toEqual(['Your account', base]);
    expect(browser.visited.slice(1).join(' ')).not.toContain('evil');
  });
});

describe('the application that the pages are', () => {
  it('is unknown to everybody else', async () => {
    const ann = await createAnn(server);
    const signedIn = await open('/sessions');
    await signIn(signedIn, ann.name);
    const { challenge, verifier } = proofKey();
    for (const type of ['none', 'code', 'id_token']) {
      const asked = authorizeUrl(
        server,
        { ...web, appId: pagesAppId },
        {
          redirect_uri: `${base}/signed-in`,
          response_type: type,
          scope: 'openid',
          nonce: 'n',
          code_challenge: challenge,
          code_challenge_method: 'S256',
          state: stateOf(signedIn),
        },
      );
      await signedIn.open(asked);
      expect([signedIn.status, signedIn.text.includes(`AADSTS700016`)]).toEqual([400, true]);
    }
    const grants = [
      { grant_type: 'client_credentials', scope: 'https://graph.microsoft.com/.default', client_secret: 'x' },
      { grant_type: 'authorization_code', code: 'x', redirect_uri: `${base}/signed-in`, code_verifier: verifier },
      { grant_type: 'refresh_token', refresh_token: 'x' },
      { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x' },
    ];
    for (const grant of grants) {
      const { status, body } = await postToken(server, { client_id: pagesAppId, ...grant });
      expect([status >= 400, body.error_codes]).toEqual([true, [700016]]);
    }
    const device = await fetch(`${base}/oauth2/v2.0/devicecode`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: pagesAppId, scope: 'openid' }),
    });
    expect((await device.json()) as object).toMatchObject({ error_codes: [700016] });
  });

  it('is none of Graph’s, and its kind of answer is offered to no application', async () => {
    for (const list of ['applications', 'servicePrincipals']) {
      const { body } = await server.call('GET', `/v1.0/${list}?$filter=appId eq '${pagesAppId}'`);
      expect(body.value).toEqual([]);
    }
    const discovery = await fetch(`${base}/v2.0/.well-known/openid-configuration`);
    const { response_types_supported: offered } = (await discovery.json()) as { response_types_supported: string[] };
    expect(offered.toSorted()).toEqual(['code', 'code id_token', 'id_token']);
    const browser = await newBrowser(server).open(
      authorizeUrl(server, web, { scope: 'openid', response_type: 'none' }),
    );
    expect(browser.answer.get('error_description')).toContain('response_type is not allowed');
  });
});

describe('one’s own authentication methods over Graph', () => {
  const scope = 'openid offline_access UserAuthenticationMethod.ReadWrite';

  it('are changed with a sign-in of the last ten minutes, whatever the age of the token', async () => {
    const ann = await createAnn(server);
    await server.call('POST', '/v1.0/oauth2PermissionGrants', {
      clientId: web.servicePrincipalId,
      consentType: 'AllPrincipals',
      resourceId: (await graphPrincipal()).id,
      scope,
    });
    const browser = newBrowser(server);
    const credentials = { client_id: web.appId, client_secret: web.clientSecret };
    const first = await codeFor(server, web, ann.name, { scope }, browser);
    const tokens = await postToken(server, {
      grant_type: 'authorization_code',
      code: first.code,
      redirect_uri: redirectUri,
      ...credentials,
    });
    const ask = (token: string) =>
      fetch(`${server.url}/v1.0/me/authentication/fido2Methods/creationOptions`, {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await ask(tokens.body.access_token)).status).toBe(200);
    aheadMs += 11 * 60_000;
    // A refreshed token is new; the sign-in behind it is not, nor is one without a question.
    const { refresh_token } = tokens.body;
    const refreshed = await postToken(server, { grant_type: 'refresh_token', refresh_token, scope, ...credentials });
    const silent = await codeFor(server, web, ann.name, { scope, prompt: 'none' }, browser);
    const redeem = (code: string) =>
      postToken(server, { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...credentials });
    for (const { body } of [tokens, refreshed, await redeem(silent.code)]) {
      const refused = await ask(body.access_token);
      expect(refused.status).toBe(403);
      const { error } = (await refused.json()) as { error: { code: string; message: string } };
      expect(error.code).toBe('Authorization_RequestDenied');
      expect(JSON.stringify(error)).toContain('prompt=login');
    }
    const anew = await codeFor(server, web, ann.name, { scope, prompt: 'login' }, browser);
    expect((await ask((await redeem(anew.code)).body.access_token)).status).toBe(200);
    aheadMs -= 11 * 60_000;
  });

  const graphPrincipal = async () => {
    const path = "/v1.0/servicePrincipals?$filter=appId eq '00000003-0000-0000-c000-000000000000'";
    return (await server.call('GET', path)).body.value[0];
  };
});

describe('the page of the directory', () => {
  it('shows the directory and ways on', async () => {
    await server.call('PATCH', `/v1.0/organization/${server.server.tenantId}`, {
      branding: { backgroundColor: '#0a7b34' },
    });
    const browser = await newBrowser(server).open(base);
    expect([browser.status, browser.title]).toEqual([200, 'Your account']);
    expect(browser.text).toContain('Muster</p>');
    for (const way of ['/sign-in', '/security-info', '/sessions'])
      expect(browser.text).toContain(`href="${base}${way}"`);
    expect(browser.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect((await newBrowser(server, 'de').open(base)).title).toBe('Ihr Konto');
    const ann = await createAnn(server);
    await browser.open(`${base}/sign-in`);
    await signIn(browser, ann.name);
    expect(browser.text).toContain(`Signed in as ${ann.name}`);
    expect(browser.text).toContain(`href="${base}/oauth2/v2.0/logout"`);
    expect(browser.text).not.toContain(`href="${base}/sign-in"`);
  });

  it('leaves other addresses as they are', async () => {
    for (const path of ['/x', '/favicon.ico', `/${pagesAppId}`]) {
      const response = await fetch(`${server.url}${path}`);
      expect([response.status, response.headers.get('content-type')]).toEqual([401, expect.stringMatching('json')]);
    }
  });
});
