import { evaluate, type RuleObject } from '@muster/rules';
import type { Page } from 'playwright-core';
import { findChromium, noChromium, startChromium } from '../../tests/journeys/chromium.ts';
import { getToken, type MusterProcess, serveMuster } from '../../tests/journeys/muster-process.ts';
import type { Size } from '../command-line.ts';
import { domain } from '../durable/graph-properties.ts';
import { createGroups, openStage, settle } from '../durable/stage.ts';
import { InputError } from '../input/input-error.ts';
import { makeWorkload } from '../input/make-workload.ts';
import type { Workload } from '../input/workload.ts';
import { endedWithTheRun } from '../measure/clean-ups.ts';
import { presentInstant } from '../measure/present-instant.ts';

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';
const rulesAsked = 60;
const [name, password] = [`web@${domain}`, 'Correct-Horse-8'];
const administratorValues = {
  accountEnabled: true,
  displayName: 'Web Bench',
  mailNickname: 'web',
  userPrincipalName: name,
  userType: 'Member',
};

/** A rule, and how many users the interpreter finds by it. */
interface ExpectedRule {
  readonly text: string;
  readonly matching: number;
}

/** The admin centre of a started server, in a browser, with an administrator signed in. */
export interface OpenedPage {
  readonly page: Page;
  readonly url: string;
  /** Display names that stand in the directory once. */
  readonly names: readonly string[];
  /** How many users there are, with the administrator. */
  readonly count: number;
  /** Rules that no group has, with how many users they select. */
  readonly rules: readonly ExpectedRule[];
  /** A group with a rule. */
  readonly groupId: string;
  end(): Promise<void>;
}

/**
 * Fills a directory, starts a server of its own process on it, and signs in.
 *
 * @throws InputError when there is no Chromium
 */
export async function openPage(size: Size, progress: (text: string) => void): Promise<OpenedPage> {
  const executable = findChromium();
  if (executable === undefined) throw new InputError(noChromium);
  const workload = makeWorkload({ ...size, changes: 0 }, presentInstant());
  progress('writing people');
  const empty = await openStage(workload, () => {});
  progress('writing groups');
  const stage = await createGroups(empty, workload);
  progress('filling groups');
  await settle(stage.directory);
  await stage.opened.open.compact();
  await stage.close();
  progress('asking the interpreter');
  const rules = expectedRules(workload);
  progress('starting the server and the browser');
  const muster = await serveMuster(['--data', stage.dataDir]);
  const stopServer = endedWithTheRun(async () => {
    await muster.end('SIGTERM');
  });
  await createAdministrator(muster);
  const browser = await startChromium(executable);
  const closeBrowser = endedWithTheRun(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  await signIn(page, muster.url);
  const { body } = await muster.call('GET', '/v1.0/users?$top=999&$select=displayName');
  return {
    page,
    url: muster.url,
    count: size.users + 1,
    rules,
    groupId: stage.groups[0]!.id,
    names: body.value.map(({ displayName }: { displayName: string }) => displayName),
    async end() {
      await closeBrowser();
      await stopServer();
      await stage.end();
    },
  };
}

/** Of the rules that no group has: those that leave the administrator out. */
function expectedRules({ users, newRules, now }: Workload): ExpectedRule[] {
  const administrator: RuleObject = { type: 'user', values: administratorValues };
  const asked = newRules.filter((rule) => !evaluate(rule, administrator, now)).slice(0, rulesAsked);
  const matching = asked.map(() => 0);
  for (const user of users()) {
    for (const [place, rule] of asked.entries()) if (evaluate(rule, user, now)) matching[place]! += 1;
  }
  return asked.map(({ text }, place) => ({ text, matching: matching[place]! }));
}

async function createAdministrator(muster: MusterProcess): Promise<void> {
  await getToken(muster.url, muster.tenantId);
  const { body } = await muster.call('POST', '/v1.0/users', {
    ...administratorValues,
    passwordProfile: { password, forceChangePasswordNextSignIn: false },
  });
  await muster.call('POST', '/v1.0/roleManagement/directory/roleAssignments', {
    principalId: body.id,
    roleDefinitionId: globalAdministrator,
    directoryScopeId: '/',
  });
}

async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/`);
  await page.click('main button');
  await page.fill('#loginName', name);
  await page.keyboard.press('Enter');
  await page.fill('#password', password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('header nav, nav');
}
