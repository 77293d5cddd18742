import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is: `MUSTER_TEST_CHROMIUM`, or a usual place; undefined when there is none. */
export function findChromium(): string | undefined {
  const given = process.env.MUSTER_TEST_CHROMIUM;
  const found = given === undefined ? places.find((place) => existsSync(place)) : given;
  if (found === undefined && process.env.MUSTER_TEST_NEEDS_BROWSER === '1') {
    throw new Error(`no Chromium in ${places.join(', ')}, and MUSTER_TEST_CHROMIUM does not name one`);
  }
  return found;
}

export const noChromium = `no Chromium in ${places[0]} and MUSTER_TEST_CHROMIUM is not set`;

/** Starts it without windows and without calls of its own. */
export function startChromium(executablePath: string): Promise<Browser> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}
