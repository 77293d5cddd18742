import type { NamedScopes } from '@muster/directory';
import { toObjectId } from '@muster/kernel';
import type { Session } from 'oidc-provider';
import { platformOf } from '../clients/redirect-uris.ts';
import { aadstsNumbers, signInErrors } from '../errors.ts';
import { adminConsentPage, adminNeededPage } from '../pages/admin-consent-page.ts';
import { formTargetsOf } from '../pages/form-targets.ts';
import { notePage } from '../pages/other-pages.ts';
import type { RegisteredClient } from '../ports.ts';
import { readScope } from '../provider/resources.ts';
import { adminConsentRoute } from '../provider/routes.ts';
import { formToken } from '../records/record-keys.ts';
import { checkForm, type FlowRequest, sendPage } from './flow-request.ts';
import { signInForPage } from './page-sign-in.ts';
import { readSession } from './session-cookie.ts';

/** What an application asks an administrator for, at which address it wants the answer. */
interface Asked {
  readonly client: RegisteredClient;
  readonly redirectUri: string | undefined;
  /** Undefined: all that the application says it needs. */
  readonly named: readonly NamedScopes[] | undefined;
  /** The members of the request, for the form and for the way back from the sign-in. */
  readonly members: Readonly<Record<string, string>>;
}

const memberNames = ['client_id', 'redirect_uri', 'state', 'scope', 'domain_hint'] as const;
const longestMember = 2000;

/**
 * Asks an administrator to consent to an application for everybody, after they have signed in.
 *
 * @throws AppError SIGN_IN_PARAMETER_MISSING, SIGN_IN_CLIENT_UNKNOWN, SIGN_IN_CLIENT_DISABLED, SIGN_IN_REDIRECT_MISMATCH,
 *   SIGN_IN_CONSENT_NOTHING, SIGN_IN_REQUEST_MALFORMED, and those of `requestedScopes`
 * @see "Admin consent on the Microsoft identity platform"
 */
export async function showAdminConsent(flow: FlowRequest): Promise<void> {
  const asked = await readAsked(flow);
  const session = await readSession(flow);
  if (session?.accountId === undefined) return signInFirst(flow, asked, undefined);
  const { parts, messages } = flow;
  const { isAllowed, apis } = await parts.people.planConsentForAll(
    asked.client.servicePrincipalId,
    session.accountId,
    asked.named,
  );
  if (apis.length === 0) throw signInErrors.SIGN_IN_CONSENT_NOTHING({ appId: asked.client.appId });
  const person = await parts.people.findPerson(session.accountId);
  const view = {
    messages,
    address: addressOf(flow),
    token: formToken(flow.formKey, purposeOf(session, asked)),
    applicationName: asked.client.displayName,
    formTargets: formTargetsOf(asked.redirectUri),
  };
  const name = person?.userPrincipalName ?? '';
  const page = isAllowed
    ? adminConsentPage(view, name, apis, asked.members)
    : adminNeededPage(view, name, apis, asked.members);
  await sendPage(flow, page);
}

/** Takes the administrator's answer. What they consent to is worked out anew: the form says yes or no. */
export async function answerAdminConsent(flow: FlowRequest): Promise<void> {
  const asked = await readAsked(flow);
  const session = await readSession(flow);
  if (session?.accountId === undefined) return signInFirst(flow, asked, undefined);
  checkForm(flow, purposeOf(session, asked));
  const { parts, fields, messages } = flow;
  if (fields.get('do') === 'other') return signInFirst(flow, asked, 'login');
  if (fields.get('do') !== 'accept') return answer(flow, asked, refusalOf('SIGN_IN_CONSENT_DECLINED'));
  const isGiven = await parts.people.giveConsentForAll(asked.client, session.accountId, asked.named);
  if (!isGiven) return showAdminConsent(flow);
  if (asked.redirectUri !== undefined) return answer(flow, asked, {});
  await sendPage(flow, notePage(messages.adminConsentDoneTitle, messages.adminConsentDoneText));
}

