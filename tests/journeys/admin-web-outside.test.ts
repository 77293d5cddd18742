// One file because all of it shares one server with a mail server, and one person who is signed in.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { type IndependentProvider, independentProvider } from '../scenarios/federation/independent-provider.ts';
import { type MailServer, startMailServer } from '../scenarios/mail-server.ts';
import { AdminCentre, expectUsable, until } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';

const executable = findChromium();
const partner = '7f3c0000-0000-4000-8000-000000000000';

if (executable === undefined) test.skip(`the pages about people from outside: ${noChromium}`);
else
  describe('the pages about people from outside', () => {
    let centre: AdminCentre;
    let mails: MailServer;
    let fabrikam: IndependentProvider;
    let page: Page;
    beforeAll(async () => {
      mails = await startMailServer();
      fabrikam = await independentProvider('https://localhost/');
      centre = await AdminCentre.start(executable, {
        demo: true,
        smtpUrl: `smtp://127.0.0.1:${mails.port}`,
        mailFrom: 'Adventure Works <directory@adventure-works.com>',
        providerNetworks: 'loopback',
      });
      ({ page } = await centre.openSignedIn('/external-identities'));
    });
    afterAll(async () => {
      await centre?.stop();
      await mails?.stop();
      await fabrikam?.stop();
    });

    const tab = async (name: string) => {
      await page.click(`[role=tab] >> text=${name}`);
      await page.waitForSelector(`[role=tabpanel][aria-label="${name}"]`);
    };

    /** Expects that the page can be used; messages that fade in or out would have too little contrast meanwhile. */
    const check = async (name: string) => {
      await page.evaluate(
        "for (const each of document.querySelectorAll('section[aria-label=Messages] button')) if (each.textContent === 'Close') each.click()",
      );
      await until(page, "document.querySelector('.fui-Toast') === null");
      await expectUsable(page, name);
    };

    const saved =
      "[...document.querySelectorAll('main button')].every((each) => each.textContent !== 'Discard changes')";
    const save = async () => {
      await page.click('button >> text=Save');
      await until(page, saved);
    };

    /** The mail to the address that came after so many before it. */
    async function mailTo(address: string, before = 0) {
      for (let round = 0; round < 300; round += 1) {
        const found = mails.received.filter(({ recipients }) => recipients.includes(address))[before];
        if (found !== undefined) return found.text ?? '';
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`no mail came to ${address}`);
    }

    const invite = (address: string, name: string) =>
      centre.server.call('POST', '/v1.0/invitations', {
        invitedUserEmailAddress: address,
        invitedUserDisplayName: name,
        inviteRedirectUrl: `${centre.server.url}/my`,
        sendInvitationMessage: true,
      });

    it('shows guests by state and source, and asks with numbers before domains are kept out', async () => {
      await invite('gita@fabrikam.example', 'Gita Guest');
      await invite('hans@small.example', 'Hans Guest');
      await page.reload();
      await page.waitForSelector('[role=row] >> text=Invited user');
      const rows = (await page.locator('[role=row]').allInnerTexts()).slice(1);
      expect(rows[0]).toMatch(/^External Microsoft Entra ID\s+107\s+98/);
      expect(rows[1]).toMatch(/^Invited user\s+2\s+1/);
      await check('outside-overview');
      await tab('External collaboration settings');
      await page.waitForSelector('form');
      await check('outside-collaboration');
      await page.click('label >> text=Deny invitations to the specified domains');
      await page.fill('textarea[name=domains]', 'small.example\nno domain');
      await page.click('button >> text=Save');
      await page.waitForSelector('text=“no domain” is not a domain');
      await page.fill('textarea[name=domains]', 'small.example');
      await page.click('label >> text=restricted to properties and memberships of their own');
      await page.click('button >> text=Save');
      await page.waitForSelector('[role=dialog] >> text=Open invitations: 1 can no longer be accepted.');
      await page.waitForSelector('[role=dialog] >> text=Guests: 109 see less of the directory at once.');
      await check('outside-collaboration-question');
      await page.click('[role=dialog] button >> text=Save');
      await page.waitForSelector('text=The external collaboration settings are saved.');
      const { body } = await centre.server.call('GET', '/v1.0/policies/b2bManagementPolicy');
      expect(body.invitationsAllowedAndBlockedDomainsPolicy).toEqual({ blockedDomains: ['small.example'] });
      const { status } = await invite('hans@small.example', 'Hans Guest');
      expect(status).toBe(400);
      await page.click('label >> text=Allow invitations to be sent to any domain');
      await page.click('button >> text=Save');
      await until(
        page,
        "[...document.querySelectorAll('button')].find((each) => each.textContent === 'Save').disabled",
      );
    });

    it('withdraws an invitation and takes it back, sends one again, and shows who has accepted', async () => {
      await tab('Invitations');
      await page.waitForSelector('[role=status] >> text=2 in all');
      await page.click('[role=row]:has-text("Hans Guest") input[type=checkbox]');
      await page.click('button >> text=Withdraw (1)');
      await page.click('[role=dialog] button >> text=Withdraw (1)');
      await page.waitForSelector('[role=status] >> text=1 in all');
      await page.click('button >> text=Undo');
      await page.waitForSelector('[role=status] >> text=2 in all');
      await check('outside-invitations');
      await page.click('[role=row]:has-text("Gita Guest") input[type=checkbox]');
      await page.click('button >> text=Resend invitation (1)');
      await page.click('[role=dialog] button >> text=Resend invitation (1)');
      const first = await mailTo('gita@fabrikam.example');
      const link = /https:\S+\/redeem\S+/.exec(await mailTo('gita@fabrikam.example', 1))![0];
      expect(first).not.toContain(link);
      const guest = await (await centre.chromium.newContext({ ignoreHTTPSErrors: true, locale: 'en-GB' })).newPage();
      await guest.goto(link);
      await guest.click('button[value=begin]');
      await guest.click('button[value=sendPasscode]');
      await guest.fill('#passcode', /^\d{8}$/m.exec(await mailTo('gita@fabrikam.example', 2))![0]);
      await guest.click('button[value=passcode]');
      await guest.click('button[value=accept]');
      await guest.waitForURL(`${centre.server.url}/my`);
      await guest.context().close();
      await page.selectOption('select', 'accepted');
      await page.fill('input[type=search]', 'gita');
      await page.waitForSelector('[role=cell] >> text=Gita Guest');
      expect(page.url()).toContain('state=accepted');
      await tab('Overview');
      await page.waitForSelector('[role=row] >> text=Email one-time passcode');
    });

    it('adds, changes and removes identity providers, and never shows a secret', async () => {
      await tab('All identity providers');
      await page.waitForSelector('[role=row] >> text=Email one-time passcode');
      await page.click('a >> text=New OpenID Connect provider');
      await page.fill('input[name=displayName]', 'Fabrikam');
      await page.fill('input[name=issuer]', 'http://127.0.0.1:1');
      await page.fill('input[name=clientId]', 'muster');
      await page.click('button >> text=Add');
      await page.waitForSelector('text=This is needed.');
      await page.fill('input[name=clientSecret]', 'fabrikam-secret');
      await page.fill('textarea[name=domains]', 'fabrikam.example');
      await page.click('button >> text=Add');
      await page.waitForSelector('text=http://127.0.0.1:1');
      await page.fill('input[name=issuer]', fabrikam.issuer);
      await page.click('button >> text=Add');
      await page.waitForSelector('h1 >> text=Fabrikam');
      const id = new URL(page.url()).pathname.split('/').at(-1)!;
      await page.waitForSelector(`:text("/${centre.server.server.tenantId}/federation/${id}/callback")`);
      expect(await page.inputValue('input[name=clientSecret]')).toBe('');
      await check('outside-provider');
      await page.fill('input[name=displayName]', 'Fabrikam Ltd');
      await page.click('button >> text=Save');
      await page.waitForSelector('h1 >> text=Fabrikam Ltd');
      await page.click('a >> text=External identities');
      await tab('All identity providers');
      await page.waitForSelector('[role=row]:has-text("Fabrikam Ltd") >> text=fabrikam.example');
      await check('outside-providers');
      await page.click('button[aria-label="Turn off: Email one-time passcode"]');
      await page.waitForSelector('[role=dialog] >> text=People who sign in with it: 1.');
      await page.click('[role=dialog] button >> text=Turn off');
      await page.waitForSelector('text=Email one-time passcode is switched off');
      await page.click('button >> text=Turn on');
      await page.waitForSelector('[role=row] >> text=Email one-time passcode');
      await page.click('button[aria-label="Delete: Fabrikam Ltd"]');
      await page.waitForSelector('[role=dialog] >> text=People who sign in with it: 0.');
      await page.click('[role=dialog] button >> text=Delete');
      await page.waitForSelector('[role=row] >> text=Fabrikam Ltd', { state: 'detached' });
      await page.click('a >> text=New directory on premises');
      await page.click('label >> text=By a pattern for its name');
      await page.waitForSelector('input[name=bindPattern]');
      await page.goBack();
    });

    it('changes cross-tenant access for everybody and for one organization', async () => {
      await tab('Cross-tenant access settings');
      await page.click('button >> text=Add organization');
      await page.fill('input[name=tenantId]', partner);
      await page.click('[role=dialog] button >> text=Add organization');
      await page.waitForSelector('h1 >> text=Organization');
      await page.click('fieldset:has-text("Inbound") label >> text=Block access');
      await page.selectOption('select', 'yes');
      await page.click('label >> text=Automatically redeem invitations of their users here');
      await page.click('button >> text=Save');
      await page.waitForSelector('[role=dialog] >> text=How many guests come from this organization is not known');
      await page.click('[role=dialog] button >> text=Save');
      await page.waitForSelector('text=The access settings are saved.');
      await check('outside-partner');
      const path = '/v1.0/policies/crossTenantAccessPolicy';
      const { body } = await centre.server.call('GET', `${path}/partners/${partner}`);
      expect(body).toMatchObject({
        b2bCollaborationInbound: { usersAndGroups: { accessType: 'blocked' }, applications: { accessType: 'blocked' } },
        inboundTrust: { isMfaAccepted: true },
        automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: false },
        b2bCollaborationOutbound: null,
      });
      await page.goto(`${centre.server.url}/external-identities/cross-tenant-access`);
      await page.waitForSelector(`[role=cell] >> text=${partner}`);
      await check('outside-cross-tenant');
      await page.click('a >> text=Default settings');
      await page.waitForSelector('form');
      await page.click('fieldset:has-text("Outbound") label >> text=Select users');
      await page.selectOption('fieldset:has-text("Outbound") select', 'except');
      await page.locator('fieldset:has-text("Outbound") input[role=combobox]').pressSequentially('Ann Beck');
      await page.click('[role=option] >> text=Ann Beck');
      await page.waitForSelector('button[aria-label="Remove: Ann Beck"]');
      await page.click('button[aria-label="Move Google and Microsoft accounts up"]');
      await check('outside-default-access');
      await page.click('button >> text=Save');
      await page.click('[role=dialog] button >> text=Save');
      await page.waitForSelector('text=The access settings are saved.');
      const after = await centre.server.call('GET', `${path}/default`);
      expect(after.body.b2bCollaborationOutbound.usersAndGroups).toEqual({
        accessType: 'blocked',
        targets: [{ target: centre.ann.id, targetType: 'user' }],
      });
      expect(
        after.body.invitationRedemptionIdentityProviderConfiguration.primaryIdentityProviderPrecedenceOrder,
      ).toEqual(['azureActiveDirectory', 'socialIdentityProviders', 'externalFederation']);
      await page.click('button >> text=Reset to defaults');
      await page.click('[role=dialog] button >> text=Reset to defaults');
      await page.waitForSelector('text=Nobody has changed these settings.');
    });

    it('changes the organization, its domains, rights of members, passwords, contexts and the language of rules', async () => {
      await page.goto(`${centre.server.url}/settings`);
      await page.waitForSelector('textarea[name=technicalNotificationMails]');
      await check('settings-organization');
      await page.fill('textarea[name=technicalNotificationMails]', 'it@adventure-works.com');
      await page.fill('input[name=statementUrl]', 'https://adventure-works.com/privacy');
      await page.fill('input[name=backgroundColor]', 'green');
      await page.click('button >> text=Save');
      await page.waitForSelector('text=A # and six digits');
      await page.fill('input[name=backgroundColor]', '#107c10');
      await save();
      const organization = `/v1.0/organization/${centre.server.server.tenantId}`;
      expect((await centre.server.call('GET', organization)).body).toMatchObject({
        technicalNotificationMails: ['it@adventure-works.com'],
        privacyProfile: { contactEmail: null, statementUrl: 'https://adventure-works.com/privacy' },
      });
      expect((await centre.server.call('GET', `${organization}/branding`)).body.backgroundColor).toBe('#107c10');

      await tab('Custom domain names');
      await page.waitForSelector('[role=cell] >> text=adventure-works.com');
      await page.click('button >> text=Add custom domain');
      await page.fill('input[name=domain]', 'contoso.example');
      await page.click('[role=dialog] button >> text=Add custom domain');
      await page.waitForSelector('[role=dialog] >> text=muster-domain-verification=');
      await check('settings-domain-verification');
      await page.click('[role=dialog] button >> text=Cancel');
      await page.waitForSelector('[role=row]:has-text("contoso.example") >> text=Unverified');
      await check('settings-domains');
      await page.click('button[aria-label="Password expiry: adventure-works.com"]');
      await page.fill('input[name=days]', '0');
      await page.waitForSelector('text=A whole number from 1 to 730 is expected.');
      await page.fill('input[name=days]', '365');
      await page.waitForSelector('[role=dialog] >> text=/names end in this domain: \\d+/');
      await page.click('[role=dialog] button >> text=Save');
      await page.waitForSelector('[role=row]:has-text("adventure-works.com") >> text=After 365 days');
      await page.click('button[aria-label="Delete: contoso.example"]');
      await page.waitForSelector('[role=dialog] >> text=names end in this domain: 0.');
      await page.click('[role=dialog] button >> text=Delete');
      await page.waitForSelector('[role=row]:has-text("contoso.example")', { state: 'detached' });

      await tab('User settings');
      await page.selectOption('select[name=allowedToCreateApps]', 'false');
      await page.click('button >> text=Save');
      await page.waitForSelector('[role=dialog] >> text=/Members: \\d+ can no longer register applications/');
      await check('settings-user-settings');
      await page.click('[role=dialog] button >> text=Save');
      await until(page, saved);
      const { body: policy } = await centre.server.call('GET', '/v1.0/policies/authorizationPolicy');
      expect(policy.defaultUserRolePermissions).toMatchObject({
        allowedToCreateApps: false,
        allowedToCreateSecurityGroups: true,
      });

      await tab('Password protection');
      await page.fill('textarea[name=bannedPasswords]', 'abc');
      await page.click('button >> text=Save');
      await page.waitForSelector('text=“abc” does not have 4 to 16 characters.');
      await page.fill('textarea[name=bannedPasswords]', 'tailspin\nbuilding7');
      await page.fill('input[name=signInLogDays]', '90');
      await save();
      await check('settings-passwords');

      await tab('Authentication contexts');
      await page.click('button >> text=New authentication context');
      await page.fill('input[name=displayName]', 'Sensitive work');
      await page.click('[role=dialog] button >> text=Create');
      await page.waitForSelector('[role=row]:has-text("Sensitive work") >> text=c1');
      await check('settings-contexts');
      await page.click('button[aria-label="Edit: Sensitive work"]');
      await page.fill('input[name=displayName]', 'Payslips');
      await page.click('[role=dialog] button >> text=Save');
      await page.waitForSelector('[role=row]:has-text("Payslips")');
      await page.click('button[aria-label="Delete: Payslips"]');
      await page.click('[role=dialog] button >> text=Delete');
      await page.waitForSelector('text=There are no authentication contexts');

      await tab('Rules');
      await page.click('label >> text=Extended');
      await save();
      await check('settings-rules');
      expect((await centre.server.call('GET', organization)).body).toMatchObject({
        bannedPasswords: ['tailspin', 'building7'],
        signInLogDays: 90,
        ruleDialect: 'extended',
      });
    });
  });
