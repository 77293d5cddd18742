import type { Page } from 'playwright-core';

const patienceMs = 10_000;

/**
 * A text to run in the page: takes the time from the next event of a kind to the first picture in which something is so.
 *
 * @param event `keydown` or `input`
 * @param isSo an expression of the page
 */
export function watchKey(event: string, isSo: string): string {
  return `(() => {
  let began;
  document.addEventListener('${event}', () => (began = performance.now()), { once: true, capture: true });
  window.sinceKey = new Promise((resolve, reject) => {
    const look = () => {
      if (began === undefined || !(${isSo})) return;
      seen.disconnect();
      clearTimeout(patience);
      requestAnimationFrame(() => resolve(performance.now() - began));
    };
    const seen = new MutationObserver(look);
    const say = () => reject(new Error('never seen: ' + ${JSON.stringify(isSo)} + ' in ' + document.querySelector('main').innerText));
    const patience = setTimeout(say, ${patienceMs});
    seen.observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true, attributes: true });
  });
})()`;
}

/** The time that was watched, ms. @throws Error with what the page shows when it never came to be so */
export async function sinceKey(page: Page): Promise<number> {
  return (await page.evaluate('window.sinceKey')) as number;
}
