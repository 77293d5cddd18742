import { percentile } from '../measure/percentile.ts';
import { sinceKey, watchKey } from './key-to-picture.ts';
import type { OpenedPage } from './opened-page.ts';
import type { WebFigure } from './web-figure.ts';

const [warmUps, searches] = [5, 40];

/** Whether the first row is of that name. */
const firstRowIs = (name: string) =>
  `[...document.querySelectorAll('[aria-rowindex="2"] [role=cell]')].some((cell) => cell.textContent === ${JSON.stringify(name)})`;

/** How long the last request of the list took, as the page saw it. */
const lastAnswer =
  "performance.getEntriesByType('resource').filter(({ name }) => name.includes('search=')).at(-1)?.duration ?? NaN";

/** Times from the key that completes a name to its row, over names that were not asked for before. */
export async function measureSearch({ page, url, names }: OpenedPage): Promise<readonly WebFigure[]> {
  await page.goto(`${url}/users`);
  await page.waitForSelector('[role=cell]');
  const [times, answered]: [number[], number[]] = [[], []];
  const step = Math.max(1, Math.floor(names.length / (warmUps + searches)));
  for (let at = 0; at < warmUps + searches && at * step < names.length; at += 1) {
    const name = names[at * step]!;
    await page.fill('input[type=search]', '');
    await page.waitForTimeout(300);
    await page.evaluate(watchKey('input', firstRowIs(name)));
    await page.focus('input[type=search]');
    await page.keyboard.insertText(name);
    const ms = await sinceKey(page);
    if (at < warmUps) continue;
    times.push(ms);
    answered.push((await page.evaluate(lastAnswer)) as number);
  }
  const name = (what: string) => `users list, ${times.length} searches, from key to row: ${what}`;
  return [
    { name: name('p50'), value: percentile(times, 50), unit: 'ms', target: 'below 150 ms' },
    { name: name('p95'), value: percentile(times, 95), unit: 'ms', target: 'below 150 ms' },
    { name: name('longest'), value: Math.max(...times), unit: 'ms' },
    { name: name('of it until the server has answered, p50'), value: percentile(answered, 50), unit: 'ms' },
  ];
}
