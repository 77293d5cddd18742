import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AdminCentre, expectUsable, globalAdministrator } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';
import { createAnn } from './people-sign-in.ts';

const executable = findChromium();
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8';

if (executable === undefined) test.skip(`roles in the admin centre: ${noChromium}`);
else
  describe('roles in the admin centre', () => {
    let centre: AdminCentre;
    let eva: { readonly id: string; readonly name: string };
    let ben: { readonly id: string; readonly name: string };
    let page: Page;
    let complaints: readonly string[];
    beforeAll(async () => {
      centre = await AdminCentre.start(executable);
      eva = await createAnn(centre.server, { displayName: 'Eva Stone' });
      // Guests read neither roles nor people.
      ben = await createAnn(centre.server, { displayName: 'Ben Wood', userType: 'Guest' });
      ({ page, complaints } = await centre.openSignedIn('/roles'));
    });
    afterAll(() => centre?.stop());

    const go = async (page: Page, path: string, heading: string) => {
      await page.goto(`${centre.server.url}${path}`);
      await page.waitForSelector(`h1 >> text=${heading}`);
    };
    /** Types into a picker and takes what it finds. */
    const pick = async (page: Page, label: string, name: string) => {
      await page.getByRole('combobox', { name: label }).click();
      await page.getByRole('combobox', { name: label }).fill(name);
      await page.getByRole('option', { name }).first().click();
    };
    const dialogButton = (page: Page, name: string) => page.getByRole('dialog').getByRole('button', { name }).click();
    const said = (page: Page, text: string) => page.waitForSelector(`text=${text}`);

    it('makes somebody eligible, who activates with a second factor when another approves', async () => {
      await page.waitForSelector('[role=status] >> text=98 in all');
      await expectUsable(page, 'roles');
      await page.fill('input[type=search]', 'helpdesk');
      await page.waitForURL('**/roles?search=helpdesk');
      await page.click('[role=cell] a >> text=Helpdesk Administrator');
      await page.waitForSelector('h1 >> text=Helpdesk Administrator');
      await expectUsable(page, 'role-overview');
      await page.click('[role=tab] >> text=Eligible assignments');
      await page.waitForSelector('text=Nobody can activate this role');
      await page.click('button >> text=Add assignment');
      await pick(page, 'For whom', 'Eva Stone');
      await dialogButton(page, 'Assign');
      await said(page, 'Eva Stone is eligible now');
      await page.waitForSelector('[role=cell] >> text=Eva Stone');
      await expectUsable(page, 'role-eligible');
      await page.click('[role=tab] >> text=Role settings');
      await page.getByLabel('Approval is needed').check();
      await pick(page, 'Add a person', 'Ben Wood');
      await page.getByLabel('A ticket number').first().check();
      await expectUsable(page, 'role-settings');
      await page.click('main button >> text=Save');
      await said(page, '2 rules were changed');

      const telephone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;
      const own = (await centre.openSignedIn('/roles/my', telephone, eva.name)).page;
      await own.waitForSelector('text=Helpdesk Administrator');
      await expectUsable(own, 'my-roles');
      await own.click('main button >> text=Activate');
      const ask = async () => {
        await own.waitForSelector('text=Somebody has to approve it');
        await own.selectOption('[role=dialog] select', '60');
        await own.getByLabel('Justification').fill('Paper jam on the second floor');
        await own.getByLabel('Ticket number').fill('4711');
        await dialogButton(own, 'Activate');
      };
      await ask();
      await own.waitForSelector('text=This asks for a second factor');
      await expectUsable(own, 'activate-refused');
      const methods = `/v1.0/users/${eva.id}/authentication/temporaryAccessPassMethods`;
      const { body } = await centre.server.call('POST', methods, {});
      await own.click('button >> text=Sign in again');
      await own.waitForSelector('#loginName');
      expect(await own.inputValue('#loginName')).toBe(eva.name);
      await own.press('#loginName', 'Enter');
      await own.click('button[value=usePass]');
      await own.fill('#pass', body.temporaryAccessPass);
      await own.keyboard.press('Enter');
      // Back at the same question.
      await ask();
      await own.waitForSelector('section[aria-label="Requests that wait"] >> text=Waits for approval');

      const approver = (await centre.openSignedIn('/roles/approvals', {}, ben.name)).page;
      const asked = approver.locator('tr, [role=row]').filter({ hasText: 'Paper jam on the second floor' });
      await asked.waitFor();
      for (const name of ['Eva Stone', 'Helpdesk Administrator', 'Whole directory']) {
        expect(await asked.textContent()).toContain(name);
      }
      await expectUsable(approver, 'approvals');
      await approver.click('main button >> text=Approve');
      await approver.waitForSelector('[role=dialog] >> text=Helpdesk Administrator');
      await approver.getByLabel('Justification').fill('Known');
      await dialogButton(approver, 'Approve');
      await said(approver, 'The request of Eva Stone was approved');
      await approver.waitForSelector('text=Nothing waits for you');

      // The other window has it without being asked to look.
      await own.waitForSelector('section[aria-label="Active roles"] >> text=Activated');
      await own.click('main button >> text=Deactivate');
      await dialogButton(own, 'Deactivate');
      await own.waitForSelector('text=An activation lasts at least five minutes');
      const held = await centre.server.call(
        'GET',
        `/v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '${eva.id}'`,
      );
      expect(held.body.value).toMatchObject([{ roleDefinitionId: helpdesk, directoryScopeId: '/' }]);
    }, 120_000);

    it('calls built-in roles by their German names on German pages', async () => {
      const german = (await centre.openSignedIn('/roles?search=globaler', { locale: 'de-DE' })).page;
      await german.waitForSelector('[role=status] >> text=2');
      await german.click('[role=cell] a >> text=Globaler Administrator');
      await german.waitForSelector('h1 >> text=Globaler Administrator');
      await german.waitForSelector('text=Tut alles im Verzeichnis und erteilt alles.');
      await german.context().close();
    }, 60_000);

    it('keeps the last Global Administrator, and says why', async () => {
      await go(page, `/roles/${globalAdministrator}/active`, 'Global Administrator');
      await page.waitForSelector('[role=cell] >> text=Ann Beck');
      await page.click('[role=cell] button >> text=Remove');
      await dialogButton(page, 'Remove');
      await page.waitForSelector('text=Nobody who can sign in would be Global Administrator any more');
    }, 60_000);

    it('makes, changes and deletes a role of the own, and a unit in which it counts', async () => {
      await go(page, '/roles/new', 'New custom role');
      await page.getByRole('textbox', { name: 'Name' }).fill('Phone desk');
      await page.getByRole('searchbox').fill('users basic');
      await page.getByRole('checkbox', { name: 'change basic properties of users' }).check();
      await expectUsable(page, 'role-new');
      await page.click('main button >> text=Create');
      await page.waitForSelector('h1 >> text=Phone desk');
      await page.click('[role=tab] >> text=Permissions');
      await page.waitForSelector('text=microsoft.directory/users/basic/update');
      await expectUsable(page, 'role-permissions');
      await go(page, '/roles/administrative-units', 'Administrative units');
      await page.waitForSelector('text=No administrative unit yet');
      await expectUsable(page, 'units');
      await page.click('main button >> text=New administrative unit');
      await page.getByRole('dialog').getByLabel('Name').fill('Hamburg');
      await dialogButton(page, 'Create');
      await page.waitForSelector('h1 >> text=Hamburg');
      await page.click('main button >> text=Add member');
      await pick(page, 'Add member', 'Eva Stone');
      await dialogButton(page, 'Add');
      await page.waitForSelector('[role=cell] >> text=Eva Stone');
      await expectUsable(page, 'unit-members');
      await page.click('[role=tab] >> text=Roles and administrators');
      await page.selectOption('main select', { label: 'Phone desk' });
      await page.click('main button >> text=Add assignment');
      await pick(page, 'For whom', 'Ben Wood');
      await dialogButton(page, 'Assign');
      await page.waitForSelector('[role=cell] >> text=Ben Wood');
      await expectUsable(page, 'unit-roles');
      await page.click('main button >> text=Delete');
      await page.waitForSelector('text=1 members leave it, and 1 role assignments');
      await dialogButton(page, 'Delete');
      await page.click('button >> text=Undo');
      await page.waitForSelector('h1 >> text=Hamburg');
    }, 90_000);

    it('gives access to a group for a time', async () => {
      const group = await centre.server.call('POST', '/v1.0/groups', {
        displayName: 'Night shift',
        mailEnabled: false,
        mailNickname: 'night',
        securityEnabled: true,
      });
      expect(group.status).toBe(201);
      await go(page, '/roles/groups', 'Access to groups for a time');
      await expectUsable(page, 'group-access-choice');
      await pick(page, 'Group', 'Night shift');
      await page.waitForSelector('h1 >> text=Night shift');
      await page.click('main button >> text=Add assignment');
      await pick(page, 'For whom', 'Eva Stone');
      await dialogButton(page, 'Assign');
      await page.waitForSelector('[role=cell] >> text=Eva Stone');
      await page.click('[role=tab] >> text=Settings of members');
      await page.waitForSelector('h2 >> text=Activation');
      await expectUsable(page, 'group-access-settings');
      const path = '/v1.0/identityGovernance/privilegedAccess/group/eligibilitySchedules';
      const found = await centre.server.call('GET', `${path}?$filter=groupId eq '${group.body.id}'`);
      expect(found.body.value).toMatchObject([{ principalId: eva.id, accessId: 'member' }]);
    }, 60_000);

    it('enters a device, changes it, says why it is in a group, and disables and deletes it', async () => {
      await go(page, '/devices', 'Devices');
      await page.waitForSelector('text=No device yet');
      const rule = '(device.displayName -startsWith "Till") -and (device.accountEnabled -eq true)';
      const group = await centre.server.call('POST', '/v1.0/groups', {
        displayName: 'All tills',
        mailEnabled: false,
        mailNickname: 'tills',
        securityEnabled: true,
        groupTypes: ['DynamicMembership'],
        membershipRule: rule,
        membershipRuleProcessingState: 'On',
      });
      expect(group.status).toBe(201);
      await page.click('main button >> text=New device');
      await page.getByRole('textbox', { name: 'Name' }).fill('Till 17');
      await page.getByRole('textbox', { name: 'Operating system' }).fill('Windows');
      await page.getByRole('textbox', { name: 'Version', exact: true }).fill('10.0');
      await page.getByRole('textbox', { name: 'Extension attribute 1', exact: true }).fill('Harbour');
      await page.click('main button >> text=Create');
      await page.waitForSelector('h1 >> text=Till 17');
      await expectUsable(page, 'device-overview');
      await page.click('[role=tab] >> text=Properties');
      await page.getByRole('textbox', { name: 'Model' }).fill('X1');
      await expectUsable(page, 'device-properties');
      await page.click('main button >> text=Save');
      await said(page, 'The device was changed');
      await page.click('[role=tab] >> text=Owner and users');
      await pick(page, 'Set the owner', 'Eva Stone');
      await page.waitForSelector('section[aria-label=Owner] >> text=Eva Stone');
      await expectUsable(page, 'device-people');
      await page.click('[role=tab] >> text=Groups');
      await page.waitForSelector('article >> text=By its rule');
      await page.waitForSelector('article >> text=because displayName became');
      await page.click('article summary >> text=2 of 2 clauses hold');
      await page.waitForSelector('text=device.displayName -startsWith "Till"');
      await expectUsable(page, 'device-groups');
      await page.click('[role=tab] >> text=History');
      await page.waitForSelector('text=Model: empty → X1');
      await expectUsable(page, 'device-history');
      await go(page, '/devices', 'Devices');
      await page.getByRole('checkbox', { name: 'Select Till 17' }).check();
      await expectUsable(page, 'devices');
      await page.click('main button >> text=Disable');
      await page.waitForSelector('text=1 of them are enabled now');
      await dialogButton(page, 'Disable');
      await said(page, '1 device disabled');
      await page.click('button >> text=Undo');
      await page.waitForSelector('[role=row] >> text=Yes');
      await page.getByRole('checkbox', { name: 'Select Till 17' }).check();
      await page.click('main button >> text=Delete');
      await page.waitForSelector('text=1 memberships in groups end');
      await dialogButton(page, 'Delete');
      await page.waitForSelector('text=No device yet');
      // The refusals above are in the browser's own words, and nothing else.
      expect(complaints.filter((each) => !each.includes('status of 400'))).toEqual([]);
    }, 90_000);
  });
