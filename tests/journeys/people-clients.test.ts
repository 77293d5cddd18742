import { ConfidentialClientApplication, CryptoProvider, PublicClientApplication } from '@azure/msal-node';
import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAnn, createApp, newBrowser, type PeopleApp, redirectUri, signIn } from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

let server: StartedServer;
let web: PeopleApp;
let device: PeopleApp;
let api: PeopleApp;
let authority: string;
let knownAuthorities: string[];
beforeAll(async () => {
  server = await startServer();
  authority = `${server.url}/${server.server.tenantId}`;
  knownAuthorities = [new URL(server.url).host];
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
  device = await createApp(server, { displayName: 'Television', publicClient: { redirectUris: ['http://localhost'] } });
  const scope = {
    id: crypto.randomUUID(),
    value: 'Files.Read',
    type: 'User',
    isEnabled: true,
    userConsentDisplayName: 'Read your files',
  };
  api = await createApp(server, {
    displayName: 'Files',
    identifierUris: ['https://files.example'],
    api: { oauth2PermissionScopes: [scope] },
  });
});
afterAll(() => server.stop());

const publicApp = () => new PublicClientApplication({ auth: { clientId: device.appId, authority, knownAuthorities } });
const webApp = () =>
  new ConfidentialClientApplication({
    auth: { clientId: web.appId, clientSecret: web.clientSecret!, authority, knownAuthorities },
  });

/** Signs somebody in at the address and gives the code that the application gets. */
async function codeAt(address: string, name: string): Promise<string> {
  const browser = await newBrowser(server).open(address);
  await signIn(browser, name);
  if (browser.offers('accept')) await browser.press('accept');
  return browser.answer.get('code')!;
}

describe('unmodified msal-node', () => {
  it('signs in with a code and a proof key, takes tokens from its cache, and renews them', async () => {
    const ann = await createAnn(server);
    const app = publicApp();
    const { verifier, challenge } = await new CryptoProvider().generatePkceCodes();
    const scopes = ['User.Read'];
    const asked = { scopes, redirectUri: 'http://localhost:3000' };
    const address = await app.getAuthCodeUrl({ ...asked, codeChallenge: challenge, codeChallengeMethod: 'S256' });
    const code = await codeAt(address, ann.name);
    const first = await app.acquireTokenByCode({ ...asked, code, codeVerifier: verifier });
    expect(first.account).toMatchObject({
      username: ann.name,
      localAccountId: ann.id,
      tenantId: server.server.tenantId,
    });
    expect(first.account!.homeAccountId).toBe(`${ann.id}.${server.server.tenantId}`);
    const account = first.account!;
    const cached = await app.acquireTokenSilent({ account, scopes });
    expect([cached.fromCache, cached.accessToken]).toEqual([true, first.accessToken]);
    const renewed = await app.acquireTokenSilent({ account, scopes, forceRefresh: true });
    expect([renewed.fromCache, renewed.accessToken === first.accessToken]).toEqual([false, false]);
    const more = app.acquireTokenSilent({ account, scopes: ['https://files.example/Files.Read'] });
    await expect(more).rejects.toMatchObject({ name: 'InteractionRequiredAuthError' });
  });

  it('signs in on a server with its secret, and asks for an API of another application', async () => {
    const ann = await createAnn(server);
    const app = webApp();
    const scopes = [`api://${api.appId}/Files.Read`];
    const address = await app.getAuthCodeUrl({ scopes, redirectUri });
    const code = await codeAt(address, ann.name);
    const { accessToken, account, scopes: granted } = await app.acquireTokenByCode({ scopes, redirectUri, code });
    const claims = JSON.parse(Buffer.from(accessToken.split('.')[1]!, 'base64url').toString());
    expect([claims.aud, claims.scp, granted.includes(scopes[0]!)]).toEqual([api.appId, 'Files.Read', true]);
    const silent = await app.acquireTokenSilent({ account: account!, scopes });
    expect(silent.fromCache).toBe(true);
    const everything = await app.acquireTokenSilent({
      account: account!,
      scopes: ['https://files.example/.default'],
      forceRefresh: true,
    });
    expect(everything.accessToken).toBeTruthy();
  });

  it('signs in on a device', async () => {
    const ann = await createAnn(server);
    const result = await publicApp().acquireTokenByDeviceCode({
      scopes: ['User.Read'],
      deviceCodeCallback: ({ userCode, verificationUri, message }) => {
        expect(message).toContain(userCode);
        void (async () => {
          const browser = await newBrowser(server).open(verificationUri);
          await browser.press('code', { user_code: userCode });
          await browser.press('confirm');
          await signIn(browser, ann.name);
          await browser.press('accept');
        })();
      },
    });
    expect(result!.account!.username).toBe(ann.name);
  });

  it('gets tokens of its own beside those of people', async () => {
    const result = await webApp().acquireTokenByClientCredential({ scopes: ['https://graph.microsoft.com/.default'] });
    expect(result!.accessToken).toBeTruthy();
  });
});

describe('openid-client', () => {
  it('finds everything by discovery, signs in, checks the ID token, asks who it is, and signs out', async () => {
    const ann = await createAnn(server, { mail: 'ann@example.com' });
    const issuer = new URL(`${authority}/v2.0`);
    const config = await client.discovery(issuer, web.appId, web.clientSecret!);
    const verifier = client.randomPKCECodeVerifier();
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid profile email offline_access',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    const browser = await newBrowser(server).open(address.href);
    await signIn(browser, ann.name);
    await browser.press('accept');
    const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(config, new URL(browser.at), checks);
    expect(tokens.claims()).toMatchObject({ sub: ann.id, email: 'ann@example.com' });
    expect(await client.fetchUserInfo(config, tokens.access_token, ann.id)).toMatchObject({ name: 'Ann Beck' });
    const renewed = await client.refreshTokenGrant(config, tokens.refresh_token!);
    expect(renewed.claims()!.sub).toBe(ann.id);
    const end = client.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token!,
      post_logout_redirect_uri: redirectUri,
    });
    expect((await browser.open(end.href)).at).toBe(redirectUri);
  });

  it('takes an answer that comes as a form', async () => {
    const ann = await createAnn(server);
    const config = await client.discovery(new URL(`${authority}/v2.0`), web.appId, web.clientSecret!);
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid',
      response_mode: 'form_post',
      state: '"<x>',
    });
    const browser = await newBrowser(server).open(address.href);
    await signIn(browser, ann.name);
    await browser.press('accept');
    expect(browser.headers.get('content-security-policy')).toMatch(
      /script-src 'sha256-[^']*'; form-action 'self' https:\/\/app.example;/,
    );
    const [form] = browser.forms();
    expect(form!.action).toBe(redirectUri);
    const body = new URLSearchParams(form!.hidden);
    const request = new Request(redirectUri, { method: 'POST', body });
    const tokens = await client.authorizationCodeGrant(config, request, { expectedState: '"<x>' });
    expect(tokens.claims()!.sub).toBe(ann.id);
  });
});
