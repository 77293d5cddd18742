import type { BrowserContextOptions, Page } from 'playwright-core';

/** A way to look at the pages. */
export interface Look {
  readonly name: string;
  readonly options: BrowserContextOptions;
  /** Done once, after somebody has signed in. */
  prepare?(page: Page): Promise<void>;
}

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

/** Text of twice the usual size, as people set it in their browser. */
async function enlargeText(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
}

const choose = (theme: string) => async (page: Page) => {
  await page.evaluate(`localStorage.setItem('muster.preferences', '{"theme":"${theme}","language":"en"}')`);
};

const german = { ...desktop, locale: 'de-DE', colorScheme: 'light' } as const;

/** The pages in German as if that were written from the right: no language of theirs is yet, and they must be ready for one. */
async function mirror(page: Page): Promise<void> {
  await page.route('**/assets/*.js', async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(Deutsch.,\s*direction:\s*.)ltr/, '$1rtl');
    await route.fulfill({ response, body });
  });
  await page.reload();
  await page.waitForSelector('html[dir=rtl]');
}

/** Every way in which a page must be of use to everybody. */
export const looks: readonly Look[] = [
  { name: 'desktop-light', options: { ...desktop, colorScheme: 'light' } },
  { name: 'desktop-dark', options: { ...desktop, colorScheme: 'dark' } },
  { name: 'phone-light', options: { ...phone, colorScheme: 'light' } },
  { name: 'phone-dark', options: { ...phone, colorScheme: 'dark' } },
  { name: 'desktop-contrast', options: desktop, prepare: choose('contrast') },
  { name: 'desktop-forced-colors', options: { ...desktop, colorScheme: 'dark', forcedColors: 'active' } },
  { name: 'desktop-large-text', options: { ...desktop, colorScheme: 'light' }, prepare: enlargeText },
  { name: 'desktop-german', options: german },
  { name: 'phone-german', options: { ...german, ...phone } },
  { name: 'desktop-from-the-right', options: german, prepare: mirror },
  { name: 'phone-large-text', options: { ...phone, colorScheme: 'light' }, prepare: enlargeText },
];
