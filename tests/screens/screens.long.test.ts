import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { AdminCentre, expectUsable } from '../journeys/admin-centre.ts';
import { findChromium, noChromium } from '../journeys/chromium.ts';
import { looks } from './looks.ts';
import { allScreens, type Screen } from './pages.ts';

const executable = findChromium();

if (executable === undefined) test.skip(`every page in every look: ${noChromium}`);
else
  describe('every page of the admin centre', () => {
    let centre: AdminCentre;
    let screens: readonly Screen[];
    beforeAll(async () => {
      centre = await AdminCentre.start(executable, { demo: true });
      screens = await allScreens(centre);
    }, 120_000);
    afterAll(() => centre?.stop());

    it.each(looks.map((look) => [look.name, look] as const))(
      'can be used by everybody: %s',
      async (_name, look) => {
        const { page } = await centre.openSignedIn('/', look.options);
        await look.prepare?.(page);
        const problems: string[] = [];
        for (const { name, path, ready, act } of screens) {
          try {
            await page.goto(`${centre.server.url}${path}`);
            await page.waitForSelector(ready);
            await page.waitForLoadState('networkidle');
            await act?.(page);
            await expectUsable(page, `${name}-${look.name}`);
          } catch (problem) {
            problems.push(`${name}: ${(problem as Error).message}`);
          }
        }
        await page.context().close();
        expect(problems).toEqual([]);
      },
      600_000,
    );
  });
