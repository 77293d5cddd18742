import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AdminCentre, expectUsable, type OpenedPage } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';
import { annsPassword } from './people-sign-in.ts';

const executable = findChromium();

async function pick(page: Page, field: string, name: string): Promise<void> {
  await page.getByLabel(field).click();
  await page.keyboard.type(name.slice(0, 5));
  await page.click(`[role=option]:visible >> text=${name}`);
}

if (executable === undefined) test.skip(`the logs in a browser: ${noChromium}`);
else
  describe('the logs in the admin centre', () => {
    let centre: AdminCentre;
    let opened: OpenedPage;
    const call = (method: string, path: string, body?: unknown) => centre.server.call(method, `/v1.0${path}`, body);
    const group = { mailEnabled: false, securityEnabled: true };
    let hand: { id: string };
    let sellers: { id: string };

    beforeAll(async () => {
      centre = await AdminCentre.start(executable, { demo: true });
      const made = await call('POST', '/groups', {
        ...group,
        displayName: 'Sellers',
        mailNickname: 'sellers',
        groupTypes: ['DynamicMembership'],
        membershipRule: 'user.department -eq "Sales"',
        membershipRuleProcessingState: 'On',
      });
      sellers = made.body;
      hand = (await call('POST', '/groups', { ...group, displayName: 'By hand', mailNickname: 'hand' })).body;
      const member = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${centre.ann.id}` };
      expect((await call('POST', `/groups/${hand.id}/members/$ref`, member)).status).toBe(204);
      await centre.server.settled();
      await call('PATCH', `/users/${centre.ann.id}`, { department: 'Tools', jobTitle: 'Buyer' });
      await call('DELETE', `/groups/${hand.id}`);
      opened = await centre.openSignedIn('/audit');
    });
    afterAll(() => centre?.stop());

    it('tells what happened in sentences, filters, and finds an entry again by its address', async () => {
      const { page } = opened;
      await page.waitForSelector('main a >> text=Muster administration deleted the group By hand');
      await page.waitForSelector('main a >> text=Muster administration made Ann Beck a member of the group By hand');
      await page.waitForSelector('main a >> text=Muster administration gave Ann Beck the role Global Administrator');
      await page.waitForSelector('main a >> text=/A pass brought Sellers in line with its rule: \\d+ joined, 0 left/');
      await expectUsable(page, 'audit');
      await page.selectOption('main select >> nth=1', 'RoleManagement');
      await page.waitForSelector('main >> text=Category: Roles');
      await expect.poll(() => page.locator('main li').count(), { timeout: 10_000 }).toBe(2);
      await page.click('button[aria-label="Take away: Category: Roles"]');
      await pick(page, 'Done by', 'Ann Beck');
      await page.waitForSelector('main >> text=Nothing matches');
      expect(page.url()).toContain(`actor=${centre.ann.id}`);
      await page.click('button[aria-label="Take away: Done by: Ann Beck"]');
    });

    it('shows what changed, what caused it, and what it caused', async () => {
      const { page } = opened;
      await page.goto(`${centre.server.url}/audit?target=${centre.ann.id}`);
      await page.click('main a >> text=changed the user Ann Beck');
      await page.waitForSelector('h1 >> text=changed the user Ann Beck');
      const row = page.locator('[role=row]', { has: page.locator('[role=rowheader] >> text=department') });
      expect(await row.locator('[role=cell]').allInnerTexts()).toEqual(['Sales', 'Tools']);
      await page.waitForSelector('main >> text=0 joined, 1 left');
      await expectUsable(page, 'audit-entry');
      await page.click('[role=table] a >> text=Sellers');
      await page.waitForURL(`**/groups/${sellers.id}`);
      await page.goto(`${centre.server.url}/audit?target=${sellers.id}`);
      await page.click('main a >> text=added the group Sellers');
      await page.click('main a >> text=A pass brought Sellers in line with its rule');
      await page.waitForSelector('section >> text=Caused by');
      await page.click('main a >> text=added the group Sellers');
      await page.waitForSelector('h1 >> text=added the group Sellers');
      await page.click('main button >> text=Members of the group over time');
      await page.waitForSelector('figure >> text=/Between \\d+ and \\d+ members/');
      await page.selectOption('main select', 'hour');
      await page.waitForSelector('figure svg path');
      await expectUsable(page, 'group-history');
      const passes = page.locator('figure', { hasText: 'What passes moved' });
      await passes.locator('button >> text=Show as table').click();
      expect(await passes.locator('[role=cell]').allInnerTexts()).toEqual(['53', '0']);
    });

    it('restores what was deleted', async () => {
      const { page } = opened;
      await page.goto(`${centre.server.url}/audit?target=${hand.id}&activity=Delete+group`);
      await page.click('main a >> text=deleted the group By hand');
      await page.click('main button >> text=Restore');
      await page.click('[role=dialog] button >> text=Restore');
      await page.waitForSelector('text=By hand is restored.');
      expect((await call('GET', `/groups/${hand.id}/members`)).body.value.length).toBe(1);
    });

    it('exports what was asked', async () => {
      const { page } = opened;
      await page.goto(`${centre.server.url}/audit?category=RoleManagement`);
      await page.waitForSelector('main li');
      const [download] = await Promise.all([page.waitForEvent('download'), page.click('button >> text=Export CSV')]);
      const chunks: Buffer[] = [];
      for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
      const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n');
      expect(lines.length).toBe(3);
      expect(lines.join()).toContain('gave Ann Beck the role Global Administrator');
    });

    it('shows who signed in', async () => {
      const { page } = opened;
      await page.goto(`${centre.server.url}/audit/sign-ins`);
      await page.waitForSelector('[role=cell] >> text=Ann Beck');
      await expectUsable(page, 'sign-ins');
      await page.selectOption('main select >> nth=1', '50126');
      await page.waitForSelector('main >> text=Nothing matches');
      await page.selectOption('main select >> nth=1', 'success');
      await page.click('[role=cell] a');
      await page.waitForSelector('h1 >> text=Sign-in of Ann Beck');
      await expectUsable(page, 'sign-in');
    });

    it('shows on the first page what waits for somebody, and follows by itself', async () => {
      const { page } = opened;
      await call('PATCH', `/groups/${sellers.id}`, { membershipRule: 'user.department -eq "Marketing"' });
      await page.goto(`${centre.server.url}/`);
      await page.waitForSelector('h3 >> text=Changes waiting for approval (1)');
      await page.waitForSelector('main >> text=/\\d+ would join, \\d+ would leave, of \\d+ members/');
      await page.waitForSelector('main a >> text=A pass over Sellers waits for approval');
      await expectUsable(page, 'overview-held');
      expect((await call('POST', `/groups/${sellers.id}/approveMembershipChange`, {})).status).toBe(204);
      await page.waitForSelector('main >> text=Every group is in line with its rule.');
    });

    const person = (name: string, more: object = {}) => ({
      accountEnabled: true,
      displayName: name,
      mailNickname: name.split(' ')[0]!.toLowerCase(),
      userPrincipalName: `${name.split(' ')[0]!.toLowerCase()}@adventure-works.com`,
      passwordProfile: { password: annsPassword, forceChangePasswordNextSignIn: false },
      ...more,
    });

    it('gives somebody without a role their own pages', async () => {
      const { body: mia } = await call('POST', '/users', person('Mia Own', { department: 'Marketing' }));
      const owner = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${mia.id}` };
      expect((await call('POST', `/groups/${hand.id}/owners/$ref`, owner)).status).toBe(204);
      const { page } = await centre.openSignedIn('/', {}, mia.userPrincipalName);
      await page.waitForURL('**/my');
      await page.waitForSelector('h1 >> text=Mia Own');
      expect(await page.locator('nav[aria-label=Navigation] a').allTextContents()).toEqual(['My account']);
      await page.click('button[aria-label="Why am I in it? – Sellers"]');
      await page.waitForSelector('main >> text=department is Marketing');
      await expectUsable(page, 'my-groups');
      await page.click('[role=tab] >> text=Groups I own');
      await page.click('button[aria-label="Members of By hand"]');
      await pick(page, 'Add a person', 'Terri Duffy');
      await page.waitForSelector('button[aria-label="Remove Terri Duffy"]');
      await expectUsable(page, 'my-owned');
      await page.click('button[aria-label="Remove Terri Duffy"]');
      await page.waitForSelector('[role=dialog] >> text=1 members remain');
      await page.click('[role=dialog] button >> text=Remove');
      await page.waitForSelector('text=Terri Duffy is not in By hand any more.');
      await page.click('button >> text=Undo');
      await page.waitForSelector('button[aria-label="Remove Terri Duffy"]');
      await page.click('[role=tab] >> text=Invitations');
      await page.click('main button >> text=Invite somebody');
      await page.getByLabel('Mail address').fill('gita@partner.example');
      await page.click('[role=dialog] button[type=submit]');
      await page.waitForSelector('[role=dialog] >> text=Hand over this link');
      await page.click('[role=dialog] button >> text=Cancel');
      await page.waitForSelector('[role=cell] >> text=Not accepted yet');
      await expectUsable(page, 'my-invitations');
      await page.click('[role=tab] >> text=Security');
      await page.waitForSelector('main li >> text=Password');
      const elsewhere = await centre.openSignedIn(
        '/my/security',
        { userAgent: 'Firefox/132.0 (Windows NT 10.0)' },
        mia.userPrincipalName,
      );
      const sessions = page.getByRole('table', { name: 'Sessions' });
      await sessions.getByText('This session').waitFor();
      await elsewhere.page.waitForSelector('main >> text=Firefox on Windows');
      await expectUsable(elsewhere.page, 'my-security');
      const button = 'button[aria-label^="End the session: Chrome"]';
      await elsewhere.page.click(button);
      await elsewhere.page.waitForSelector('[role=dialog] >> text=You are signed out in Chrome');
      await elsewhere.page.click('[role=dialog] button >> text=End');
      await elsewhere.page.waitForSelector(button, { state: 'detached' });
      await elsewhere.page.click('button[aria-label^="End the session: Firefox on Windows"]');
      await elsewhere.page.waitForSelector('[role=dialog] >> text=This is the session you are in');
      await elsewhere.page.click('[role=dialog] button >> text=End');
      await elsewhere.page.waitForSelector('main button >> text=Sign in');
      await elsewhere.page.click('main button');
      await elsewhere.page.waitForSelector('#loginName');
      await elsewhere.page.context().close();
      await page.click('[role=tab] >> text=My roles');
      await page.waitForSelector('main >> text=You hold no role');
      await expectUsable(page, 'my-roles');
      await page.context().close();
    });

    it('gives a guest their own pages', async () => {
      const guest = person('Guido Guest', { department: 'Marketing', userType: 'Guest' });
      expect((await call('POST', '/users', guest)).status).toBe(201);
      const { page } = await centre.openSignedIn('/', {}, guest.userPrincipalName);
      await page.waitForURL('**/my');
      await page.click('button[aria-label="Why am I in it? – Sellers"]');
      await page.waitForSelector('main >> text=A rule of the directory selects you');
      await expectUsable(page, 'my-groups-guest');
      for (const [tab, said] of [
        ['Groups I own', 'You own no group'],
        ['Invitations', 'Nobody: whom you invite stands here'],
        ['Security', 'Password'],
        ['My roles', 'You hold no role'],
      ]) {
        await page.click(`[role=tab] >> text=${tab}`);
        await page.waitForSelector(`main >> text=${said}`);
        expect(await page.locator('main [role=group]').count()).toBe(0);
      }
      await page.context().close();
    });
  });
