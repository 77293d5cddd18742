import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import { beginOneTimeCodeRegistration, finishOneTimeCodeRegistration, operatorCaller } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { decodeJwt } from 'jose';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { findChromium, noChromium, startChromium } from './chromium.ts';
import { accepted, addProvider, appUri, type Contoso, invited, startContoso } from './contoso.ts';
import { FormBrowser } from './form-browser.ts';
import { annsPassword, authorizeUrl, createApp, type PeopleApp, postToken } from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

let contoso: Contoso;
let fabrikam: StartedServer;
let site: Server;
/** Where applications are, and where the invitation leads. */
let origin: string;
/** Fabrikam by another name of this machine, so that browsers keep its cookies apart. */
let fabrikamUrl: string;
let app: PeopleApp;

beforeAll(async () => {
  [contoso, fabrikam] = await Promise.all([
    startContoso(),
    startServer({ name: 'Fabrikam', domain: 'fabrikam.example' }),
  ]);
  site = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end('<title>here</title>'),
  );
  await once(site.listen(0, 'localhost'), 'listening');
  const { port } = site.address() as AddressInfo;
  origin = `http://localhost:${port}`;
  await contoso.call('PATCH', '/v1.0/policies/b2bManagementPolicy', { redirectHosts: [`localhost:${port}`] });
  app = await createApp(contoso, { displayName: 'Planner', web: { redirectUris: ['http://localhost/answer'] } }, true);
  fabrikamUrl = fabrikam.url.replace('localhost', '127.0.0.1');
  const { tenantId } = fabrikam.server;
  const client = await createApp(
    fabrikam,
    { displayName: 'Contoso', web: { redirectUris: ['https://x.example/'] } },
    true,
  );
  const providerId = await addProvider(contoso, `${fabrikamUrl}/${tenantId}/v2.0`, {
    clientId: client.appId,
    clientAuthentication: {
      '@odata.type': '#microsoft.graph.oidcClientSecretAuthentication',
      clientSecret: client.clientSecret,
    },
    isExternalDirectory: true,
    tenantId,
    domains: ['fabrikam.example'],
  });
  await fabrikam.call('PATCH', `/v1.0/applications/${client.objectId}`, {
    web: { redirectUris: [`${contoso.base}/federation/${providerId}/callback`] },
  });
});
afterAll(async () => {
  site?.close();
  await contoso?.stop();
  await fabrikam?.stop();
});

/** Somebody who works at Fabrikam. */
async function atFabrikam(alias: string): Promise<{ id: string; address: string }> {
  const address = `${alias}@fabrikam.example`;
  const { body } = await fabrikam.call('POST', '/v1.0/users', {
    accountEnabled: true,
    displayName: alias,
    mailNickname: alias,
    userPrincipalName: address,
    mail: address,
    passwordProfile: { password: annsPassword, forceChangePasswordNextSignIn: false },
  });
  return { id: body.id, address };
}

/** Registers an authenticator app; gives the code that it shows now. */
async function withAuthenticatorApp({ server: { directory } }: StartedServer, id: string): Promise<string> {
  const userId = id as ObjectId;
  const registration = await beginOneTimeCodeRegistration(directory, operatorCaller, userId);
  const totp = new TOTP({ secret: registration.secret });
  const now = directory.clock();
  // Registered with the code of the half minute before, so that the present one is still good.
  const code = totp.generate({ timestamp: now - 30_000 });
  const confirmed = { userId, id: registration.id, code, clientAddress: '127.0.0.1' };
  await finishOneTimeCodeRegistration(directory, operatorCaller, confirmed);
  return totp.generate({ timestamp: now });
}

const external = accepted('ExternalAzureAD', 'External Azure Active Directory', 'External Microsoft Entra ID');

async function claimsFor(code: string | null, redirectUri: string, client = app) {
  const secret = { client_id: client.appId, client_secret: client.clientSecret };
  const form = { grant_type: 'authorization_code', code: code ?? '', redirect_uri: redirectUri, ...secret };
  const { body } = await postToken(contoso, form);
  return decodeJwt<{ oid: string; amr: string[] }>(body.access_token);
}

