import { decodeJwt } from 'jose';
import * as client from 'openid-client';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type IndependentProvider, independentProvider } from '../scenarios/federation/independent-provider.ts';
import { findChromium, noChromium, startChromium } from './chromium.ts';
import { accepted, addProvider, appUri, type Contoso, invited, landing, startContoso } from './contoso.ts';
import { FormBrowser } from './form-browser.ts';
import { freePort } from './free-port.ts';
import { type MsalSite, startMsalSite } from './msal-site.ts';
import {
  addTelephone,
  complaintsOf,
  makePasskey,
  press,
  renewWithMsal,
  signInOn,
  signInWithMsal,
  signOutWithMsal,
} from './pages-in-browser.ts';
import { authorizeUrl, createAnn, createApp, newBrowser, signIn } from './people-sign-in.ts';
import { type StrippingProxy, startStrippingProxy } from './stripping-proxy.ts';

let proxy: StrippingProxy;
let contoso: Contoso;
beforeAll(async () => {
  proxy = await startStrippingProxy('/id/muster');
  const port = await freePort();
  proxy.pointTo(port);
  contoso = await startContoso({ publicUrl: proxy.url, port: String(port) });
});
afterAll(async () => {
  await contoso?.stop();
  await proxy?.stop();
});

describe('behind a prefix', () => {
  it('openid-client finds everything by discovery, signs in, asks who it is, renews and signs out', async () => {
    const ann = await createAnn(contoso);
    const { app } = contoso;
    const config = await client.discovery(new URL(`${contoso.base}/v2.0`), app.appId, app.clientSecret!);
    const verifier = client.randomPKCECodeVerifier();
    const state = client.randomState();
    const address = client.buildAuthorizationUrl(config, {
      redirect_uri: appUri,
      scope: 'openid profile offline_access',
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
    });
    const browser = await newBrowser(contoso).open(address.href);
    await signIn(browser, ann.name);
    await browser.press('accept');
    const checks = { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: true };
    const tokens = await client.authorizationCodeGrant(config, new URL(browser.at), checks);
    expect(tokens.claims()).toMatchObject({ oid: ann.id, iss: `${contoso.base}/v2.0` });
    expect(await client.fetchUserInfo(config, tokens.access_token, ann.id)).toMatchObject({ name: 'Ann Beck' });
    const renewed = await client.refreshTokenGrant(config, tokens.refresh_token!);
    expect(renewed.claims()!.sub).toBe(ann.id);
    await browser.open(client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token! }).href);
    expect(browser.at.startsWith(`${proxy.url}/`)).toBe(true);
    expect(browser.status).toBe(200);
  });

  it('a guest accepts an invitation with the account of another provider, and signs in with it again', async () => {
    const fabrikam: IndependentProvider = await independentProvider(`${contoso.base}/federation/`);
    try {
      await addProvider(contoso, fabrikam.issuer, { domains: ['fabrikam.example'] });
      const address = 'ann@fabrikam.example';
      const { id, link } = await contoso.invite(address, { sendInvitationMessage: true });
      expect(await contoso.standing(id)).toEqual(invited);
      const isOfApp = (url: URL) => url.hostname === 'app.adventure-works.com';
      const browser = await new FormBrowser(isOfApp).open(link);
      await browser.press('begin');
      await browser.press('accept');
      expect(browser.at).toBe(landing);
      expect(await contoso.standing(id)).toEqual(accepted(fabrikam.issuer, 'SAML/WS-Fed partner', 'Federated partner'));
      const later = await new FormBrowser(isOfApp).open(authorizeUrl(contoso, contoso.app, { redirect_uri: appUri }));
      await later.press('name', { loginName: address });
      if (later.offers('accept')) await later.press('accept');
      expect(later.answer.get('code')).toBeTruthy();
      // Whatever stands on the same host beside the prefix is another application's.
      const own = [...browser.visited, ...later.visited].filter((each) => each.startsWith(new URL(proxy.url).origin));
      expect(own.filter((each) => !each.startsWith(`${proxy.url}/`))).toEqual([]);
    } finally {
      await fabrikam.stop();
    }
  });
});

const executable = findChromium();

if (executable === undefined) test.skip(`a browser behind a prefix: ${noChromium}`);
else
  describe('in a real browser behind a prefix', () => {
    let chromium: Browser;
    let site: MsalSite;
    beforeAll(async () => {
      chromium = await startChromium(executable);
      const spa = await createApp(contoso, {
        displayName: 'Planner',
        spa: { redirectUris: ['http://localhost/', 'http://localhost/out'] },
      });
      site = await startMsalSite(spa.appId, contoso.base);
    });
    afterAll(async () => {
      await chromium?.close();
      site?.stop();
    });

    const newPage = async (): Promise<Page> =>
      (await chromium.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })).newPage();
    it('unmodified msal-browser signs in, renews tokens and signs out', async () => {
      const ann = await createAnn(contoso);
      const page = await newPage();
      const account = await signInWithMsal(page, site.origin, ann.name);
      expect(account).toMatchObject({ username: ann.name, localAccountId: ann.id });
      expect(decodeJwt(await renewWithMsal(page)).oid).toBe(ann.id);
      await signOutWithMsal(page, site.origin);
    });

    it('a passkey is made on the own page and signs in alone', async () => {
      const ann = await createAnn(contoso);
      const page = await newPage();
      const complaints = complaintsOf(page);
      await addTelephone(page);
      const info = `${contoso.base}/security-info`;
      await page.goto(info);
      await signInOn(page, ann.name);
      await page.waitForURL(info);
      await makePasskey(page);
      await page.context().clearCookies();
      await page.goto(info);
      await press(page, 'passkey');
      await page.waitForSelector('h2 >> text=My telephone');
      expect(page.url()).toBe(info);
      expect(complaints).toEqual([]);
    });
  });
