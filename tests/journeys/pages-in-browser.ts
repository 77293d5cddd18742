import type { CDPSession, Page } from 'playwright-core';
import { annsPassword } from './people-sign-in.ts';

/** Presses a button of a sign-in page by what it does. */
export const press = (page: Page, action: string) => page.click(`button[value=${action}]`, { timeout: 10_000 });

/** Types a name and Ann's password on the sign-in page. */
export async function signInOn(page: Page, name: string): Promise<void> {
  await page.fill('#loginName', name);
  await page.keyboard.press('Enter');
  await page.fill('#password', annsPassword);
  await page.keyboard.press('Enter');
}

/** What the browser complains about from now on: errors of scripts, and what the policy of a page forbids. */
export function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}

/** Gives the browser a telephone that keeps passkeys, with a finger on it all the time. */
export async function addTelephone(page: Page): Promise<{ devices: CDPSession; authenticatorId: string }> {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { devices, authenticatorId };
}

/** Makes a passkey on the page about the own sign-in. */
export async function makePasskey(page: Page): Promise<void> {
  await press(page, 'addPasskey');
  await page.fill('#name', 'My telephone');
  await press(page, 'savePasskey');
  await page.waitForSelector('h2 >> text=My telephone');
}

/** Signs in at a page that runs msal-browser; gives what it knows of the account, and its token. */
export async function signInWithMsal(page: Page, origin: string, name: string): Promise<MsalAccount> {
  await page.goto(`${origin}/`);
  await signInOn(page, name);
  await press(page, 'accept');
  await page.waitForFunction("window.result?.account !== undefined || document.title.includes('rror')");
  if ((await page.title()).includes('rror')) throw new Error(await page.title());
  return (await page.evaluate('({ ...result.account, accessToken: result.accessToken })')) as MsalAccount;
}

interface MsalAccount {
  readonly username: string;
  readonly localAccountId: string;
  readonly accessToken: string;
}

/** Has msal-browser fetch a new token by the refresh token it has. */
export async function renewWithMsal(page: Page): Promise<string> {
  return (await page.evaluate(
    "app.acquireTokenSilent({ account: result.account, scopes: ['User.Read'], forceRefresh: true }).then((r) => r.accessToken)",
  )) as string;
}

/** Has msal-browser sign out, and confirms it. */
export async function signOutWithMsal(page: Page, origin: string): Promise<void> {
  await page.evaluate(
    "void app.logoutRedirect({ account: result.account, postLogoutRedirectUri: location.origin + '/out' })",
  );
  await page.waitForSelector('h1 >> text=Sign out');
  await press(page, 'logout');
  await page.waitForURL(`${origin}/out?*`);
}