const executable = findChromium();
if (executable === undefined) test.skip(`an invitation in a browser: ${noChromium}`);
else
  describe('in a real browser', () => {
    let chromium: Browser;
    beforeAll(async () => {
      chromium = await startChromium(executable);
    });
    afterAll(() => chromium?.close());

    const press = (page: Page, action: string) => page.click(`button[value=${action}]`, { timeout: 10_000 });
    const heading = (page: Page, text: string) => page.waitForSelector(`h1:text-is("${text}")`, { timeout: 10_000 });

    it.each([
      ['with scripts', 'en-GB', true],
      ['without scripts, in German', 'de-DE', false],
    ] as const)(
      'Ann of Fabrikam is invited, signs in at home, agrees, and lands: %s',
      async (_how, locale, javaScriptEnabled) => {
        const isGerman = locale === 'de-DE';
        const { address } = await atFabrikam(isGerman ? 'anna' : 'ann');
        const { id, link } = await contoso.invite(address, {
          inviteRedirectUrl: `${origin}/welcome`,
          sendInvitationMessage: true,
          invitedUserMessageInfo: { messageLanguage: locale },
        });
        expect(await contoso.standing(id)).toEqual(invited);
        const context = await chromium.newContext({ ignoreHTTPSErrors: true, locale, javaScriptEnabled });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text());
        });
        const check = async () => {
          if (!javaScriptEnabled) return;
          const { violations } = await new AxeBuilder({ page })
            .setLegacyMode(true)
            .options({ resultTypes: ['violations'] })
            .analyze();
          expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([]);
        };
        await page.goto(link);
        await heading(page, isGerman ? 'Sie sind zu Contoso eingeladen' : 'You are invited to Contoso');
        expect(page.url()).not.toContain('ticket');
        await check();
        await press(page, 'begin');
        await page.waitForURL(`${fabrikamUrl}/**`);
        expect(await page.inputValue('#loginName')).toBe(address);
        await press(page, 'name');
        await page.fill('#password', annsPassword);
        await press(page, 'password');
        await press(page, 'accept');
        await heading(page, isGerman ? 'Einladung zu Contoso annehmen' : 'Accept the invitation to Contoso');
        await check();
        expect(await contoso.standing(id)).toEqual(invited);
        await press(page, 'accept');
        await page.waitForURL(`${origin}/welcome`);
        expect(await contoso.standing(id)).toEqual(external);
        // The application sends her to Contoso, which knows her from the invitation.
        const redirectUri = `${origin}/answer`;
        const landed = async () => {
          await page.waitForURL(`${redirectUri}?*`);
          const { oid, amr } = await claimsFor(new URL(page.url()).searchParams.get('code'), redirectUri);
          expect([oid, amr]).toEqual([id, ['fed']]);
        };
        await page.goto(authorizeUrl(contoso, app, { redirect_uri: redirectUri }));
        await press(page, 'accept');
        await landed();
        // When she is to sign in anew, Contoso sends her to Fabrikam, where nobody asks for a password again.
        await page.goto(authorizeUrl(contoso, app, { redirect_uri: redirectUri, prompt: 'login' }));
        await check();
        await page.fill('#loginName', address);
        await press(page, 'name');
        await landed();
        expect(complaints).toEqual([]);
        await context.close();
      },
      180_000,
    );

    it('the pages for codes by mail and for the ends of invitations can be used by everybody', async () => {
      const address = 'ben@small.example';
      const { id, link } = await contoso.invite(address, { inviteRedirectUrl: `${origin}/welcome` });
      const context = await chromium.newContext({
        ignoreHTTPSErrors: true,
        locale: 'en-GB',
        viewport: { width: 320, height: 640 },
      });
      const page = await context.newPage();
      const check = async (title: string, more = 'h1') => {
        await heading(page, title);
        await page.waitForSelector(more, { timeout: 10_000 });
        const { violations } = await new AxeBuilder({ page })
          .setLegacyMode(true)
          .options({ resultTypes: ['violations'] })
          .analyze();
        expect(violations.map(({ id: rule, nodes }) => [rule, nodes.map((node) => node.html)])).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
      };
      await page.goto(link);
      await press(page, 'begin');
      await check('Get a code by mail', 'button[value=sendPasscode]');
      const before = contoso.mailsTo(address);
      await press(page, 'sendPasscode');
      await check('Get a code by mail', '#passcode');
      await page.fill('#passcode', '1');
      await page.keyboard.press('Enter');
      await check('Get a code by mail', '#problem');
      expect(await page.getAttribute('#passcode', 'aria-describedby')).toContain('problem');
      await page.fill('#passcode', await contoso.codeFor(address, before));
      await page.keyboard.press('Enter');
      await press(page, 'decline');
      await check('You have not accepted');
      await page.goto(authorizeUrl(contoso, app, { redirect_uri: `${origin}/answer` }));
      await page.fill('#loginName', 'nobody@small.example');
      await press(page, 'name');
      await press(page, 'ways');
      await check('Choose how to sign in');
      await page.goto(`${contoso.url}/redeem?ticket=x`);
      await check('The invitation cannot be used');
      expect(await contoso.standing(id)).toEqual(invited);
      await context.close();
    }, 180_000);
  });

