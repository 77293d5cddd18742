import type { Page } from 'playwright-core';
import { percentile } from '../measure/percentile.ts';
import type { OpenedPage } from './opened-page.ts';
import type { WebFigure } from './web-figure.ts';

const seconds = 8;

/**
 * Scrolls a list by three rows a frame and notes when each frame begins. The text is run in the page, where the time between two
 * frames is what somebody sees.
 */
const scroll = `new Promise((resolve) => {
  const list = document.querySelector('[role=table]');
  const frames = [];
  const end = performance.now() + ${seconds * 1000};
  const step = (now) => {
    frames.push(now);
    list.scrollTop += 120;
    if (now < end) requestAnimationFrame(step);
    else resolve({ frames, reached: list.scrollTop });
  };
  requestAnimationFrame(step);
})`;

/** Frames while the list of users is scrolled without a stop, rows being read from the server all the time. */
export async function measureScrolling({ page, url }: OpenedPage): Promise<readonly WebFigure[]> {
  await page.goto(`${url}/users`);
  await page.waitForSelector('[role=cell]');
  await page.waitForTimeout(1000);
  const thread = await threadTime(page);
  const began = await thread();
  const { frames, reached } = (await page.evaluate(scroll)) as { frames: number[]; reached: number };
  const workMs = (await thread()) - began;
  const gaps = frames.slice(1).map((at, index) => at - frames[index]!);
  const name = (what: string) => `users list, scrolling ${Math.round(reached / 40)} rows in ${seconds} s: ${what}`;
  return [
    { name: name('frames'), value: (gaps.length / (frames.at(-1)! - frames[0]!)) * 1000, unit: '/s', target: '60 /s' },
    { name: name('time between frames, p95'), value: percentile(gaps, 95), unit: 'ms' },
    { name: name('longest time between frames'), value: Math.max(...gaps), unit: 'ms' },
    { name: name('processor time of a frame'), value: workMs / frames.length, unit: 'ms', target: 'below 16.7 ms' },
  ];
}

/** Reads how long the page's own thread has had a processor, ms: what else the machine does is not in it. */
async function threadTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN) * 1000;
  };
}
