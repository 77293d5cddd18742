import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest';
import { AdminCentre, expectUsable, until } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';
import { demoPeople } from './demo-people.ts';
import { createGroup, type Json } from './graph-client.ts';

vi.setConfig({ testTimeout: 60_000 });

const executable = findChromium();
const guests = demoPeople.filter(({ isGuest }) => isGuest).length;

if (executable === undefined) test.skip(`the rule editor in a browser: ${noChromium}`);
else
  describe('the rule editor in a browser', () => {
    let centre: AdminCentre;
    let page: Page;
    let complaints: readonly string[];
    let group: Json;
    beforeAll(async () => {
      centre = await AdminCentre.start(executable, { demo: true });
      group = await createGroup(centre.server.graph, 'Guests', 'user.department -eq "Nobody at all"');
      await centre.server.settled();
      const options = { viewport: { width: 1280, height: 900 } };
      ({ page, complaints } = await centre.openSignedIn(`/groups/${group.id}/rule`, options));
    });
    afterAll(async () => {
      // A change that is held would never be done with.
      await centre?.server.graph.api(`/groups/${group.id}`).patch({ membershipRule: 'user.userType -eq "Guest"' });
      await centre?.stop();
    });

    const textOf = () => page.locator('.cm-content').textContent();
    const countOf = async (id: string) => {
      const { '@odata.count': count } = await centre.server.graph
        .api(`/groups/${id}/members?$count=true&$top=1`)
        .header('ConsistencyLevel', 'eventual')
        .get();
      return count as number;
    };

    it('writes the rule of the tutorial by rows, shows who joins while it is written, and saves it', async () => {
      await page.waitForSelector('[role=status] >> text=0 of');
      await page.click('[aria-label="Remove expression 1"]');
      await page.fill('input[aria-label="Property, Add expression"]', 'usert');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const value = page.locator('input[aria-label="Value, expression 1"]');
      await until(page, "document.activeElement?.getAttribute('aria-label') === 'Value, expression 1'");
      await page.keyboard.type('Gu');
      await page.click(`[role=option] >> text=Guest`);
      expect([await value.inputValue(), await textOf()]).toEqual(['Guest', 'user.userType -eq "Guest"']);
      await page.waitForSelector(`[role=status] >> text=${guests} of`);
      await page.waitForSelector(`[role=tab] >> text=Join ${guests}`);
      await expectUsable(page, 'rule-builder');
      await page.click('main button >> text=Save');
      await page.waitForSelector(`[role=dialog] >> text=${guests} join`);
      await page.click('[role=dialog] button >> text=Save');
      await page.waitForSelector('text=The rule is saved.');
      await centre.server.settled();
      expect(await countOf(group.id)).toBe(guests);
      expect(complaints).toEqual([]);
    });

    it('repairs a rule with three mistakes by its own suggestions, with clicks alone', async () => {
      await page.click('.cm-content');
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText('user.departmnt -equals \u201cSales\u201d');
      const suggestion = page
        .locator('section[aria-label=Problems] li button[class*=fui-Button]:has-text("Write")')
        .first();
      await suggestion.waitFor();
      await expectUsable(page, 'rule-problems');
      let clicks = 0;
      for (; clicks < 6 && !(await page.isVisible('text=The rule is valid.')); clicks += 1) {
        const before = await textOf();
        await suggestion.click();
        await until(page, `document.querySelector('.cm-content').textContent !== ${JSON.stringify(before)}`);
        await page.waitForTimeout(300);
      }
      expect(await textOf()).toBe('user.department -eq "Sales"');
      expect(clicks).toBe(3);
      expect(complaints).toEqual([]);
    });

    it('shows groups within groups and what rows cannot say, and changes one row without touching the rest', async () => {
      const plan =
        'user.assignedPlans -any (assignedPlan.service -eq "SCO" -and assignedPlan.capabilityStatus -eq "Enabled")';
      const rule =
        `(user.userType -eq "Guest" -and (user.companyName -in ["Contoso", "Fabrikam"] -or user.mail -endsWith "example.com"))` +
        `  -or -not (user.department -ne "Finance") -or ${plan}`;
      await page.click('.cm-content');
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(rule);
      await page.waitForSelector('fieldset[aria-label="Group 1.2"]');
      await page.waitForSelector('text=Several tests of one element are written as text.');
      await expectUsable(page, 'rule-groups');
      await page.selectOption('select[aria-label="And/Or, expression 1.2.2"]', 'and');
      await page.getByRole('button', { name: 'Remove Fabrikam' }).click();
      await page.focus('[aria-label="More for expression 2"]');
      await page.keyboard.press('Enter');
      await page.click('[role=menuitem] >> text=Move up');
      const before = '-not (user.department -ne "Finance")';
      const group =
        '(user.userType -eq "Guest" -and (user.companyName -in ["Contoso"] -and user.mail -endsWith "example.com"))';
      await until(
        page,
        `document.querySelector('.cm-content').textContent === ${JSON.stringify(`${before}  -or ${group} -or ${plan}`)}`,
      );
    });

    it('offers what can stand at the cursor, with real values and how many have each', async () => {
      await page.click('.cm-content');
      await page.keyboard.press('Control+a');
      await page.keyboard.type('user.depa');
      await page.waitForSelector('.cm-tooltip-autocomplete li >> text=user.department');
      await page.waitForTimeout(150); // what has just been offered is not taken by a key that was meant otherwise
      await page.keyboard.press('Enter');
      await page.waitForSelector('.cm-tooltip-autocomplete li >> text=-eq');
      await page.keyboard.type('-eq "Prod');
      const production = demoPeople.filter(({ department }) => department === 'Production').length;
      await page.waitForSelector(`.cm-tooltip-autocomplete li:has-text("Production") >> text=${production}`);
      await expectUsable(page, 'rule-completion');
      await page.keyboard.press('Enter');
      expect(await textOf()).toBe('user.department -eq "Production"');
      await page.waitForSelector(`[role=tab] >> text=Join ${production}`);
      expect(complaints).toEqual([]);
    });

    it('names what a held change would do, says that it is held, and asks before a changed rule is left', async () => {
      await page.click('nav >> text=Users');
      await page.waitForSelector('[role=dialog] >> text=Leave without saving?');
      await page.click('[role=dialog] button >> text=Cancel');
      await page.click('main button >> text=Save');
      await page.waitForSelector(`[role=dialog] >> text=${guests} leave`);
      await page.click('[role=dialog] button >> text=Save');
      await page.waitForSelector('text=A change is held for approval');
      expect(complaints).toEqual([]);
      expect(await countOf(group.id)).toBe(guests);
    });

    it('keeps people with the rule, and warns before one ends up on the wrong side', async () => {
      await page.click('[role=tab] >> text=Test people');
      await page.click('input[role=combobox]');
      await page.keyboard.type('Ann B');
      await page.click('[role=option] >> text=Ann Beck');
      await page.waitForSelector('li:has-text("Ann Beck") >> text=on the wrong side');
      await page.click('[role=tab] >> text=Configure rules');
      await page.waitForSelector('text=1 of 1 test people would be on the wrong side.');
      await page.fill('input[aria-label="Value, expression 1"]', 'Marketing');
      await page.click('main button >> text=Save');
      await page.waitForSelector('[role=dialog] >> text=1 of 1 test people');
      await page.click('[role=dialog] button >> text=Cancel');
      await page.click('main button >> text=Discard changes');
      await page.click('[role=tab] >> text=Test people');
      await page.selectOption('select[aria-label="Side of Ann Beck"]', 'false');
      await page.waitForSelector('li:has-text("Ann Beck") >> text=as it must be');
      await expectUsable(page, 'rule-tests');
    });

    it('shows who was in the group at another time', async () => {
      await page.click('[role=tab] >> text=As of');
      await page.waitForSelector(`[role=tab] >> text=Members then ${guests}`);
      await page.focus('input[type=range]');
      await page.keyboard.press('Home');
      await page.waitForSelector('[role=tab] >> text=Members then 0');
      await page.click(`[role=tab] >> text=Came since ${guests}`);
      await page.waitForSelector(`button >> text=Show more (30 of ${guests})`);
      await expectUsable(page, 'rule-past');
    });

    it('tries the rule on people, condition by condition, and keeps them in the address', async () => {
      await page.click('[role=tab] >> text=Validate rules');
      await page.click('input[role=combobox]');
      await page.keyboard.type('Ann B');
      await page.click('[role=option] >> text=Ann Beck');
      await page.waitForSelector('li:has-text("Ann Beck") >> text=Not in the group');
      await page.waitForSelector('li:has-text("Ann Beck") >> text=found: Sales');
      expect(page.url()).toContain(centre.ann.id);
      await page.reload();
      await page.waitForSelector('li:has-text("Ann Beck") >> text=Not in the group');
      await expectUsable(page, 'rule-validate');
      expect(complaints).toEqual([]);
    });

    it('is used on a telephone, one view at a time', async () => {
      const options = { viewport: { width: 390, height: 800 }, colorScheme: 'dark' } as const;
      const small = await centre.openSignedIn(`/groups/${group.id}/rule`, options);
      await small.page.waitForSelector('[role=status] >> text=179 of');
      await small.page.waitForSelector('[role=tab] >> text=Rule syntax');
      await small.page.click('[role=tab] >> text=Rule syntax');
      await small.page.waitForSelector('.cm-content');
      await expectUsable(small.page, 'rule-telephone-text');
      expect(small.complaints).toEqual([]);
    });
  });
