import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startChromium } from './chromium.ts';
import { annsPassword, createAnn } from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

/** A folder that takes a picture of every page that is looked at, for whoever wants to see them. */
const pictures = process.env.MUSTER_TEST_PICTURES;

export const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

/** A page of the admin centre with what the browser complained of and where it went. */
export interface OpenedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly hosts: ReadonlySet<string>;
}

/** A started server, a browser, and Ann Beck, who is its Global Administrator. */
export class AdminCentre {
  readonly server: StartedServer;
  readonly chromium: Browser;
  readonly ann: { readonly id: string; readonly name: string };

  private constructor(server: StartedServer, chromium: Browser, ann: { id: string; name: string }) {
    this.server = server;
    this.chromium = chromium;
    this.ann = ann;
  }

  /** @param options of the server: `demo` fills it with the demo company */
  static async start(executable: string, options: Parameters<typeof startServer>[0] = {}): Promise<AdminCentre> {
    const server = await startServer({ name: 'Adventure Works', ...options });
    const chromium = await startChromium(executable);
    const ann = await createAnn(server, { department: 'Sales' });
    const assigned = await server.call('POST', '/v1.0/roleManagement/directory/roleAssignments', {
      principalId: ann.id,
      roleDefinitionId: globalAdministrator,
      directoryScopeId: '/',
    });
    expect(assigned.status).toBe(201);
    if (pictures !== undefined) await mkdir(pictures, { recursive: true });
    return new AdminCentre(server, chromium, ann);
  }

  async stop(): Promise<void> {
    await this.chromium.close();
    await this.server.stop();
  }

  /** Opens an address in a browser of its own, signed in by nobody. */
  async open(path: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
    const context = await this.chromium.newContext({
      ignoreHTTPSErrors: true,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    const hosts = new Set<string>();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (problem) => complaints.push(String(problem)));
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    await page.goto(`${this.server.url}${path}`);
    return { page, complaints, hosts };
  }

  /** From the page that asks to sign in to the page that was opened. */
  async signIn(page: Page, name = this.ann.name): Promise<void> {
    await page.click('main button');
    await page.fill('#loginName', name);
    await page.keyboard.press('Enter');
    await page.fill('#password', annsPassword);
    await page.keyboard.press('Enter');
    await page.waitForSelector('header');
  }

  /** Opens an address and signs in. */
  async openSignedIn(path: string, options: BrowserContextOptions = {}, name = this.ann.name): Promise<OpenedPage> {
    const opened = await this.open(path, options);
    await this.signIn(opened.page, name);
    return opened;
  }
}

/** Expects that axe finds nothing, and that the page is no wider than the window. Takes a picture where pictures are wanted. */
export async function expectUsable(page: Page, name: string): Promise<void> {
  await until(page, isSettled);
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
  // The pages have no frames, so nothing has to be brought together in a window of its own, which takes as long as the check.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  // Marks of the library of controls at which the keyboard turns round: whoever gets there is sent on at once.
  const { violations } = await axe.exclude('[data-tabster-dummy]').analyze();
  expect([name, violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])]).toEqual([name, []]);
  const [width, wanted] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as number[];
  expect([name, width]).toEqual([name, Math.min(width!, wanted!)]);
}

/**
 * Waits until an expression holds in the page; the page's policy forbids the browser's own way of waiting for one.
 *
 * @param expression in JavaScript, true or false
 */
export async function until(page: Page, expression: string, waitMs = 20_000): Promise<void> {
  const end = Date.now() + waitMs;
  while ((await page.evaluate(expression)) !== true) {
    if (Date.now() > end) throw new Error(`it does not come true: ${expression}`);
    await page.waitForTimeout(50);
  }
}

/** What opens has faded in, and nothing turns because it is loading; clocks by which messages go away may run. */
const isSettled = [
  // A question that was answered hides the page until it has gone.
  "(document.querySelector('[role=dialog], [role=alertdialog]') !== null || document.querySelector('#root[aria-hidden=true]') === null)",
  "document.querySelector('[role=progressbar]:not([aria-valuenow])') === null",
  "document.getAnimations().every(({ playState, effect }) => playState !== 'running' || effect.target.matches('[data-timer-status]'))",
].join(' && ');
