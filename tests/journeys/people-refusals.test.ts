import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
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
let base: string;
beforeAll(async () => {
  server = await startServer();
  base = `${server.url}/${server.server.tenantId}`;
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
  spa = await createApp(server, { spa: { redirectUris: [redirectUri] } });
});
afterAll(() => server.stop());

/** Number → what to ask so that the person, or the application, is told it. */
const refusals: [number, string, Record<string, string>][] = [
  [50011, 'an address nobody registered', { redirect_uri: 'https://evil.example/' }],
  [901002, 'a resource parameter', { resource: 'https://graph.microsoft.com' }],
  [28000, 'scopes of two APIs', { scope: 'User.Read WEB/x' }],
  [650053, 'a scope that is none', { scope: 'openid No.Such' }],
  [
    70011,
    'everything and something',
    { scope: 'https://graph.microsoft.com/.default https://graph.microsoft.com/User.Read' },
  ],
  [500011, 'an API that is none', { scope: 'api://none/x' }],
  [700016, 'an unknown application', { client_id: '0a1b2c3d-0000-4000-8000-000000000001' }],
  [90038, 'a sign-in that is over', {}],
];

describe('what is refused at the beginning', () => {
  it.each(refusals)('AADSTS%d: %s', async (number, what, fields) => {
    const asked = Object.fromEntries(
      Object.entries(fields).map(([key, text]) => [key, text.replace('WEB', web.appId)]),
    );
    const browser = newBrowser(server);
    const address = what === 'a sign-in that is over' ? `${base}/sign-in/none` : authorizeUrl(server, web, asked);
    await browser.open(address);
    const said = browser.answer.get('error_description') ?? browser.text;
    expect(said).toContain(`AADSTS${number}: `);
  });

  it('says so in German to whoever reads German, as a page with what an administrator needs', async () => {
    const browser = await newBrowser(server, 'de-AT,de;q=0.9').open(
      authorizeUrl(server, web, { redirect_uri: 'https://x.example/' }),
    );
    expect([browser.status, browser.title]).toEqual([400, 'Das hat nicht geklappt']);
    expect(browser.text).toMatch(/<dt>Spur<\/dt><dd>[0-9a-f-]{36}<\/dd>/);
  });

  it.each(['common', 'organizations', 'consumers', 'other.example'])('knows no directory called %s', async (tenant) => {
    const browser = await newBrowser(server).open(authorizeUrl(server, web).replace(server.server.tenantId, tenant));
    expect(browser.text).toMatch(/AADSTS(50059|90002)/);
  });

  it('works with a verified domain in the place of the id, and when it comes as a form', async () => {
    const ann = await createAnn(server);
    const address = authorizeUrl(server, web, { scope: 'openid' }).replace(
      server.server.tenantId,
      'adventure-works.com',
    );
    const browser = await newBrowser(server).open(address);
    await signIn(browser, ann.name);
    await browser.press('accept');
    expect(browser.answer.get('code')).toBeTruthy();
    const [form, query] = address.split('?');
    await browser.open(form!, { method: 'POST', body: new URLSearchParams(query) });
    expect(browser.answer.get('code')).toBeTruthy();
  });

  it('ends at the application when the person cancels', async () => {
    const browser = await newBrowser(server).open(authorizeUrl(server, web));
    await browser.press('cancel');
    expect([browser.answer.get('error'), browser.answer.get('state')]).toEqual(['access_denied', 'st"ate']);
  });
});

it('a disabled application signs nobody in, and its refresh tokens rest', async () => {
  const app = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
  const ann = await createAnn(server);
  const { code, browser } = await codeFor(server, app, ann.name);
  const secret = { client_id: app.appId, client_secret: app.clientSecret };
  const { body } = await postToken(server, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    ...secret,
  });
  const enable = (accountEnabled: boolean) =>
    server.call('PATCH', `/v1.0/servicePrincipals/${app.servicePrincipalId}`, { accountEnabled });
  await enable(false);
  await browser.open(authorizeUrl(server, app));
  expect(browser.answer.get('error_description')).toContain('AADSTS7000112');
  const refresh = { grant_type: 'refresh_token', refresh_token: body.refresh_token, ...secret };
  expect((await postToken(server, refresh)).body.error_codes).toEqual([7000112]);
  await enable(true);
  expect((await postToken(server, refresh)).status).toBe(200);
});

