import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, test } from 'vitest';
import { findChromium, noChromium, startChromium } from './chromium.ts';
import { cleanUp, serveMuster, temporaryFolder } from './muster-process.ts';

const executable = findChromium();
const start = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
afterAll(cleanUp);

if (executable === undefined) test.skip(`the first start in a browser: ${noChromium}`);
else
  describe('whoever has started it for the first time', () => {
    it('signs in to the admin centre with what was printed, and chooses a password', async () => {
      const muster = await serveMuster(['--port', '0', '--data', await temporaryFolder()], { program: start });
      const said = (label: string) => new RegExp(`^  ${label} +(.+)$`, 'm').exec(muster.out())?.[1] ?? '';
      expect(said('admin centre')).toBe(`${muster.url}/`);
      const chromium = await startChromium(executable);
      try {
        const page = await (await chromium.newContext({ locale: 'en-GB' })).newPage();
        await page.goto(said('admin centre'));
        await page.click('main button');
        await page.fill('#loginName', said('sign-in name'));
        await page.keyboard.press('Enter');
        await page.fill('#password', said('password'));
        await page.keyboard.press('Enter');
        await page.fill('#current', said('password'));
        await page.fill('#next', 'Another-Horse-9');
        await page.fill('#again', 'Another-Horse-9');
        await page.keyboard.press('Enter');
        await page.waitForSelector('h1 >> text=Overview');
        await page.waitForSelector('header >> text=Jean Trenary');
        // As Global Administrator: the pages show what nobody else may see.
        await page.waitForSelector('main >> text=397');
        await page.goto(`${muster.url}/users`);
        await page.waitForSelector('[role=status] >> text=397 in all');
      } finally {
        await chromium.close();
      }
      await muster.end('SIGTERM');
    }, 120_000);
  });
