import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AdminCentre, expectUsable, type OpenedPage, until } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';

const executable = findChromium();

if (executable === undefined) test.skip(`users in the admin centre: ${noChromium}`);
else
  describe('users in the admin centre', () => {
    let centre: AdminCentre;
    let opened: OpenedPage;
    let page: Page;
    let shoeSize: string;
    let groups: { readonly sales: string; readonly team: string };

    beforeAll(async () => {
      centre = await AdminCentre.start(executable);
      const group = async (displayName: string, rule?: string) => {
        const made = await centre.server.call('POST', '/v1.0/groups', {
          displayName,
          mailEnabled: false,
          mailNickname: displayName.toLowerCase(),
          securityEnabled: true,
          ...(rule === undefined
            ? {}
            : { groupTypes: ['DynamicMembership'], membershipRule: rule, membershipRuleProcessingState: 'On' }),
        });
        expect(made.status).toBe(201);
        return made.body.id as string;
      };
      groups = {
        sales: await group('Sales', '(user.department -eq "Sales") -and (user.city -eq "Ulm")'),
        team: await group('Team'),
      };
      for (const displayName of ['Hamburg', 'Bremen']) {
        await centre.server.call('POST', '/v1.0/directory/administrativeUnits', { displayName });
      }
      const application = await centre.server.call('POST', '/v1.0/applications', { displayName: 'Payroll' });
      const extension = await centre.server.call(
        'POST',
        `/v1.0/applications/${application.body.id}/extensionProperties`,
        { name: 'shoeSize', dataType: 'Integer', targetObjects: ['User'] },
      );
      shoeSize = extension.body.name;
      opened = await centre.openSignedIn('/users');
      ({ page } = opened);
      page.setDefaultTimeout(15_000);
    }, 120_000);
    afterAll(() => centre?.stop());

    const call = (method: string, path: string) => centre.server.call(method, path);
    const status = (text: string) => page.waitForSelector(`[role=status] >> text=${text}`);
    const toast = (text: string) => page.waitForSelector(`.fui-Toast >> text=${text}`);
    const idByMail = async (mail: string) =>
      (await call('GET', `/v1.0/users?$filter=mail eq '${mail}'&$select=id`)).body.value[0].id as string;
    const pick = async (label: string, typed: string, option: string) => {
      await page.getByRole('combobox', { name: label }).click();
      await page.keyboard.type(typed);
      await page.click(`[role=option] >> text=${option}`);
    };
    const open = async (path: string, heading: string) => {
      await page.goto(`${centre.server.url}${path}`);
      await page.waitForSelector(`h1 >> text=${heading}`);
    };

    it('creates somebody who can sign in with the password that is shown', async () => {
      for (const [typed, heading] of [
        ['invite ext', 'Invite external user'],
        ['new dev', 'New device'],
        ['new cust', 'New custom role'],
        ['new us', 'New user'],
      ]) {
        await page.keyboard.press('Control+k');
        await page.waitForSelector('[role=dialog]');
        await page.keyboard.type(typed!);
        await page.keyboard.press('Enter');
        await page.waitForSelector(`h1 >> text=${heading}`);
      }
      await page.click('button >> text=Create');
      await page.waitForSelector('text=This is needed.');
      await page.waitForSelector('main >> text=Something is still needed');
      await page.fill('input[name=displayName]', 'Kim Ek');
      await page.fill('input[name=localPart]', 'kim.ek');
      expect(await page.locator('main >> text=Something is still needed').count()).toBe(0);
      await page.fill('input[name=department]', 'Sales');
      await pick('Manager', 'Ann', 'Ann Beck');
      await pick('Add group', 'Team', 'Team');
      await pick('Add role', 'reports', 'Reports Reader');
      await pick('Add role', 'helpdesk', 'Helpdesk Administrator');
      await pick('Add administrative unit', 'Ham', 'Hamburg');
      await pick('Add administrative unit', 'Bre', 'Bremen');
      await expectUsable(page, 'new-user');
      const bremen = await call('GET', "/v1.0/directory/administrativeUnits?$filter=displayName eq 'Bremen'");
      await call('DELETE', `/v1.0/directory/administrativeUnits/${bremen.body.value[0].id}`);
      await page.click('button >> text=Create');
      await page.waitForSelector('h1 >> text=Kim Ek was created.');
      const memberOf = await call('GET', '/v1.0/users/kim.ek@adventure-works.com/memberOf');
      expect(memberOf.body.value.map(({ displayName }: { displayName: string }) => displayName).sort()).toEqual(
        expect.arrayContaining(['Hamburg', 'Helpdesk Administrator', 'Reports Reader', 'Team']),
      );
      await page.waitForSelector('text=Could not be assigned:');
      await page.waitForSelector('li >> text=Bremen: Resource');
      await expectUsable(page, 'created-user');
      const password = await page.getByLabel('Password').inputValue();
      expect(password).toMatch(/^.{16}$/);
      const other = await centre.open('/');
      await other.page.click('main button');
      await other.page.fill('#loginName', 'kim.ek@adventure-works.com');
      await other.page.keyboard.press('Enter');
      await other.page.fill('#password', password);
      await other.page.keyboard.press('Enter');
      await other.page.waitForSelector('#newPassword, #new-password, input[autocomplete=new-password]');
      await other.page.context().close();
      await page.click('button >> text=Open the profile');
      await page.waitForSelector('h1 >> text=Kim Ek');
      await until(page, "document.querySelector('main').textContent.includes('Ann Beck')");
    });

    it('edits everything, says a refusal at its field, and shows which group followed and why', async () => {
      await page.click('[role=tab] >> text=Properties');
      await page.fill('input[name=employeeId]', 'E-17');
      await page.fill('input[name="employeeOrgData.costCenter"]', '4711');
      await page.fill('input[name="onPremisesExtensionAttributes.extensionAttribute3"]', 'third');
      await page.getByLabel('shoeSize').fill('43');
      await page.selectOption('select[name=usageLocation]', { label: 'Germany' });
      await page.fill('input[name=mail]', 'no address');
      await page.click('button >> text=Save');
      await page.waitForSelector('.fui-Field:has(input[name=mail]) >> text=is not a mail address');
      await page.fill('input[name=mail]', 'kim@adventure-works.com');
      await page.fill('input[name=city]', 'Ulm');
      await page.click('button >> text=Save');
      await toast('Kim Ek was saved.');
      await expectUsable(page, 'user-properties');
      const id = await idByMail('kim@adventure-works.com');
      const select = `employeeId,employeeOrgData,onPremisesExtensionAttributes,usageLocation,${shoeSize}`;
      const { body } = await call('GET', `/v1.0/users/${id}?$select=${select}`);
      expect(body).toMatchObject({
        employeeId: 'E-17',
        employeeOrgData: { costCenter: '4711' },
        onPremisesExtensionAttributes: { extensionAttribute3: 'third' },
        usageLocation: 'DE',
        [shoeSize]: 43,
      });

      await page.click('[role=tab] >> text=Groups and why');
      const sales = page.locator('article', { hasText: 'By its rule' });
      await sales.locator('text=because city became “Ulm”').waitFor();
      await sales.locator('text=By Ann Beck.').waitFor();
      await sales.locator('summary >> text=2 of 2 clauses hold').click();
      await sales.locator('text=department is Sales').waitFor();
      await sales.locator('summary >> text=Every time in and out').click();
      await sales.locator('li >> text=joined, because city became “Ulm” (Ann Beck)').waitFor();
      await page
        .locator('article', { hasText: 'Assigned' })
        .locator('text=because somebody added the person')
        .waitFor();
      await expectUsable(page, 'user-groups');
      await open(`/users/${centre.ann.id}/groups?group=${groups.sales}`, 'Ann Beck');
      const missing = page.locator('article', { hasText: 'Not a member' });
      await missing.locator('text=1 of 2 clauses hold').waitFor();
      await missing.locator('text=city has no value').waitFor();
      await expectUsable(page, 'user-not-member');
    });

    it('shows roles, sign-ins, history and methods; gives a pass and ends sessions', async () => {
      const base = `/users/${centre.ann.id}`;
      await open(`${base}/roles`, 'Ann Beck');
      await page.waitForSelector('[role=cell] >> text=Global Administrator');
      await expectUsable(page, 'user-roles');
      await open(`${base}/sign-ins`, 'Ann Beck');
      await page.waitForSelector('[role=cell] >> text=Success');
      await expectUsable(page, 'user-sign-ins');
      const kim = await idByMail('kim@adventure-works.com');
      await open(`/users/${kim}/history`, 'Kim Ek');
      await page.waitForSelector('li >> text=City: (empty) → Ulm');
      await page.locator('summary').first().click();
      await page.waitForSelector('text=Request ');
      await expectUsable(page, 'user-history');
      await open(`/users/${kim}/methods`, 'Kim Ek');
      await page.waitForSelector('[role=cell] >> text=Password');
      await page.click('button >> text=Create a Temporary Access Pass');
      await page.click('[role=dialog] button >> text=Create a Temporary Access Pass');
      await page.waitForSelector('text=The pass is shown this once.');
      await expectUsable(page, 'access-pass');
      await page.click('[role=alertdialog] button >> text=Close');
      await page.click('[role=cell] button >> text=Delete Temporary Access Pass');
      await page.click('[role=dialog] button >> text=Delete Temporary Access Pass');
      await toast('Temporary Access Pass was deleted.');
      await expectUsable(page, 'user-methods');
      await page.click('button >> text=Reset password');
      await page.click('[role=dialog] button >> text=Reset password');
      await page.waitForSelector('[role=alertdialog] >> text=Temporary password');
      await page.click('[role=alertdialog] button >> text=Close');
    });

    it('invites one, with a link and groups, and converts', async () => {
      let invitations = 0;
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/invitations')) invitations += 1;
      });
      await open('/users/invite', 'Invite external user');
      await page.fill('input[name=address]', 'gita@partner.example');
      await page.fill('input[name=displayName]', 'Gita Guest');
      await page.fill('input[name=jobTitle]', 'Buyer');
      await page.uncheck('text=Send invite message');
      await pick('Add group', 'Team', 'Team');
      await expectUsable(page, 'invite');
      await page.fill('textarea[name=businessPhones]', '+49 1\n+49 2');
      await page.click('button >> text=Invite');
      await page.waitForSelector('main >> text=The invitation is out and is not sent again.');
      expect(await page.getAttribute('input[name=address]', 'readonly')).not.toBeNull();
      await expectUsable(page, 'invite-refused');
      await page.fill('textarea[name=businessPhones]', '+49 1');
      await page.click('button >> text=Save');
      await page.waitForSelector('h1 >> text=Gita Guest was invited.');
      const link = await page.getByLabel('Link to accept the invitation').inputValue();
      expect(link).toContain(`${centre.server.url}/`);
      await expectUsable(page, 'invited');
      await page.click('button >> text=Open the profile');
      await page.waitForSelector('text=Not accepted yet');
      await page.click('button >> text=More');
      await page.click('[role=menuitem] >> text=Convert');
      await page.waitForSelector('[role=dialog] >> text=Dynamic groups joined: 0.');
      await expectUsable(page, 'convert');
      await page.click('[role=dialog] button >> text=Convert');
      await page.waitForSelector('[role=alertdialog] >> text=Gita Guest was converted.');
      await page.click('[role=alertdialog] button >> text=Close');
      const id = await idByMail('gita@partner.example');
      const { body } = await call('GET', `/v1.0/users/${id}?$select=userType,jobTitle`);
      expect(body).toMatchObject({ userType: 'Member', jobTitle: 'Buyer' });
      expect(invitations).toBe(1);
      const member = await call('GET', `/v1.0/groups/${groups.team}/members/${id}`);
      expect(member.status).toBe(200);
    });

    it('invites many: shows the plan with its faults, then works through it and gives the result', async () => {
      await open('/users/invite-many', 'Invite external users from a file');
      const rows = Array.from({ length: 30 }, (_, at) => `p${at}@many.example,Person ${at},`);
      const file = [
        'email,name,sendEmail',
        'gita@partner.example,Gita,',
        'no address,X,',
        ...rows,
        ',Nobody,',
        'p3@many.example,Again,no',
      ];
      await page.setInputFiles('input[type=file]', {
        name: 'p.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(file.join('\n')),
      });
      await status('30 of 34 rows will be invited.');
      await page.waitForSelector('[role=cell] >> text=Leave: invited before, not accepted yet');
      await expectUsable(page, 'invite-many-plan');
      await page.check('text=Only rows that will not be invited');
      await page.waitForSelector('[role=cell] >> text=Refuse: line 7 has the same address');
      await page.uncheck('text=Send invite messages');
      await page.click('button >> text=Invite 30 people');
      await status('30 invited');
      await expectUsable(page, 'invite-many-done');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.click('button >> text=Download the result as CSV'),
      ]);
      const lines = (await readFile(await download.path(), 'utf8')).split('\r\n');
      expect(lines.length).toBe(36);
      expect(lines[2]).toBe('3,no address,Refused,,,"Refuse: no address that can be invited"'.replaceAll('"', ''));
      expect(lines[3]).toMatch(/^4,p0@many\.example,Invited,https:\/\/.+,false,$/);
    });

    it('blocks and deletes those who are ticked, brings them back, and deletes for good what is named', async () => {
      await open('/users?search=Person%201', 'Users');
      await status('11 in all');
      await page.check('[aria-label="Select Person 11"]');
      await page.check('[aria-label="Select Person 12"]');
      await status('2 selected');
      await expectUsable(page, 'users-selected');
      await page.click('main button >> text=Block sign-in');
      await page.waitForSelector('[role=dialog] >> text=2 people can no longer sign in');
      await page.click('[role=dialog] button >> text=Block sign-in');
      await toast('2 people can no longer sign in.');
      await open('/users?blocked=true', 'Users');
      await status('2 in all');
      await page.check('[aria-label="Select Person 11"]');
      await page.click('main button >> text=Delete');
      await page.waitForSelector('[role=dialog] >> text=Memberships in groups that end: 0.');
      await page.click('[role=dialog] button >> text=Delete');
      await toast('Deleted: 1 person.');
      await status('1 in all');
      await page.click('.fui-Toast button >> text=Undo');
      await toast('Restored: 1 person.');
      await status('2 in all');

      const kim = await idByMail('kim@adventure-works.com');
      await open(`/users/${kim}`, 'Kim Ek');
      await page.click('main button >> text=Delete');
      await page.waitForSelector('[role=dialog] >> text=Groups left: 2. Groups that lose this owner: 0.');
      await expectUsable(page, 'delete-user');
      await page.click('[role=dialog] button >> text=Delete');
      await toast('Kim Ek was deleted.');
      await open('/users/deleted', 'Deleted users');
      await page.check('[aria-label="Select Kim Ek"]');
      await expectUsable(page, 'deleted-users');
      await page.click('main button >> text=Delete permanently');
      const confirm = page.locator('[role=dialog] button', { hasText: 'Delete permanently' });
      expect(await confirm.isDisabled()).toBe(true);
      await page.fill('[role=dialog] input', 'Kim Ek');
      await confirm.click();
      await toast('Gone for good: 1 person.');
      await page.waitForSelector('text=Nobody is deleted');
      expect((await call('GET', `/v1.0/directory/deletedItems/${kim}`)).status).toBe(404);
      expect(opened.complaints.filter((each) => !each.includes('400'))).toEqual([]);
    });
  });
