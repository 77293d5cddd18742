import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AdminCentre, expectUsable, until } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';

const executable = findChromium();

if (executable === undefined) test.skip(`groups in the admin centre: ${noChromium}`);
else
  describe('groups in the admin centre', () => {
    let centre: AdminCentre;
    let page: Page;
    let complaints: readonly string[];
    beforeAll(async () => {
      centre = await AdminCentre.start(executable, { demo: true });
      ({ page, complaints } = await centre.openSignedIn('/groups'));
    });
    afterAll(async () => {
      // The page asks every few seconds: what it asked last is answered before the server goes.
      await page?.goto('about:blank');
      await centre?.stop();
    });

    const salesRule = 'user.department -eq "Sales" -and user.userType -eq "Member"';
    const go = (path: string) => page.goto(`${centre.server.url}${path}`);
    const button = (name: string, where: Page = page) => where.click(`main button:text-is("${name}")`);
    const confirm = (name: string) => page.click(`[role=dialog] button[type=submit]:has-text("${name}")`);
    const said = (text: string) => page.waitForSelector(`text=${text}`);
    const row = (name: string) => `[role=cell] >> text="${name}"`;
    const groupId = () => /\/groups\/([0-9a-f-]{36})/.exec(page.url())![1]!;

    /** Types into a picker and takes what it offers. */
    async function pick(label: string, typed: string, name: string): Promise<void> {
      const field = page.getByRole('combobox', { name: label });
      await field.click();
      await field.pressSequentially(typed);
      await page.click(`[role=option] >> text=${name}`);
      await page.waitForSelector(`[role=list][aria-label="${label}"] >> text=${name}`);
    }

    /** Writes over a rule by keys: what `fill` does to coloured text makes the browser try to keep its style, which the policy forbids. */
    async function writeRule(text: string): Promise<void> {
      await page.click('.cm-content');
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await page.keyboard.insertText(text);
    }

    /** Changes a person or a group as whoever is signed in to a window, through its own token. */
    async function changeIn(window: Page, path: string, properties: object): Promise<void> {
      const status = await window.evaluate(
        `(async () => {
          const kept = Object.entries(sessionStorage).find(([key]) => key.startsWith('oidc.user'))[1];
          const answer = await fetch('${centre.server.url}/v1.0/${path}', {
            method: 'PATCH',
            headers: { authorization: 'Bearer ' + JSON.parse(kept).access_token, 'content-type': 'application/json' },
            body: ${JSON.stringify(JSON.stringify(properties))},
          });
          return answer.status;
        })()`,
      );
      expect(status).toBe(204);
    }

    async function newDynamicGroup(name: string, rule: string, matching: string): Promise<string> {
      await go('/groups/new');
      await page.fill('input[name=displayName]', name);
      await page.selectOption('select[name=membershipType]', 'dynamicUser');
      await button('Add dynamic query');
      await writeRule(rule);
      await said(matching.replace(/ users match now\.$/, ' match'));
      await button('Save');
      await page.waitForSelector('h1 >> text=New group');
      await said(matching);
      await button('Create');
      await page.waitForSelector(`h1 >> text=${name}`);
      return groupId();
    }

    it('teaches while there is none, and makes a group as in the tutorial', async () => {
      await said('No groups yet');
      await expectUsable(page, 'groups-none');
      await page.keyboard.press('Control+k');
      await page.waitForSelector('[role=dialog]');
      await page.keyboard.type('new gro');
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1 >> text=New group');
      const labels = await page.locator('form label, form legend').allTextContents();
      expect(labels.map((text) => text.replace('*', '').trim()).filter((text) => text.length > 3)).toEqual([
        ...['Group type', 'Group name', 'Group description', 'Microsoft Entra roles can be assigned to the group'],
        ...['Membership type', 'Owners', 'Members: users', 'Members: groups', 'Members: devices'],
      ]);
      await button('Create');
      await said('A group needs a name.');
      await expectUsable(page, 'groups-new');
      await page.fill('input[name=displayName]', 'Sales people');
      await page.selectOption('select[name=membershipType]', 'dynamicUser');
      await button('Create');
      await said('Add a query that says who is a member.');
      await button('Add dynamic query');
      await writeRule('user.departmnt -eq "Sales"');
      await page.waitForSelector('h2 >> text=Problems');
      await writeRule(salesRule);
      // Eighteen of the demo company and Ann.
      await said('19 of 398 match');
      await expectUsable(page, 'groups-new-rule');
      await button('Save');
      await pick('Owners', 'Ann', 'Ann Beck');
      await button('Create');
      await page.waitForSelector('h1 >> text=Sales people');
      await said('Its members are being found by the rule.');
      await page.waitForSelector('main a:has-text("19"):has-text("Members")');
      await page.waitForSelector('[role=status] >> text=Up to date');
      await expectUsable(page, 'groups-overview');
      const { body } = await centre.server.call(
        'GET',
        `/v1.0/groups/${groupId()}?$select=mailNickname,securityEnabled`,
      );
      expect([body.mailNickname.length, body.securityEnabled]).toEqual([10, true]);
    });

    it('shows in one window who joins, leaves, and waits for a paused rule while another changes it', async () => {
      const id = groupId();
      const found = await centre.server.call(
        'GET',
        `/v1.0/users?$filter=displayName eq 'Ken Sánchez'&$select=id,department`,
      );
      const [{ id: kenId, department }] = found.body.value;
      const ken = `users/${kenId}`;
      const other = await page.context().newPage();
      await other.goto(`${centre.server.url}/groups/${id}`);
      await other.click('main button');
      await other.waitForSelector('main a:has-text("19"):has-text("Members")');

      await page.click('[role=tab] >> text=Members');
      await page.waitForSelector('[role=status] >> text=19 in all');
      await changeIn(other, ken, { department: 'Sales' });
      await page.waitForSelector(row('Ken Sánchez'));
      await other.waitForSelector('main a:has-text("20"):has-text("Members")');

      await page.click('button[aria-label="Why is Ken Sánchez here?"]');
      await page.waitForSelector('[role=dialog] >> text=user.department -eq "Sales"');
      const why = await page.textContent('[role=dialog]');
      expect(why).toMatch(/Member\s*By its rule/);
      expect(why).toContain(`because department changed from “${department}” to “Sales”`);
      expect(why).toContain('By Ann Beck.');
      await expectUsable(page, 'groups-why');
      await page.click('[role=dialog] >> text=Close');

      await changeIn(other, ken, { department });
      await until(page, "!document.querySelector('[role=table]').textContent.includes('Ken Sánchez')");
      await page.waitForSelector('[role=status] >> text=19 in all');

      await button('Pause processing', other);
      await other.waitForSelector('[role=status] >> text=Paused');
      await changeIn(other, ken, { department: 'Sales' });
      await page.click('[role=tab] >> text=Overview');
      await page.waitForSelector('[role=status] >> text=Paused');
      await page.waitForSelector('main a:has-text("19"):has-text("Members")');

      await page.click('[role=tab] >> text=Members');
      await button('Resume processing', other);
      await other.waitForSelector('[role=dialog] >> text=Saved now: 1 join, 0 leave, 19 stay.');
      await other.click('[role=dialog] button[type=submit]');
      await page.waitForSelector(row('Ken Sánchez'));
      await expectUsable(page, 'groups-members');
      await changeIn(other, ken, { department });
      await other.close();
    });

    it('holds a change that removes many, shows who, takes it back, and makes it when approved', async () => {
      await newDynamicGroup('Makers', 'user.department -eq "Production"', '179 of 398 users match now.');
      await page.waitForSelector('main a:has-text("179"):has-text("Members")');
      for (const decision of ['back', 'approve']) {
        await changeIn(page, `groups/${groupId()}`, { membershipRule: 'user.department -eq "Finance"' });
        await page.click('[role=tab] >> text=Held change');
        await said('The rule before Ann Beck changed it:');
        await page.click('[role=tab] >> text=Join (16)');
        await page.waitForSelector('[role=table][aria-label=Join] [role=row] >> nth=16');
        if (decision === 'back') {
          await expectUsable(page, 'groups-held');
          await go('/groups');
          await page.click('text=One change of a group waits for an approval');
          await page.waitForSelector('[role=cell] >> text=179 of 179 members would leave, 16 would join');
          await expectUsable(page, 'groups-processing');
          await page.click('[role=cell] >> text=Makers');
          await page.click('[role=tab] >> text=Held change');
          await button('Reject: back to the rule before');
          await confirm('Reject');
          await said('The rule before is back.');
          await page.waitForSelector('[role=tab] >> text=Held change', { state: 'detached' });
        } else {
          await button('Approve');
          await page.waitForSelector('[role=dialog] >> text=179 members leave and 16 join');
          await confirm('Approve');
        }
      }
      await page.click('[role=tab] >> text=Overview');
      await page.waitForSelector('main a:has-text("16"):has-text("Members")');
      await page.click('[role=tab] >> text=History');
      await page.waitForSelector(
        '[role=cell] >> text=Rule: user.department -eq "Production" → user.department -eq "Finance"',
      );
      await expectUsable(page, 'groups-history');
    });

    it('adds and removes by hand, compares, converts, deletes and restores', async () => {
      const makers = groupId();
      await go('/groups/new');
      await page.fill('input[name=displayName]', 'Project Alpha');
      await pick('Members: users', 'Ken', 'Ken Sánchez');
      await pick('Members: groups', 'Makers', 'Makers');
      await button('Create');
      await page.waitForSelector('h1 >> text=Project Alpha');
      const id = groupId();
      await go(`/groups/${id}/members`);
      await page.waitForSelector('[role=status] >> text=2 in all');
      // Since when somebody is in comes with the row.
      expect(await page.locator('[role=row]', { hasText: 'Ken Sánchez' }).textContent()).toMatch(/\d{4}, \d/);
      await button('Add members');
      await pick('Users', 'Terri', 'Terri Duffy');
      await confirm('Add');
      await said('One member is added.');
      await page.waitForSelector(row('Terri Duffy'));
      await page.click('[aria-label="Select Ken Sánchez"]');
      await page.click('[aria-label="Select Terri Duffy"]');
      await button('Remove (2 selected)');
      await page.waitForSelector('[role=dialog] >> text=2 of 3 members would leave');
      await expectUsable(page, 'groups-remove');
      await confirm('Remove');
      await page.waitForSelector('[role=status] >> text=1 in all');
      await page.click('button >> text=Undo');
      await page.waitForSelector('[role=status] >> text=3 in all');
      await page.click('text=Also members of groups inside');
      await page.waitForSelector('[role=status] >> text=19 in all');
      await page.waitForSelector('[role=cell] >> text=Through Makers');

      await page.selectOption('select[aria-label=Kind]', 'group');
      await page.waitForSelector('[role=status] >> text=1 in all');
      await page.waitForSelector(row('Makers'));

      await page.click('[role=tab] >> text=Owners');
      await said('Nobody owns the group.');
      await button('Add owners');
      await pick('Users', 'Ann', 'Ann Beck');
      await confirm('Add');
      await page.waitForSelector(row('Ann Beck'));
      await expectUsable(page, 'groups-owners');

      await go(`/groups/${makers}/memberships`);
      await page.waitForSelector(row('Project Alpha'));
      await expectUsable(page, 'groups-memberships');
      await go(`/groups/${makers}/compare?with=${id}&all=true&list=onlyInSecond`);
      await page.waitForSelector('[role=tab] >> text=In both (16)');
      await page.waitForSelector('[role=tab] >> text=Only in Project Alpha (3)');
      await page.waitForSelector(row('Terri Duffy'));
      await expectUsable(page, 'groups-compare');

      await go(`/groups/${id}/properties`);
      await page.fill('textarea[name=description]', 'Who builds Alpha');
      await button('Save');
      await said('Saved.');
      await button('Change membership type');
      await page.waitForSelector('h1 >> text=Change to dynamic membership');
      await page.selectOption('main select', 'device');
      await writeRule('user.departmnt -eq "Executive"');
      await page.waitForSelector('h2 >> text=Problems');
      await writeRule('user.department -eq "Executive"');
      await said('This rule is about users, and the membership type is Dynamic Device.');
      expect(await page.isDisabled('main button:has-text("Change membership type")')).toBe(true);
      await page.selectOption('main select', 'user');
      // Ken stays, Terri and the group inside leave.
      for (const list of ['Join 4', 'Leave 2', 'Stay 1']) await page.waitForSelector(`[role=tab] >> text=${list}`);
      await expectUsable(page, 'groups-convert');
      await button('Change membership type');
      await page.waitForSelector('[role=dialog] >> text=4 join');
      await page.waitForSelector('[role=dialog] >> text=Terri Duffy');
      await expectUsable(page, 'groups-convert-question');
      await confirm('Change membership type');
      await said('Security · Dynamic User');
      await go(`/groups/${id}/properties`);
      await page.waitForSelector('h2 >> text=Guard');
      await expectUsable(page, 'groups-properties');

      await button('Delete');
      await page.waitForSelector('[role=dialog] >> text=Delete Project Alpha?');
      await confirm('Delete');
      await page.waitForSelector('h1 >> text="Groups"');
      await page.click('button >> text=Undo');
      await page.waitForSelector('h1 >> text=Project Alpha');
      await said('Project Alpha is back.');
    });

    it('lists, filters, deletes many, and restores what was deleted', async () => {
      await go('/groups?assigned=true');
      await said('Nothing matches.');
      await page.click('text="Assigned"');
      await page.click('text="Dynamic"');
      await page.waitForSelector('[role=status] >> text=3 in all');
      await expectUsable(page, 'groups');
      await page.click('[aria-label="Select Makers"]');
      await page.click('[aria-label="Select Project Alpha"]');
      await button('Delete');
      await page.waitForSelector('[role=dialog] >> text=/They have \\d+ members between them; 2 of them have a rule/');
      await confirm('Delete');
      await page.waitForSelector('[role=status] >> text=1 in all');
      await go('/groups/deleted');
      await page.click('[aria-label="Select Makers"]');
      await expectUsable(page, 'groups-deleted');
      await button('Restore');
      await confirm('Restore');
      await said('One group is back.');
      await page.click('[aria-label="Select Project Alpha"]');
      await button('Delete for good');
      await confirm('Delete for good');
      await said('Nothing is deleted');
      await expectUsable(page, 'groups-none-deleted');
    });

    it('enables the group of everybody, limits it to members, and takes both back', async () => {
      await go('/group-settings');
      await said('The group is not enabled.');
      await button('Enable “All users” group');
      await page.waitForSelector('[role=dialog] >> text=398 of 398 users match now.');
      await confirm('Enable');
      await said('It holds members and guests.');
      await until(page, "document.querySelector('main dl')?.textContent.includes('Members398')");
      await button('Limit to members');
      await page.waitForSelector('[role=dialog] >> text=Saved now: 0 join, 107 leave, 291 stay.');
      await said('By confirming you approve exactly these numbers.');
      await expectUsable(page, 'group-settings-limit');
      await confirm('Limit to members');
      await said('guests are left out');
      await until(page, "document.querySelector('main dl')?.textContent.includes('Members291')");
      await expectUsable(page, 'group-settings');
      await page.click('button >> text=Undo');
      await said('It holds members and guests.');
      await until(page, "document.querySelector('main dl')?.textContent.includes('Members398')");
      await button('Disable');
      await page.waitForSelector('[role=dialog] >> text=its 398 memberships');
      await confirm('Disable');
      await said('The group was deleted and can be restored.');
      await button('Enable “All users” group');
      await confirm('Enable');
      await said('It holds members and guests.');
      await page.fill('input[name=leavingCount]', '5');
      await button('Save');
      await said('Saved.');
      await page.click('text=Users can create security groups');
      await until(page, "document.querySelector('main input[role=switch]').checked === false");
      const policy = await centre.server.call('GET', '/v1.0/policies/authorizationPolicy');
      expect(policy.body.defaultUserRolePermissions.allowedToCreateSecurityGroups).toBe(false);
      const organization = await centre.server.call('GET', '/v1.0/organization');
      expect(organization.body.value[0].membershipGuard.leavingCount).toBe(5);
      // Rules with a mistake are refused, and a page may ask once more about a group that is being deleted.
      expect(complaints.filter((text) => !/status of 40[04]/.test(text))).toEqual([]);
    });
  });
