import { randomBytes } from 'node:crypto';
import { pagesAppId } from '@muster/directory';
import { pagesRedirectUri, pagesResponseType } from '../clients/pages-client.ts';
import { signInErrors } from '../errors.ts';
import { signedOutPage } from '../pages/other-pages.ts';
import { libraryRoutes, signInRoute } from '../provider/routes.ts';
import { formToken, isSame } from '../records/record-keys.ts';
import { type BrowserCookie, clearCookie, readCookie, setCookie } from './browser-cookies.ts';
import { type FlowRequest, fieldsOf, sendPage } from './flow-request.ts';
import { readSession } from './session-cookie.ts';

/** As long as a sign-in may take. */
const validMs = 60 * 60_000;
const idForm = /^[\w-]{16}$/;
/** Of the page's address, written as base64url: it goes through addresses that browsers and servers limit. */
const longestTarget = 7000;

/**
 * Has somebody sign in, and come back to a page of the house. What the sign-in carries along works once, and in this
 * browser alone: it names a cookie, and the seal on it holds with the secret in that cookie only.
 *
 * @param target path and query of the page below `/{tenant id}`, as this server chose it
 * @param prompt `login` asks also who is signed in
 * @throws AppError SIGN_IN_REQUEST_MALFORMED for a page whose address is too long
 * @see RFC 6749 §10.12
 */
export async function signInForPage(flow: FlowRequest, target: string, prompt?: 'login'): Promise<void> {
  const query = new URLSearchParams({
    state: newState(flow, target),
    ...(prompt === undefined ? {} : { prompt }),
  });
  await flow.reply.header('cache-control', 'no-store').redirect(`${baseOf(flow)}${signInRoute}?${query}`, 303);
}

/**
 * The request that the library answers for a page: nothing of it comes from outside but a state that this browser was
 * given. Whoever comes without one signs in for the first page.
 */
export function requestForPage(flow: FlowRequest): string {
  const { parts, fields } = flow;
  const given = fields.get('state') ?? '';
  const request = new URLSearchParams({
    client_id: pagesAppId,
    response_type: pagesResponseType,
    redirect_uri: pagesRedirectUri(parts.baseUrl, parts.tenantId),
    scope: 'openid',
    state: readState(flow, given) === undefined ? newState(flow, '') : given,
    ...(fields.get('prompt') === 'login' ? { prompt: 'login' } : {}),
  });
  return `${libraryRoutes.authorization}?${request}`;
}

/**
 * Brings somebody who has signed in to the page that they signed in for.
 *
 * @param cancelled pages that answer by themselves when nobody has signed in, by their paths
 * @throws AppError SIGN_IN_RUN_OUT for a state that this browser was not given, or has used
 */
export async function returnToPage(
  flow: FlowRequest,
  cancelled: Readonly<Record<string, (flow: FlowRequest) => Promise<void>>>,
): Promise<void> {
  const { fields, reply, messages } = flow;
  const state = fields.get('state') ?? '';
  const target = readState(flow, state);
  if (target === undefined) throw signInErrors.SIGN_IN_RUN_OUT({});
  clearCookie(flow, cookieOf(flow, state.split('.')[0]!));
  const [path = '', query] = target.split('?');
  const answer = fields.has('error') && Object.hasOwn(cancelled, path) ? cancelled[path] : undefined;
  if (answer !== undefined) return answer({ ...flow, fields: fieldsOf(new URLSearchParams(query)) });
  // Without a session the page would only send the browser here again.
  const session = fields.has('error') ? undefined : await readSession(flow);
  if (session === undefined) return sendPage(flow, signedOutPage(messages, `${baseOf(flow)}${target}`));
  await reply.header('cache-control', 'no-store').redirect(`${baseOf(flow)}${target}`, 303);
}

const baseOf = ({ parts }: FlowRequest) => `${parts.baseUrl}/${parts.tenantId}`;

/** One for each sign-in, so that two of them in one browser do not disturb each other. */
function cookieOf({ parts }: FlowRequest, id: string): BrowserCookie {
  const path = `/${parts.tenantId}`;
  return { name: `muster-page-${id}`, path, maxAgeSeconds: validMs / 1000 };
}

function newState(flow: FlowRequest, target: string): string {
  const written = Buffer.from(target).toString('base64url');
  if (written.length > longestTarget) throw signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: 'it is too long' });
  const [id, secret] = [randomBytes(12).toString('base64url'), randomBytes(32).toString('base64url')];
  setCookie(flow, cookieOf(flow, id), secret);
  const text = `${id}.${flow.parts.clock() + validMs}.${written}`;
  return `${text}.${sealOf(flow, secret, text)}`;
}

/** The page that a state is for; undefined when this browser was not given it, or not of late. */
function readState(flow: FlowRequest, state: string): string | undefined {
  const [id = '', end, target = '', seal = ''] = state.split('.');
  if (!idForm.test(id)) return undefined;
  const secret = readCookie(flow, cookieOf(flow, id));
  if (!secret || !isSame(seal, sealOf(flow, secret, `${id}.${end}.${target}`))) return undefined;
  return Number(end) > flow.parts.clock() ? Buffer.from(target, 'base64url').toString('utf8') : undefined;
}

const sealOf = ({ formKey }: FlowRequest, secret: string, text: string) => formToken(formKey, `page ${secret} ${text}`);
