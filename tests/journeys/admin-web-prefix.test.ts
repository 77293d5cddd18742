import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AdminCentre } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';
import { freePort } from './free-port.ts';
import { type StrippingProxy, startStrippingProxy } from './stripping-proxy.ts';

const executable = findChromium();

if (executable === undefined) test.skip(`the admin centre behind a prefix: ${noChromium}`);
else
  describe('the admin centre and the API behind a prefix', () => {
    let proxy: StrippingProxy;
    let centre: AdminCentre;
    let port: number;
    beforeAll(async () => {
      proxy = await startStrippingProxy('/id/muster');
      port = await freePort();
      proxy.pointTo(port);
      centre = await AdminCentre.start(executable, { publicUrl: proxy.url, port: String(port) });
    });
    afterAll(async () => {
      await centre?.stop();
      await proxy?.stop();
    });

    it('signs in, goes from page to page, signs out, and touches no other address', async () => {
      const asked: string[] = [];
      const { page, complaints } = await centre.open('/users');
      page.on('request', (request) => asked.push(request.url()));
      await centre.signIn(page);
      await page.waitForSelector('[role=cell] >> text=Ann Beck');
      expect(page.url()).toBe(`${proxy.url}/users`);
      await page.click('nav >> text=Groups');
      await page.waitForSelector('h1 >> text=Groups');
      expect(page.url()).toBe(`${proxy.url}/groups`);
      await page.reload();
      await page.waitForSelector('h1 >> text=Groups');
      for (const { name, path } of await page.context().cookies()) {
        expect([name, path.startsWith('/id/muster')]).toEqual([name, true]);
      }
      await page.click('button >> text=Ann Beck');
      await page.click('[role=menuitem] >> text=Sessions');
      await page.waitForSelector('h1');
      expect(page.url()).toBe(`${proxy.url}/${centre.server.server.tenantId}/sessions`);
      await page.goto(`${proxy.url}/`);
      await page.click('button >> text=Ann Beck');
      await page.click('[role=menuitem] >> text=Sign out');
      await page.waitForSelector('h1 >> text=Muster admin centre');
      expect(asked.filter((url) => !url.startsWith(`${proxy.url}/`))).toEqual([]);
      expect(complaints).toEqual([]);
    });

    it('writes addresses with the prefix: pages, keys and issuer', async () => {
      const { server } = centre;
      const page = await server.call('GET', '/v1.0/users?$top=1&$select=id');
      expect(page.body['@odata.context']).toContain(`${proxy.url}/v1.0/$metadata`);
      await server.call('POST', '/v1.0/groups', {
        displayName: 'All',
        mailEnabled: false,
        mailNickname: 'all',
        securityEnabled: true,
        'members@odata.bind': [`${proxy.url}/v1.0/directoryObjects/${centre.ann.id}`],
      });
      const { body: group } = await server.call('GET', '/v1.0/groups?$expand=members');
      expect(group.value[0].members[0].id).toBe(centre.ann.id);
      const { body } = await server.call('GET', `/${server.server.tenantId}/v2.0/.well-known/openid-configuration`);
      for (const name of ['issuer', 'token_endpoint', 'jwks_uri', 'authorization_endpoint', 'end_session_endpoint']) {
        expect(body[name]).toMatch(new RegExp(`^${proxy.url}/`));
      }
      const invited = await server.call('POST', '/v1.0/invitations', {
        invitedUserEmailAddress: 'gita@partner.example',
        inviteRedirectUrl: `${proxy.url}/`,
      });
      expect(invited.body.inviteRedeemUrl).toMatch(new RegExp(`^${proxy.url}/redeem\\?`));
      const opened = await fetch(invited.body.inviteRedeemUrl, { redirect: 'manual' });
      const [cookie] = opened.headers.getSetCookie();
      const visit = opened.headers.get('location')!;
      expect([visit.startsWith(`${proxy.url}/redeem/`), cookie]).toEqual([
        true,
        expect.stringContaining(`; Path=${new URL(visit).pathname};`),
      ]);
      expect((await fetch(visit, { headers: { cookie: cookie!.split(';')[0]! } })).status).toBe(200);
    });

    it('also answers a proxy that leaves the prefix where it is', async () => {
      const answer = await fetch(`https://localhost:${port}/id/muster/users`);
      expect(await answer.text()).toContain('<base href="/id/muster/" />');
      expect((await fetch(`https://localhost:${port}/id/muster/v1.0/users`)).status).toBe(401);
    });
  });