describe('between two directories', () => {
  const newBrowser = () => new FormBrowser((url) => url.hostname === 'app.adventure-works.com');
  const atHome = async (browser: FormBrowser, loginName: string) => {
    await browser.press('name', { loginName });
    await browser.press('password', { password: annsPassword });
  };
  const answer = (more: object = {}) =>
    authorizeUrl(contoso, contoso.app, { redirect_uri: appUri, scope: 'openid', ...more });

  it('a second factor shown at home counts where it is trusted, and only there', async () => {
    const { id, address } = await atFabrikam('cem');
    const nextCode = await withAuthenticatorApp(fabrikam, id);
    const { id: guestId, link } = await contoso.invite(address);
    const browser = await newBrowser().open(link);
    await browser.press('begin');
    await atHome(browser, address);
    await browser.press('code', { code: nextCode });
    await browser.press('accept'); // to Contoso's asking at Fabrikam
    await browser.press('accept'); // to the invitation
    const signIn = async (code?: string) => {
      await browser.open(answer({ prompt: 'login' }));
      await browser.press('name', { loginName: address });
      expect(browser.offers('code')).toBe(code !== undefined);
      if (code !== undefined) await browser.press('code', { code });
      if (browser.offers('accept')) await browser.press('accept');
      return (await claimsFor(browser.answer.get('code'), appUri, contoso.app)).amr;
    };
    expect(await signIn()).toEqual(['fed']);
    // Who has a second factor here shows it, as long as that of home counts for nothing.
    expect(await signIn(await withAuthenticatorApp(contoso, guestId))).toEqual(['fed', 'otp', 'mfa']);
    const partner = { tenantId: fabrikam.server.tenantId, inboundTrust: { isMfaAccepted: true } };
    await contoso.call('POST', '/v1.0/policies/crossTenantAccessPolicy/partners', partner);
    expect(await signIn()).toEqual(['fed', 'mfa']);
    await contoso.call('DELETE', `/v1.0/policies/crossTenantAccessPolicy/partners/${partner.tenantId}`);
  });

  it('nobody is asked for consent where both directories have agreed to it, and only there', async () => {
    const path = '/v1.0/policies/crossTenantAccessPolicy/partners';
    const agree = (server: StartedServer, tenantId: string, automaticUserConsentSettings: object) =>
      server.call('POST', path, { tenantId, automaticUserConsentSettings });
    const [here, there] = [contoso.server.tenantId, fabrikam.server.tenantId];
    const attempt = async (alias: string) => {
      const { address } = await atFabrikam(alias);
      const { id, link } = await contoso.invite(address, { inviteRedirectUrl: 'https://app.adventure-works.com/in' });
      const browser = await newBrowser().open(link);
      await browser.press('begin');
      await atHome(browser, address);
      await browser.press('accept'); // what Contoso asks for at Fabrikam
      return [browser.at === 'https://app.adventure-works.com/in', await contoso.standing(id)];
    };
    await agree(contoso, there, { inboundAllowed: true, outboundAllowed: null });
    expect(await attempt('eli')).toEqual([false, invited]);
    await agree(fabrikam, here, { inboundAllowed: null, outboundAllowed: true });
    expect(await attempt('fay')).toEqual([true, external]);
    await contoso.call('DELETE', `${path}/${there}`);
    expect(await attempt('gil')).toEqual([false, invited]);
    await fabrikam.call('DELETE', `${path}/${here}`);
  });

  it('people whom the settings keep out do not come in', async () => {
    const { id, address } = await atFabrikam('dan');
    const { link } = await contoso.invite(address);
    const partner = {
      tenantId: fabrikam.server.tenantId,
      b2bCollaborationInbound: {
        usersAndGroups: { accessType: 'blocked', targets: [{ target: id, targetType: 'user' }] },
        applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
      },
    };
    await contoso.call('POST', '/v1.0/policies/crossTenantAccessPolicy/partners', partner);
    const browser = await newBrowser().open(link);
    await browser.press('begin');
    await atHome(browser, address);
    await browser.press('accept');
    expect(browser.title).toBe('You cannot come in');
    // Nor do they leave where their own directory does not let them.
    const outbound = {
      tenantId: contoso.server.tenantId,
      b2bCollaborationOutbound: partner.b2bCollaborationInbound,
    };
    await fabrikam.call('POST', '/v1.0/policies/crossTenantAccessPolicy/partners', outbound);
    await browser.open(link);
    await browser.press('begin');
    expect(browser.text).toContain('Fabrikam did not let the sign-in go on');
    expect(browser.visited.some((each) => each.includes('AADSTS500212'))).toBe(true);
    await fabrikam.call('DELETE', `/v1.0/policies/crossTenantAccessPolicy/partners/${outbound.tenantId}`);
    await contoso.call('DELETE', `/v1.0/policies/crossTenantAccessPolicy/partners/${partner.tenantId}`);
  });
});
