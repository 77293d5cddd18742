import { compactVerify, decodeJwt, decodeProtectedHeader } from 'jose';
import type { Session } from 'oidc-provider';
import { issuerOf } from '../addresses/resolve-tenant.ts';
import { platformOf } from '../clients/redirect-uris.ts';
import { formTargetsOf } from '../pages/form-targets.ts';
import { logoutPage, notePage } from '../pages/other-pages.ts';
import { signedOutPage } from '../pages/signed-out-page.ts';
import { formToken } from '../records/record-keys.ts';
import { checkForm, type FlowRequest, sendPage } from './flow-request.ts';
import { clearSession, readSession } from './session-cookie.ts';

const mostApplications = 50;

/**
 * Ends the session of this browser, and goes to where the application wants the person to be: at once when the application
 * shows whom it means, else after the person has said so.
 *
 * @see OpenID Connect RP-Initiated Logout 1.0; "Send a sign-out request" of the Microsoft identity platform
 */
export async function showLogout(flow: FlowRequest): Promise<void> {
  const { parts, messages, formKey } = flow;
  const session = await readSession(flow);
  const hint = await hintOf(flow);
  const target = await targetOf(flow, session, hint?.appId);
  if (session?.accountId === undefined) return leave(flow, target);
  if (hint !== undefined && hint.personId === session.accountId) return logOut(flow, session, target);
  const person = await parts.people.findPerson(session.accountId);
  const name = person?.userPrincipalName ?? '';
  const token = formToken(formKey, purposeOf(session));
  const fields = {
    ...(target === undefined ? {} : { target: target.redirectUri, client: target.appId }),
    state: flow.fields.get('state') ?? '',
  };
  const page = logoutPage(messages, addressOf(flow), token, name, fields);
  await sendPage(flow, { ...page, formTargets: formTargetsOf(target?.redirectUri) });
}

/** Takes the person's answer. */
export async function answerLogout(flow: FlowRequest): Promise<void> {
  const { messages, fields } = flow;
  const session = await readSession(flow);
  if (session?.accountId === undefined) return leave(flow, undefined);
  checkForm(flow, purposeOf(session));
  if (fields.get('do') !== 'logout') return sendPage(flow, notePage(messages.logoutTitle, messages.stayedText));
  const redirectUri = fields.get('target');
  const isOurs = redirectUri !== undefined && (await isRegistered(flow, fields.get('client') ?? '', redirectUri));
  const target = isOurs ? { redirectUri: redirectUri!, appId: fields.get('client')! } : undefined;
  await logOut(flow, session, target);
}

const purposeOf = (session: Session) => `logout ${session.uid}`;
const addressOf = ({ parts }: FlowRequest) => `${parts.baseUrl}/${parts.tenantId}/oauth2/v2.0/logout`;

interface Target {
  readonly redirectUri: string;
  readonly appId: string;
}

async function logOut(flow: FlowRequest, session: Session, target: Target | undefined): Promise<void> {
  const told = await addressesToTell(flow, session);
  await session.destroy();
  clearSession(flow);
  if (told.length === 0) return leave(flow, target);
  const next = target === undefined ? undefined : addressAfter(flow, target);
  await sendPage(flow, signedOutPage(flow.messages, told, next));
}

async function leave(flow: FlowRequest, target: Target | undefined): Promise<void> {
  const { messages, reply } = flow;
  if (target === undefined) return sendPage(flow, notePage(messages.loggedOutTitle, messages.loggedOutText));
  await reply.header('cache-control', 'no-store').redirect(addressAfter(flow, target), 303);
}

function addressAfter({ fields }: FlowRequest, { redirectUri }: Target): string {
  const url = new URL(redirectUri);
  const state = fields.get('state');
  if (state !== undefined && state !== '') url.searchParams.set('state', state);
  return url.href;
}

/**
 * What is opened so that the applications of a session end theirs.
 *
 * @see OpenID Connect Front-Channel Logout 1.0 §2, §3
 */
async function addressesToTell({ parts }: FlowRequest, session: Session): Promise<readonly string[]> {
  const told: string[] = [];
  for (const appId of Object.keys(session.authorizations ?? {}).slice(0, mostApplications)) {
    const client = await parts.clients.findClient(appId);
    if (client?.logoutUrl == null || !URL.canParse(client.logoutUrl)) continue;
    const url = new URL(client.logoutUrl);
    const sid = session.sidFor(appId) as string | undefined;
    url.searchParams.set('iss', issuerOf(parts.baseUrl, parts.tenantId));
    if (sid !== undefined) url.searchParams.set('sid', sid);
    told.push(url.href);
  }
  return told;
}

/** Whom an ID token of ours names, however old it is; undefined for anything else. */
async function hintOf({ fields, parts }: FlowRequest): Promise<{ appId: string; personId: string } | undefined> {
  const token = fields.get('id_token_hint');
  if (token === undefined) return undefined;
  try {
    if (decodeProtectedHeader(token).typ === 'at+jwt') return undefined;
    await compactVerify(token, parts.keys.current.findPublicKey, { algorithms: ['RS256'] });
    const { iss, aud, sub } = decodeJwt(token);
    const isOurs = iss === issuerOf(parts.baseUrl, parts.tenantId) && typeof aud === 'string' && sub !== undefined;
    return isOurs ? { appId: aud, personId: sub } : undefined;
  } catch {
    return undefined; // no token, or none of ours: the person is asked
  }
}

/** The address to go to, when an application that the person may come from has registered it. */
async function targetOf(flow: FlowRequest, session: Session | undefined, hinted: string | undefined) {
  const redirectUri = flow.fields.get('post_logout_redirect_uri');
  if (redirectUri === undefined) return undefined;
  const named = hinted ?? flow.fields.get('client_id');
  const signedInTo = Object.keys(session?.authorizations ?? {}).slice(0, mostApplications);
  for (const appId of named === undefined ? signedInTo : [named]) {
    if (await isRegistered(flow, appId, redirectUri)) return { redirectUri, appId };
  }
  return undefined;
}

async function isRegistered({ parts }: FlowRequest, appId: string, redirectUri: string): Promise<boolean> {
  const client = await parts.clients.findClient(appId.toLowerCase());
  return client !== undefined && platformOf(client.redirectUris, redirectUri) !== undefined;
}
