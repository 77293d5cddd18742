import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { resolveTenant } from '../addresses/resolve-tenant.ts';
import { withAdminWeb } from '../clients/admin-web-client.ts';
import { signInErrors } from '../errors.ts';
import { answerAdminConsent, showAdminConsent } from '../flows/admin-consent-flow.ts';
import { type FlowRequest, fieldsOf } from '../flows/flow-request.ts';
import { answerLeaving, showLeaving } from '../flows/leave-flow.ts';
import { answerLogout, showLogout } from '../flows/logout-flow.ts';
import { answerSecurityInfo, showSecurityInfo } from '../flows/security-info-flow.ts';
import { answerSessions, showSessions } from '../flows/sessions-flow.ts';
import { answerSignIn, showSignIn } from '../flows/sign-in-flow.ts';
import { chooseMessages } from '../messages/choose-messages.ts';
import { passkeyScript, passkeyScriptName } from '../pages/passkey-script.ts';
import { offlineScope } from '../provider/resources.ts';
import {
  adminConsentRoute,
  leaveRoute,
  libraryRoutes,
  logoutRoute,
  oldAdminConsentRoute,
  scriptRoute,
  securityRoute,
  sessionsRoute,
  signInRoute,
} from '../provider/routes.ts';
import { withSignInRequest } from '../provider/sign-in-request.ts';
import { handOver, settle } from './hand-over.ts';
import { answerError, type Mount, signInRequest } from './mount.ts';

const formLimitBytes = 16 * 1024;
const longestQuery = 16 * 1024;

/** Addresses that browsers open and the library answers. */
export async function addBrowserRoutes(scope: FastifyInstance, mount: Mount): Promise<void> {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _body, done) => done(null));
  scope.setErrorHandler((error, request, reply) => answerError(error, request, reply, mount, true));
  const { authorization, code_verification: device } = libraryRoutes;

  scope.get(`/:tenant${authorization}`, (request, reply) => {
    const query = authorizationQuery(queryOf(request));
    return handOver(mount, request, reply, `${authorization}?${query}`);
  });
  scope.get(`/:tenant${device}`, (request, reply) => {
    // Typed in by the person, or brought by the address: it is shown before anything is done with it.
    const userCode = queryOf(request).get('user_code') ?? undefined;
    return handOver(mount, request, reply, device, { userCode: userCode?.slice(0, 20) });
  });
  scope.post(`/:tenant${device}`, (request, reply) => handOver(mount, request, reply, device));
  for (const path of [authorization, device]) {
    scope.get(`/:tenant${path}/:uid`, (request, reply) => {
      const { uid } = request.params as { uid: string };
      // What is asked was kept when the sign-in began: whoever comes back cannot say that it was a page.
      const more = { isForPages: path === authorization };
      return handOver(mount, request, reply, `${path}/${encodeURIComponent(uid)}`, more);
    });
  }
}

function queryOf(request: FastifyRequest): URLSearchParams {
  const query = request.raw.url?.split('?').slice(1).join('?') ?? '';
  if (query.length > longestQuery) throw signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: 'the address is too long' });
  return refuseNul(new URLSearchParams(query));
}

/** @throws AppError SIGN_IN_REQUEST_MALFORMED for U+0000, which no text holds */
function refuseNul(given: URLSearchParams): URLSearchParams {
  const isFit = [...given].every(([name, value]) => !`${name}${value}`.includes('\0'));
  if (!isFit) throw signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: 'it holds the character U+0000' });
  return given;
}

/**
 * The request in the library's words: it drops `offline_access` unless the person is asked each time, and its own form to
 * carry answers needs scripts.
 *
 * @throws AppError SIGN_IN_RESOURCE_PARAMETER
 */
function authorizationQuery(asked: URLSearchParams): URLSearchParams {
  if (asked.has('resource')) throw signInErrors.SIGN_IN_RESOURCE_PARAMETER({});
  const query = new URLSearchParams();
  for (const [name, value] of asked) {
    if (name === 'scope') query.append(name, value.replace(/(^| )offline_access(?= |$)/gi, `$1${offlineScope}`));
    else if (name === 'response_mode' && value === 'form_post') query.append(name, 'form_page');
    else query.append(name, value);
  }
  return query;
}

/** Pages of our own, and authorization requests that come as forms. */
export async function addPageRoutes(scope: FastifyInstance, mount: Mount): Promise<void> {
  const add = pageRoutes(scope, mount);
  const page = (method: 'GET' | 'POST', path: string, answer: (flow: FlowRequest) => Promise<void>) =>
    add(method, `/:tenant${path}`, answer);
  page('GET', `${signInRoute}/:uid`, showSignIn);
  page('POST', `${signInRoute}/:uid`, answerSignIn);
  page('GET', logoutRoute, showLogout);
  page('POST', logoutRoute, (flow) => (flow.fields.has('token') ? answerLogout(flow) : showLogout(flow)));
  page('GET', sessionsRoute, showSessions);
  page('POST', sessionsRoute, answerSessions);
  page('GET', securityRoute, showSecurityInfo);
  page('POST', securityRoute, answerSecurityInfo);
  page('GET', leaveRoute, showLeaving);
  page('POST', leaveRoute, answerLeaving);
  scope.get(`/:tenant${scriptRoute}/${passkeyScriptName}`, async (_request, reply) => {
    // Its name changes with it.
    reply.headers({ 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' });
    return reply.type('text/javascript; charset=utf-8').send(passkeyScript);
  });
  for (const path of [adminConsentRoute, oldAdminConsentRoute]) {
    page('GET', path, showAdminConsent);
    page('POST', path, answerAdminConsent);
  }
  page('POST', libraryRoutes.authorization, askByAddress);
}

/** Lets the scope take forms, and gives what adds a page to it. */
export function pageRoutes(scope: FastifyInstance, mount: Mount) {
  scope.removeAllContentTypeParsers();
  const options = { parseAs: 'string', bodyLimit: formLimitBytes } as const;
  scope.addContentTypeParser('application/x-www-form-urlencoded', options, (_request, body, done) => done(null, body));
  scope.setErrorHandler((error, request, reply) => answerError(error, request, reply, mount, true));
  return (method: 'GET' | 'POST', url: string, answer: (flow: FlowRequest) => Promise<void>) =>
    scope.route({
      method,
      url,
      handler: (request, reply) =>
        withSignInRequest(signInRequest(request), async () => {
          await answer(await flowRequest(mount, request, reply));
          return reply;
        }),
    });
}

/** An authorization request in a form is the same request in an address (OpenID Connect Core §3.1.2.1). */
async function askByAddress({ parts, reply, fields }: FlowRequest): Promise<void> {
  const query = new URLSearchParams([...fields]);
  await reply.redirect(`${parts.baseUrl}/${parts.tenantId}${libraryRoutes.authorization}?${query}`, 303);
}

async function flowRequest(mount: Mount, request: FastifyRequest, reply: FastifyReply): Promise<FlowRequest> {
  const { tenant } = request.params as { tenant?: string };
  if (tenant !== undefined) await resolveTenant(mount.tenant, tenant);
  const baseUrl = settle(mount, request);
  const { provider } = mount.providers.providerFor(baseUrl);
  const form = new URLSearchParams((request.body as string | undefined) ?? '');
  const given = request.method === 'POST' ? refuseNul(form) : queryOf(request);
  return {
    parts: withAdminWeb({ ...mount.parts, baseUrl }, baseUrl),
    provider,
    request,
    reply,
    messages: chooseMessages(undefined, request.headers['accept-language']),
    fields: fieldsOf(given),
    formKey: mount.formKey,
  };
}
