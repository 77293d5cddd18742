import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

let server: StartedServer;
let web: PeopleApp;
let spa: PeopleApp;
let device: PeopleApp;
beforeAll(async () => {
  server = await startServer();
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
  spa = await createApp(server, { displayName: 'Planner', spa: { redirectUris: [redirectUri] } });
  device = await createApp(server, { publicClient: { redirectUris: ['http://localhost', 'app.planner://auth'] } });
});
afterAll(() => server.stop());

const redeem = (code: string, more: Record<string, string | undefined> = {}) =>
  postToken(server, {
    grant_type: 'authorization_code',
    client_id: web.appId,
    client_secret: web.clientSecret!,
    code,
    redirect_uri: redirectUri,
    ...more,
  });

describe('the code flow', () => {
  it('asks name, password and consent, and ends with tokens that name the person', async () => {
    const ann = await createAnn(server, { mail: 'ann@example.com', givenName: 'Ann', surname: 'Beck' });
    const browser = newBrowser(server);
    await browser.open(
      authorizeUrl(server, web, { nonce: 'once', scope: 'openid profile email offline_access User.Read' }),
    );
    expect([browser.status, browser.title]).toEqual([200, 'Sign in']);
    await browser.press('name', { loginName: ann.name });
    expect(browser.title).toBe('Enter your password');
    await browser.press('password', { password: 'wrong' });
    expect(browser.text).toContain('The sign-in name or the password is not right.');
    await browser.press('password', { password: annsPassword });
    expect(browser.title).toBe('Payroll asks for your permission');
    expect(browser.text).toContain('Read your profile');
    await browser.press('accept');
    expect(browser.at.startsWith(`${redirectUri}?`)).toBe(true);
    expect(browser.answer.get('state')).toBe('st"ate');
    expect(browser.answer.get('iss')).toBe(`${server.url}/${server.server.tenantId}/v2.0`);
    const { status, body } = await redeem(browser.answer.get('code')!);
    expect([status, body.token_type, body.expires_in]).toEqual([200, 'Bearer', 3600]);
    expect(body.scope.split(' ').sort()).toEqual(['User.Read', 'email', 'offline_access', 'openid', 'profile']);
    const [id, access] = [decodeJwt(body.id_token), decodeJwt(body.access_token)];
    const { tenantId } = server.server;
    const issuer = `${server.url}/${tenantId}/v2.0`;
    expect(id).toMatchObject({
      iss: issuer,
      aud: web.appId,
      sub: ann.id,
      oid: ann.id,
      tid: tenantId,
      ver: '2.0',
      nonce: 'once',
      name: 'Ann Beck',
      preferred_username: ann.name,
      upn: ann.name,
      email: 'ann@example.com',
      given_name: 'Ann',
    });
    expect(access).toMatchObject({
      iss: issuer,
      aud: 'https://graph.microsoft.com',
      oid: ann.id,
      tid: tenantId,
      upn: ann.name,
      appid: web.appId,
      idtyp: 'user',
      amr: ['pwd'],
      azpacr: '1',
      wids: [],
    });
    expect((access.scp as string).split(' ').sort()).toEqual(['User.Read', 'email', 'openid', 'profile']);
    expect(Math.abs((access.auth_time as number) - access.iat!)).toBeLessThan(60);
  });

  it('signs in once and asks for consent once', async () => {
    const ann = await createAnn(server);
    const { browser } = await codeFor(server, web, ann.name);
    await browser.open(authorizeUrl(server, web));
    expect(browser.at.startsWith(redirectUri)).toBe(true);
    await browser.open(authorizeUrl(server, web, { scope: 'openid User.ReadWrite' }));
    expect(browser.title).toBe('Payroll asks for your permission');
    expect([browser.text.includes('Read and change your profile'), browser.text.includes('Sign you in')]).toEqual([
      true,
      false,
    ]);
    await browser.press('decline');
    expect(browser.answer.get('error')).toBe('access_denied');
    expect(browser.answer.get('error_description')).toContain('AADSTS65004');
  });
});

describe('prompt', () => {
  it('none answers without a page, or says what is missing', async () => {
    const ann = await createAnn(server);
    const stranger = await newBrowser(server).open(authorizeUrl(server, web, { prompt: 'none' }));
    expect(stranger.answer.get('error')).toBe('login_required');
    const { browser } = await codeFor(server, web, ann.name);
    await browser.open(authorizeUrl(server, web, { prompt: 'none' }));
    expect(browser.answer.get('code')).toBeTruthy();
    await browser.open(authorizeUrl(server, web, { prompt: 'none', scope: 'User.ReadWrite' }));
    expect(browser.answer.get('error')).toBe('consent_required');
  });

  it('login asks again, with the present name; consent shows what is granted; select_account offers both', async () => {
    const ann = await createAnn(server);
    const { browser } = await codeFor(server, web, ann.name);
    await browser.open(authorizeUrl(server, web, { prompt: 'login' }));
    expect(browser.text).toContain(`value="${ann.name}"`);
    await signIn(browser, ann.name);
    expect(browser.answer.get('code')).toBeTruthy();
    await browser.open(authorizeUrl(server, web, { prompt: 'consent' }));
    expect(browser.text).toContain('Read your profile');
    await browser.press('accept');
    expect(browser.answer.get('code')).toBeTruthy();
    await browser.open(authorizeUrl(server, web, { prompt: 'select_account' }));
    expect(browser.title).toBe('Choose an account');
    await browser.press('continue');
    expect(browser.answer.get('code')).toBeTruthy();
    await browser.open(authorizeUrl(server, web, { prompt: 'select_account' }));
    const ben = await createAnn(server);
    await browser.press('other');
    await signIn(browser, ben.name);
    await browser.press('accept');
    const { body } = await redeem(browser.answer.get('code')!);
    expect(decodeJwt(body.id_token).oid).toBe(ben.id);
  });

  it('max_age asks again after that time; login_hint fills in the name', async () => {
    const ann = await createAnn(server);
    const { browser } = await codeFor(server, web, ann.name);
    await browser.open(authorizeUrl(server, web, { max_age: '3600' }));
    expect(browser.answer.get('code')).toBeTruthy();
    await browser.open(authorizeUrl(server, web, { max_age: '0', login_hint: 'some@body' }));
    expect(browser.text).toContain('value="some@body"');
  });
});

