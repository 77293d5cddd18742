import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AdminCentre, until } from './admin-centre.ts';
import { findChromium, noChromium } from './chromium.ts';
import { demoPeople } from './demo-people.ts';
import { annsPassword } from './people-sign-in.ts';

const executable = findChromium();
const guests = demoPeople.filter(({ isGuest }) => isGuest).length;
const mostSteps = 80;

/** What the browser tells of an element. */
interface Focusable {
  readonly ownerDocument: { readonly activeElement: unknown };
}

if (executable === undefined) test.skip(`the admin centre by keyboard: ${noChromium}`);
else
  describe('somebody who has a keyboard alone', () => {
    let centre: AdminCentre;
    let page: Page;
    beforeAll(async () => {
      centre = await AdminCentre.start(executable, { demo: true });
      ({ page } = await centre.open('/', { viewport: { width: 1280, height: 900 } }));
    });
    afterAll(async () => {
      await page?.goto('about:blank');
      await centre?.stop();
    });

    const press = (key: string) => page.keyboard.press(key);
    const type = (text: string) => page.keyboard.type(text);
    const heading = (text: string) => page.waitForSelector(`h1 >> text="${text}"`);

    /** Goes on with Tab until what is in focus fits the selector; what nobody can reach so fails. */
    async function tabTo(selector: string): Promise<void> {
      await page.waitForSelector(selector);
      for (let step = 0; step < mostSteps; step += 1) {
        const wanted = page.locator(selector).first();
        if (await wanted.evaluate((node: Focusable) => node === node.ownerDocument.activeElement)) return;
        await press('Tab');
      }
      throw new Error(`the keyboard does not come to ${selector}`);
    }

    async function enter(selector: string): Promise<void> {
      await tabTo(selector);
      await press('Enter');
    }

    it('signs in, makes the group of guests by the builder, sees who is in, deletes and restores it', async () => {
      await enter('main button');
      await page.waitForSelector('#loginName');
      await type(centre.ann.name);
      await press('Enter');
      await page.waitForSelector('#password');
      await type(annsPassword);
      await press('Enter');
      await heading('Overview');
      await enter('nav a >> text=Groups');
      await heading('Groups');
      await enter('main >> text="New group"');
      await heading('New group');
      await tabTo('input[name=displayName]');
      await type('Guests');
      await tabTo('select[name=membershipType]');
      await type('Dynamic U');
      await enter('main button >> text="Add dynamic query"');
      await tabTo('input[aria-label="Property, Add expression"]');
      await type('usert');
      await press('ArrowDown');
      await press('Enter');
      await until(page, "document.activeElement?.getAttribute('aria-label') === 'Value, expression 1'");
      await type('Gu');
      await page.waitForSelector('[role=option] >> text=Guest');
      await press('ArrowDown');
      await press('Enter');
      await page.waitForSelector(`[role=status] >> text=${guests} of`);
      await enter('main button >> text="Save"');
      await heading('New group');
      await enter('main button >> text="Create"');
      await heading('Guests');
      await page.waitForSelector(`main a:has-text("${guests}"):has-text("Members")`);
      await enter('main button >> text="Delete"');
      await enter('[role=dialog] button[type=submit]');
      await heading('Groups');
      await page.goto(`${centre.server.url}/groups/deleted`);
      await tabTo('[aria-label="Select Guests"]');
      await press('Space');
      await enter('main button >> text="Restore"');
      await enter('[role=dialog] button[type=submit]');
      await until(page, "document.querySelector('main')?.textContent.includes('Nothing is deleted') === true");
      const { body } = await centre.server.call('GET', "/v1.0/groups?$filter=displayName eq 'Guests'");
      expect(body.value).toMatchObject([{ membershipRule: 'user.userType -eq "Guest"' }]);
    }, 90_000);
  });
