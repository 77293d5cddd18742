import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { beginPasskeyRegistration, finishPasskeyRegistration, operatorCaller } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { SoftwareKey } from '../scenarios/software-key.ts';
import { findChromium, noChromium, startChromium } from './chromium.ts';
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
import { annsPassword, authorizeUrl, createAnn, createApp, type PeopleApp } from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

const executable = findChromium();
/** A folder that takes a picture of every page, for whoever wants to look at them. */
const pictures = process.env.MUSTER_TEST_PICTURES;

if (executable === undefined) test.skip(`pages in a browser: ${noChromium}`);
else
  describe('in a real browser', () => {
    let aheadMs = 0;
    const clock = () => Math.floor(performance.timeOrigin + performance.now() + aheadMs) as Instant;
    let server: StartedServer;
    let chromium: Browser;
    let site: MsalSite;
    let spa: PeopleApp;
    let web: PeopleApp;
    let origin: string;
    beforeAll(async () => {
      server = await startServer({ name: 'Adventure Works' }, clock);
      chromium = await startChromium(executable);
      spa = await createApp(server, {
        displayName: 'Planner',
        spa: { redirectUris: ['http://localhost/', 'http://localhost/out'] },
      });
      web = await createApp(server, { web: { redirectUris: ['http://localhost/answer'] } });
      site = await startMsalSite(spa.appId, `${server.url}/${server.server.tenantId}`);
      ({ origin } = site);
      if (pictures !== undefined) await mkdir(pictures, { recursive: true });
    });
    afterAll(async () => {
      await chromium?.close();
      site?.stop();
      await server?.stop();
    });

    /** Where the application on a server takes its answers. */
    const answer = () => `${origin}/answer`;

    const securityInfo = () => `${server.url}/${server.server.tenantId}/security-info`;

    /** Registers a passkey that is not in the browser. */
    async function addPasskeyOf(id: string): Promise<void> {
      const { directory } = server.server;
      const party = { rpId: 'localhost', origin: server.url };
      const options = await beginPasskeyRegistration(directory, id as ObjectId, party);
      const response = new SoftwareKey(server.url, 'localhost').create(options);
      const made = { ...party, response, displayName: 'Key' };
      await finishPasskeyRegistration(directory, operatorCaller, id as ObjectId, made);
    }

    async function newPage(options: BrowserContextOptions = {}): Promise<Page> {
      const context = await chromium.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB', ...options });
      return context.newPage();
    }

    it('unmodified msal-browser signs in, renews tokens from the page, and signs out', async () => {
      const ann = await createAnn(server);
      const page = await newPage();
      const { accessToken, ...account } = await signInWithMsal(page, origin, ann.name);
      expect(account).toMatchObject({ username: ann.name, localAccountId: ann.id });
      const renewed = await renewWithMsal(page);
      expect([typeof renewed, renewed === accessToken]).toEqual(['string', false]);
      await signOutWithMsal(page, origin);
    });

    it('works with scripts switched off', async () => {
      const ann = await createAnn(server);
      const page = await newPage({ javaScriptEnabled: false });
      const challenge = 'a'.repeat(43);
      const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
      await page.goto(authorizeUrl(server, web, { redirect_uri: answer(), ...pkce, response_mode: 'form_post' }));
      expect(await page.textContent('noscript')).toContain('A passkey needs scripts');
      await press(page, 'passkey');
      expect(await page.textContent('#problem')).toContain('A passkey needs scripts');
      await signInOn(page, ann.name);
      await press(page, 'accept');
      const posted = page.waitForRequest((request) => request.url() === answer() && request.method() === 'POST');
      await page.click('button');
      expect(new URLSearchParams((await posted).postData()!).get('code')).toBeTruthy();
    });

    it('carries the answer by itself where scripts run, and needs no more than its policy allows', async () => {
      const ann = await createAnn(server);
      const page = await newPage();
      const complaints = complaintsOf(page);
      const posted = page.waitForRequest((request) => request.url() === answer() && request.method() === 'POST');
      await page.goto(authorizeUrl(server, web, { redirect_uri: answer(), response_mode: 'form_post' }));
      await signInOn(page, ann.name);
      await press(page, 'accept');
      expect(new URLSearchParams((await posted).postData()!).get('code')).toBeTruthy();
      expect(complaints).toEqual([]);
    });

    it('makes a passkey, and signs in with it: alone, and after the password', async () => {
      const ann = await createAnn(server);
      const page = await newPage();
      const complaints = complaintsOf(page);
      const { devices, authenticatorId } = await addTelephone(page);
      const asked = authorizeUrl(server, web, { redirect_uri: answer(), scope: 'openid', prompt: 'login' });
      const signedIn = () => page.waitForURL(`${answer()}?*`);
      await page.goto(asked);
      await signInOn(page, ann.name);
      await press(page, 'accept');
      await signedIn();
      await page.goto(securityInfo());
      await makePasskey(page);
      await page.goto(asked);
      await press(page, 'passkey');
      await signedIn();
      await page.goto(asked);
      await signInOn(page, ann.name);
      await page.waitForSelector('h1 >> text=Use your passkey');
      await press(page, 'passkey');
      await signedIn();
      // Without the finger there is no answer, and the page says so.
      await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
      await page.goto(asked);
      await press(page, 'passkey');
      await page.waitForSelector('[role=alert]:visible >> text=No passkey was used');
      expect(complaints).toEqual([]);
    });

    type Scheme = readonly ['light' | 'dark', { runOnly?: string[] }];
    /** Only colours differ between the schemes: in the second, only contrast can be wrong, and at one width as at the other. */
    const light = ['light', {}] satisfies Scheme;
    const dark = ['dark', { runOnly: ['color-contrast'] }] satisfies Scheme;
    const looks = [
      ['desktop', [light, dark], { locale: 'en-GB', viewport: { width: 1000, height: 800 } }],
      ['telephone', [light], { locale: 'de-DE', viewport: { width: 320, height: 640 } }],
    ] as const;

    it.each(looks)(
      'every page can be used by everybody: %s',
      async (look, schemes, options) => {
        const mustChange = (flags: object) => ({ passwordProfile: { password: annsPassword, ...flags } });
        const [ann, ben, cay] = [
          await createAnn(server),
          await createAnn(server, mustChange({ forceChangePasswordNextSignIn: true })),
          await createAnn(server, mustChange({ forceChangePasswordNextSignInWithMfa: true })),
        ];
        const page = await newPage(options);
        let seen = 0;
        const check = async (name: string) => {
          seen += 1;
          for (const [colorScheme, rules] of schemes) {
            await page.emulateMedia({ colorScheme });
            const { violations } = await new AxeBuilder({ page })
              .setLegacyMode(true)
              .options({ resultTypes: ['violations'], ...rules })
              .analyze();
            expect([name, violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])]).toEqual([name, []]);
            const path = join(pictures ?? '', `${name}-${look}-${colorScheme}.png`);
            if (pictures !== undefined) await page.screenshot({ path, fullPage: true });
          }
          const width = await page.evaluate('document.documentElement.scrollWidth');
          expect(width).toBeLessThanOrEqual(options.viewport.width);
          expect(await page.getAttribute('html', 'lang')).toBe(options.locale.slice(0, 2));
        };
        const focused = () => page.evaluate('document.activeElement.id');
        await page.goto(authorizeUrl(server, web, { redirect_uri: answer() }));
        await check('name');
        expect(await focused()).toBe('loginName');
        await page.fill('#loginName', ben.name);
        await press(page, 'name');
        await check('password');
        expect(await focused()).toBe('password');
        await press(page, 'usePass');
        await check('pass');
        expect(await focused()).toBe('pass');
        await press(page, 'usePassword');
        await page.fill('#password', 'wrong');
        await press(page, 'password');
        await check('password-wrong');
        expect(await page.getAttribute('#password', 'aria-describedby')).toContain('problem');
        await page.fill('#password', annsPassword);
        await press(page, 'password');
        await check('change-password');
        await page.fill('#current', annsPassword);
        await page.fill('#next', 'Another-Horse-9');
        await page.fill('#again', 'Another-Horse-8');
        await press(page, 'change');
        await check('change-password-wrong');
        await page.fill('#current', annsPassword);
        await page.fill('#next', 'Another-Horse-9');
        await page.fill('#again', 'Another-Horse-9');
        await press(page, 'change');
        await check('consent');
        await press(page, 'accept');
        await page.goto(authorizeUrl(server, web, { redirect_uri: answer(), scope: 'User.Read.All' }));
        await check('approval');
        await page.goto(authorizeUrl(server, web, { redirect_uri: answer(), prompt: 'select_account' }));
        await check('accounts');
        await press(page, 'other');
        await signInOn(page, ann.name);
        await press(page, 'accept');
        const base = `${server.url}/${server.server.tenantId}`;
        await page.goto(`${base}/sessions`);
        await check('sessions');
        await page.click('main a');
        await check('security-info');
        await press(page, 'addApp');
        await check('add-app');
        await press(page, 'cancel');
        await press(page, 'addPasskey');
        await check('add-passkey');
        await press(page, 'cancel');
        await press(page, 'changePassword');
        await check('own-password');
        await press(page, 'cancel');
        await addPasskeyOf(ann.id);
        aheadMs += 11 * 60_000;
        await press(page, 'addApp');
        await check('prove');
        await page.fill('#password', annsPassword);
        await press(page, 'prove');
        await check('factor');
        await page.goto(authorizeUrl(server, web, { redirect_uri: answer(), prompt: 'login' }));
        await signInOn(page, cay.name);
        await page.waitForSelector('.qr');
        await check('register-app');
        await page.goto(`${base}/oauth2/deviceauth?user_code=ABCD-EFGH`);
        await check('device');
        await press(page, 'code');
        await check('device-wrong');
        const device = await createApp(server, { displayName: 'Television', isFallbackPublicClient: true });
        const body = new URLSearchParams({ client_id: device.appId, scope: 'openid' });
        const begun = await fetch(`${base}/oauth2/v2.0/devicecode`, { method: 'POST', body });
        const { user_code: userCode } = (await begun.json()) as { user_code: string };
        await page.fill('#user_code', userCode);
        await press(page, 'code');
        await check('device-confirm');
        await page.click('button[name=confirm]');
        await press(page, 'accept');
        await check('device-done');
        await page.goto(`${base}/oauth2/v2.0/logout`);
        await check('logout');
        await press(page, 'logout');
        await check('logged-out');
        await page.goto(authorizeUrl(server, web, { redirect_uri: 'https://evil.example/' }));
        await check('problem');
        expect(seen).toBe(24);
      },
      180_000,
    );
  });
