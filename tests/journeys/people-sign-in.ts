import { createHash, randomBytes } from 'node:crypto';
import { FormBrowser } from './form-browser.ts';
import type { StartedServer } from './started-server.ts';

/** Ann's password in every journey. */
export const annsPassword = 'Correct-Horse-8';
export const redirectUri = 'https://app.example/answer';

/** An application that people sign in to. */
export interface PeopleApp {
  readonly appId: string;
  readonly objectId: string;
  readonly servicePrincipalId: string;
  /** Set for applications on a server. */
  readonly clientSecret?: string;
}

/** Creates Ann, who knows her password; further properties as given. */
export async function createAnn(server: StartedServer, properties: object = {}): Promise<{ id: string; name: string }> {
  const name = `ann${randomBytes(3).toString('hex')}@adventure-works.com`;
  const { body } = await server.call('POST', '/v1.0/users', {
    accountEnabled: true,
    displayName: 'Ann Beck',
    mailNickname: name.split('@')[0],
    userPrincipalName: name,
    passwordProfile: { password: annsPassword, forceChangePasswordNextSignIn: false },
    ...properties,
  });
  return { id: body.id, name };
}

/** Registers an application; `withSecret` gives it one. */
export async function createApp(server: StartedServer, properties: object, withSecret = false): Promise<PeopleApp> {
  const { body: application } = await server.call('POST', '/v1.0/applications', {
    displayName: 'Payroll',
    ...properties,
  });
  const { body: principal } = await server.call('POST', '/v1.0/servicePrincipals', { appId: application.appId });
  const base = { appId: application.appId, objectId: application.id, servicePrincipalId: principal.id };
  if (!withSecret) return base;
  const { body } = await server.call('POST', `/v1.0/applications/${application.id}/addPassword`, {});
  return { ...base, clientSecret: body.secretText };
}

/** A proof key, as RFC 7636 has it. */
export function proofKey() {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** The address at which an authorization begins. */
export function authorizeUrl(
  server: StartedServer,
  app: PeopleApp,
  more: Record<string, string | undefined> = {},
): string {
  const all: Record<string, string | undefined> = {
    client_id: app.appId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access User.Read',
    state: 'st"ate',
    ...more,
  };
  const given = Object.entries(all).filter((each): each is [string, string] => each[1] !== undefined);
  return `${server.url}/${server.server.tenantId}/oauth2/v2.0/authorize?${new URLSearchParams(given)}`;
}

export function newBrowser(server: StartedServer, language?: string): FormBrowser {
  const { origin } = new URL(server.url);
  return new FormBrowser((url) => url.origin !== origin, language);
}

/** Types in name and password; the browser is at the name page. */
export async function signIn(
  browser: FormBrowser,
  name: string,
  password = annsPassword,
  more: Record<string, string> = {},
) {
  await browser.press('name', { loginName: name });
  await browser.press('password', { password, ...more });
}

/** Posts to the token endpoint. */
export async function postToken(
  server: StartedServer,
  form: Record<string, string | undefined>,
  headers: Record<string, string> = {},
) {
  const given = Object.entries(form).filter((each): each is [string, string] => each[1] !== undefined);
  const address = `${server.url}/${server.server.tenantId}/oauth2/v2.0/token`;
  const response = await fetch(address, { method: 'POST', body: new URLSearchParams(given), headers });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

/** Signs in from nothing to a code, consenting where that is asked. */
export async function codeFor(
  server: StartedServer,
  app: PeopleApp,
  name: string,
  more: Record<string, string | undefined> = {},
  browser = newBrowser(server),
) {
  await browser.open(authorizeUrl(server, app, more));
  if (browser.offers('name')) await signIn(browser, name);
  if (browser.offers('accept')) await browser.press('accept');
  const code = browser.answer.get('code');
  if (code === null) throw new Error(`no code at ${browser.at}: ${browser.text}`);
  return { code, browser };
}