describe('what is refused at the token endpoint', () => {
  const redeem = (more: Record<string, string | undefined>, headers: Record<string, string> = {}) =>
    postToken(server, { grant_type: 'authorization_code', code: 'none', redirect_uri: redirectUri, ...more }, headers);

  it('says by its number what is wrong', async () => {
    const secret = { client_id: web.appId, client_secret: web.clientSecret };
    expect((await redeem(secret)).body.error_codes).toEqual([70000]);
    const foreign = await redeem({ client_id: spa.appId }, { origin: 'https://evil.example' });
    expect(foreign.body.error).toBe('invalid_request');
    const device = { grant_type: 'device_code', device_code: 'none', client_id: spa.appId };
    expect((await postToken(server, device)).body.error_codes).toEqual([70000]);
  });

  it('holds an application to the platform of its address', async () => {
    const both = { web: { redirectUris: [redirectUri] }, spa: { redirectUris: ['https://page.example/'] } };
    const app = await createApp(server, both, true);
    const ann = await createAnn(server);
    const origin = { origin: 'https://page.example' };
    const { code, browser } = await codeFor(server, app, ann.name);
    expect((await redeem({ code, client_id: app.appId }, origin)).body.error_codes).toEqual([9002326]);
    const { verifier, challenge } = proofKey();
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    const page = { redirect_uri: 'https://page.example/' };
    const second = await codeFor(server, app, ann.name, { ...pkce, ...page }, browser);
    const secret = { client_id: app.appId, client_secret: app.clientSecret };
    const form = { code: second.code, code_verifier: verifier, ...page, ...secret };
    expect((await redeem(form, origin)).body.error_codes).toEqual([700025]);
  });

  it('names what the person declined on a device, and a form from elsewhere', async () => {
    const app = await createApp(server, { isFallbackPublicClient: true });
    const body = new URLSearchParams({ client_id: app.appId, scope: 'openid' });
    const begun = (await (await fetch(`${base}/oauth2/v2.0/devicecode`, { method: 'POST', body })).json()) as Record<
      string,
      string
    >;
    const browser = await newBrowser(server).open(begun.verification_uri!);
    await browser.press('code', { user_code: begun.user_code! });
    await browser.press('abort');
    const form = { grant_type: 'device_code', device_code: begun.device_code!, client_id: app.appId };
    expect((await postToken(server, form)).body.error_codes).toEqual([70018]);
    await browser.open(authorizeUrl(server, web));
    await browser.press('name', { loginName: 'x', token: 'y' });
    expect(browser.text).toContain('AADSTS165900');
  });
});

it('pages carry the name and the colour of the directory', async () => {
  const path = `/v1.0/organization/${server.server.tenantId}/branding`;
  const look = async () => (await newBrowser(server).open(authorizeUrl(server, web))).text;
  expect((await server.call('GET', path)).body).toMatchObject({ id: '0', backgroundColor: null });
  expect((await server.call('PATCH', path, { backgroundColor: '#00AA11' })).status).toBe(204);
  expect((await server.call('GET', path)).body.backgroundColor).toBe('#00AA11');
  expect(await look()).toContain('fill="#00AA11"');
  for (const backgroundColor of ['red', '#12', '#1234567', '"><x>']) {
    expect((await server.call('PATCH', path, { backgroundColor })).status).toBe(400);
  }
  expect((await server.call('DELETE', path)).status).toBe(204);
  expect(await look()).toContain('fill="#3b5bdb"');
  expect(await look()).toContain('<p class="house">Muster</p>');
});
