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

/** Every way in which a page must be of use to everybody. */
export const looks: readonly Look[] = [
  { name: 'desktop-light', options: { ...desktop, colorScheme: 'light' } },
  { name: 'desktop-dark', options: { ...desktop, colorScheme: 'dark' } },
  { name: 'phone-light', options: { ...phone, colorScheme: 'light' } },
  { name: 'phone-dark', options: { ...phone, colorScheme: 'dark' } },
  { name: 'desktop-contrast', options: desktop, prepare: choose('contrast') },
  { name: 'desktop-forced-colors', options: { ...desktop, colorScheme: 'dark', forcedColors: 'active' } },
  { name: 'desktop-large-text', options: { ...desktop, colorScheme: 'light' }, prepare: enlargeText },
  { name: 'phone-large-text', options: { ...phone, colorScheme: 'light' }, prepare: enlargeText },
];
