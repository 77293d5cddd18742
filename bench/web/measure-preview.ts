import type { Page } from 'playwright-core';
import { percentile } from '../measure/percentile.ts';
import { sinceKey, watchKey } from './key-to-picture.ts';
import type { OpenedPage } from './opened-page.ts';
import type { WebFigure } from './web-figure.ts';

const [warmUps, rules] = [5, 30];
const numbers = 'section[aria-label="What this rule does"] [role=status]';

/** How long the last preview took, as the page saw it. */
const lastAnswer =
  "performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/previewRule')).at(-1)?.duration ?? NaN";

/**
 * Times from the key that completes a value of a rule to its numbers. The numbers waited for are those that the interpreter
 * finds for the rule among the users written; a wrong one is never seen, and the measurement fails.
 */
export async function measurePreview({
  page,
  url,
  rules: known,
  count,
  groupId,
}: OpenedPage): Promise<readonly WebFigure[]> {
  await page.goto(`${url}/groups/${groupId}/rule`);
  await page.waitForSelector(numbers);
  const [times, answered]: [number[], number[]] = [[], []];
  let done = 0;
  for (const { text, matching } of known) {
    if (done === warmUps + rules) break;
    const letter = /[a-z](?="[^"]*$)/i.exec(text);
    const wanted = `${matching.toLocaleString('en')} of ${count.toLocaleString('en')} match`;
    if (letter === null || !(await writeWithout(page, text, letter.index, wanted))) continue;
    done += 1;
    await page.evaluate(
      watchKey('keydown', `document.querySelector('${numbers}')?.textContent === ${JSON.stringify(wanted)}`),
    );
    await page.keyboard.press(letter[0]);
    const ms = await sinceKey(page);
    if (done <= warmUps) continue;
    times.push(ms);
    answered.push((await page.evaluate(lastAnswer)) as number);
  }
  const name = (what: string) => `rule editor, ${times.length} rules, from key to numbers: ${what}`;
  return [
    { name: name('p50'), value: percentile(times, 50), unit: 'ms', target: 'below 100 ms' },
    { name: name('p95'), value: percentile(times, 95), unit: 'ms', target: 'below 100 ms' },
    { name: name('longest'), value: Math.max(...times), unit: 'ms' },
    { name: name('of it until the server has answered, p50'), value: percentile(answered, 50), unit: 'ms' },
  ];
}

/** Writes the rule but for one letter, and waits for its numbers. False where these are the ones of the whole rule. */
async function writeWithout(page: Page, text: string, place: number, wanted: string): Promise<boolean> {
  await page.focus('.cm-content');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
  await page.keyboard.press('Escape');
  for (let left = text.length - place - 1; left > 0; left -= 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Backspace');
  await page.waitForTimeout(500);
  return (await page.textContent(numbers)) !== wanted;
}