describe('refresh tokens', () => {
  const refresh = (token: string, more: Record<string, string | undefined> = {}) =>
    postToken(server, {
      grant_type: 'refresh_token',
      client_id: web.appId,
      client_secret: web.clientSecret!,
      refresh_token: token,
      ...more,
    });

  it('rotate, in any spelling of scopes, and need a consent for more', async () => {
    const ann = await createAnn(server);
    const { code } = await codeFor(server, web, ann.name);
    const first = await redeem(code);
    const scope = 'openid offline_access https://graph.microsoft.com/User.Read';
    const second = await refresh(first.body.refresh_token, { scope });
    expect([second.status, second.body.scope.split(' ').sort()]).toEqual([
      200,
      ['https://graph.microsoft.com/User.Read', 'offline_access', 'openid'].sort(),
    ]);
    expect(second.body.refresh_token).not.toBe(first.body.refresh_token);
    const more = await refresh(second.body.refresh_token, { scope: 'User.ReadWrite' });
    expect(more.body).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] });
    expect((await refresh(second.body.refresh_token)).status).toBe(200);
  });

  it('serve every API that was consented to, and without a scope the one that was asked for last', async () => {
    const scope = { id: crypto.randomUUID(), value: 'Files.Read', type: 'User', isEnabled: true };
    const files = await createApp(server, { displayName: 'Files', api: { oauth2PermissionScopes: [scope] } });
    const ann = await createAnn(server);
    const { browser } = await codeFor(server, web, ann.name);
    const asked = { scope: `openid offline_access api://${files.appId}/Files.Read` };
    const { code } = await codeFor(server, web, ann.name, asked, browser);
    const first = await redeem(code);
    expect(decodeJwt(first.body.access_token).aud).toBe(files.appId);
    const graph = await refresh(first.body.refresh_token, { scope: 'User.Read' });
    expect(decodeJwt(graph.body.access_token).aud).toBe('https://graph.microsoft.com');
    const again = await refresh(graph.body.refresh_token);
    expect([again.status, decodeJwt(again.body.access_token)]).toMatchObject([200, { scp: 'openid User.Read' }]);
    const back = await refresh(again.body.refresh_token, asked);
    const open = await refresh(back.body.refresh_token, { scope: '' });
    expect([open.status, decodeJwt(open.body.access_token)]).toMatchObject([200, { scp: 'Files.Read' }]);
  });

  it('are not given without offline_access', async () => {
    const ann = await createAnn(server);
    const { code } = await codeFor(server, web, ann.name, { scope: 'openid User.Read' });
    expect((await redeem(code)).body.refresh_token).toBeUndefined();
  });

  it('end when the person is disabled, deleted, or given another password', async () => {
    for (const patch of [{ accountEnabled: false }, { passwordProfile: { password: 'Another-Horse-9' } }, undefined]) {
      const ann = await createAnn(server);
      const { code, browser } = await codeFor(server, web, ann.name);
      const { body } = await redeem(code);
      // The next second: what was made in the very second of the change has ended as well.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      if (patch === undefined) await server.call('DELETE', `/v1.0/users/${ann.id}`);
      else await server.call('PATCH', `/v1.0/users/${ann.id}`, patch);
      const refused = await refresh(body.refresh_token);
      expect(refused.body).toMatchObject({ error: 'invalid_grant', suberror: 'bad_token', error_codes: [50173] });
      await browser.open(authorizeUrl(server, web, { prompt: 'none' }));
      expect(browser.answer.get('error')).toBe('login_required');
    }
  });
});

describe('platforms', () => {
  it('a page redeems with a proof key from its own origin alone', async () => {
    const ann = await createAnn(server);
    const { verifier, challenge } = proofKey();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const without = await newBrowser(server).open(authorizeUrl(server, spa));
    expect(without.answer.get('error_description')).toContain('AADSTS9002325');
    const form = {
      grant_type: 'authorization_code',
      client_id: spa.appId,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    };
    const first = await codeFor(server, spa, ann.name, pkce);
    const other = await postToken(server, { ...form, code: first.code }, { origin: 'https://evil.example' });
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([400, null]);
    const bare = await postToken(server, { ...form, code: first.code });
    expect(bare.body.error_codes).toEqual([9002327]);
    const second = await codeFor(server, spa, ann.name, pkce, first.browser);
    const answer = await postToken(server, { ...form, code: second.code }, { origin: 'https://app.example' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, 'https://app.example']);
    expect(decodeJwt(answer.body.access_token).azpacr).toBe('0');
  });

  it('a device takes any port of this machine, and its own scheme', async () => {
    const ann = await createAnn(server);
    const { verifier, challenge } = proofKey();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    for (const address of ['http://localhost:51234', 'app.planner://auth']) {
      const { code } = await codeFor(server, device, ann.name, { ...pkce, redirect_uri: address });
      const form = { grant_type: 'authorization_code', client_id: device.appId, code, redirect_uri: address };
      const answer = await postToken(server, { ...form, code_verifier: verifier });
      expect([answer.status, answer.body.error_description]).toEqual([200, undefined]);
    }
  });
});