/** Tells the application that nobody has signed in for the page: the request is the one that the sign-in was begun for. */
export async function cancelAdminConsent(flow: FlowRequest): Promise<void> {
  return answer(flow, await readAsked(flow), refusalOf('SIGN_IN_CANCELLED'));
}

const addressOf = ({ parts }: FlowRequest) => `${parts.baseUrl}/${parts.tenantId}${adminConsentRoute}`;
const purposeOf = (session: Session, { client, members }: Asked) =>
  `consent for all ${session.uid} ${client.appId} ${members.redirect_uri ?? ''} ${members.scope ?? ''}`;

async function readAsked(flow: FlowRequest): Promise<Asked> {
  const { fields, parts } = flow;
  const members: Record<string, string> = {};
  for (const name of memberNames) {
    const value = fields.get(name);
    if (value === undefined || value === '') continue;
    if (value.length > longestMember) throw signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: `${name} is too long` });
    members[name] = value;
  }
  const given = members.client_id;
  if (given === undefined) throw signInErrors.SIGN_IN_PARAMETER_MISSING({ name: 'client_id' });
  const appId = toObjectId(given);
  const client = appId === undefined ? undefined : await parts.clients.findClient(appId);
  if (client === undefined) throw signInErrors.SIGN_IN_CLIENT_UNKNOWN({ appId: given });
  if (!client.isEnabled) throw signInErrors.SIGN_IN_CLIENT_DISABLED(client);
  const redirectUri = members.redirect_uri;
  if (redirectUri !== undefined && platformOf(client.redirectUris, redirectUri) === undefined) {
    throw signInErrors.SIGN_IN_REDIRECT_MISMATCH({ redirectUri, appId: client.appId });
  }
  return { client, redirectUri, named: await namedScopes(flow, members.scope), members };
}

/** `.default` of any API is what the application says it needs of all of them. */
async function namedScopes({ parts }: FlowRequest, scope: string | undefined): Promise<Asked['named']> {
  if (scope === undefined) return undefined;
  const { api, openId, permissions, isDefault } = await readScope(scope, parts);
  if (isDefault) return undefined;
  const named: readonly NamedScopes[] = [
    { servicePrincipalId: null, values: openId },
    { servicePrincipalId: api.servicePrincipalId as NamedScopes['servicePrincipalId'], values: permissions },
  ];
  return named.filter(({ values }) => values.length > 0);
}

/** Lets the person sign in, and come back to this page. */
function signInFirst(flow: FlowRequest, { members }: Asked, prompt: 'login' | undefined): Promise<void> {
  return signInForPage(flow, `${adminConsentRoute}?${new URLSearchParams(members)}`, prompt);
}

function refusalOf(code: 'SIGN_IN_CONSENT_DECLINED' | 'SIGN_IN_CANCELLED'): Record<string, string> {
  const { apiCode, message } = signInErrors[code]({});
  return { error: apiCode, error_description: `AADSTS${aadstsNumbers[code]}: ${message}` };
}

/** Goes back to the application with what was decided; without an address there is nowhere to go. */
async function answer(flow: FlowRequest, { redirectUri, members }: Asked, more: Record<string, string>): Promise<void> {
  const { parts, reply, messages } = flow;
  if (redirectUri === undefined) {
    return sendPage(flow, notePage(messages.adminConsentDeclinedTitle, messages.adminConsentDeclinedText));
  }
  const url = new URL(redirectUri);
  const { state, scope } = members;
  const said = { admin_consent: 'True', tenant: parts.tenantId, ...more };
  for (const [name, value] of Object.entries(said)) url.searchParams.set(name, value);
  if (scope !== undefined && more.error === undefined) url.searchParams.set('scope', scope);
  if (state !== undefined) url.searchParams.set('state', state);
  await reply.header('cache-control', 'no-store').redirect(url.href, 303);
}
