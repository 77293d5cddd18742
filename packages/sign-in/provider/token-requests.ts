import type { KoaContextWithOIDC } from 'oidc-provider';
import { platformOf } from '../clients/redirect-uris.ts';
import { signInErrors } from '../errors.ts';
import type { Api, Person, RegisteredClient } from '../ports.ts';
import { consentedScopes, missingConsent } from '../scopes/consented-scopes.ts';
import { requireContexts } from './authentication-contexts.ts';
import { hasSessionEnded } from './interaction-policy.ts';
import { grantOf } from './library-grants.ts';
import type { ProviderParts } from './provider-parts.ts';
import {
  apiOf,
  indicatorOf,
  libraryScope,
  libraryScopes,
  offlineScope,
  readScope,
  refuseDisabled,
} from './resources.ts';
import { currentClient, currentSignInRequest } from './sign-in-request.ts';

/** The record that tokens are being made of: a code, or a refresh token. */
export interface TokenSource {
  readonly kind?: string | undefined;
  readonly redirectUri?: string | undefined;
  readonly authTime?: number | undefined;
  readonly accountId?: string | undefined;
  readonly amr?: readonly string[] | undefined;
  readonly sid?: string | undefined;
}

/** True when the application proved with a secret who it is. */
export function isConfidential(ctx: KoaContextWithOIDC): boolean {
  const { client_secret: secret } = (ctx.oidc.params ?? {}) as Record<string, unknown>;
  return secret !== undefined || ctx.headers.authorization !== undefined;
}

/**
 * The person whom tokens are made for.
 *
 * @throws AppError SIGN_IN_PERSON_UNAVAILABLE when the account was disabled or deleted, or its sessions were ended after
 *   the person signed in
 */
export async function personOf(source: TokenSource, accountId: string, parts: ProviderParts): Promise<Person> {
  const person = await parts.people.findPerson(accountId);
  if (person === undefined || hasSessionEnded(source.authTime, person.sessionsValidFrom)) {
    throw signInErrors.SIGN_IN_PERSON_UNAVAILABLE({});
  }
  return person;
}

/**
 * Holds the application to what it registered the redirect address as: a page's tokens are for pages, a server proves
 * itself with its secret, a device has none.
 *
 * @throws AppError SIGN_IN_CLIENT_DISABLED, SIGN_IN_CROSS_ORIGIN_NEEDED, SIGN_IN_CROSS_ORIGIN_NOT_ALLOWED, SIGN_IN_SECRET_MISSING,
 *   SIGN_IN_SECRET_NOT_WANTED
 */
export function checkPlatform(ctx: KoaContextWithOIDC, source: TokenSource): void {
  const request = currentSignInRequest();
  const client = currentClient();
  refuseDisabled(client);
  if (source.kind === 'AuthorizationCode') request.platform = platformOf(client.redirectUris, source.redirectUri ?? '');
  const origin = ctx.get('origin');
  if (request.platform === 'spa') {
    if (origin === '') throw signInErrors.SIGN_IN_CROSS_ORIGIN_NEEDED({});
    if (isConfidential(ctx)) throw signInErrors.SIGN_IN_SECRET_NOT_WANTED({});
    return;
  }
  if (origin !== '') throw signInErrors.SIGN_IN_CROSS_ORIGIN_NOT_ALLOWED({ origin });
  if (request.platform === 'web' && !isConfidential(ctx)) throw signInErrors.SIGN_IN_SECRET_MISSING({});
}

/** True for an application that may come without a secret, as far as can be told before its code is looked at. */
export function mayComeWithoutSecret(client: RegisteredClient): boolean {
  const { spa, publicClient } = client.redirectUris;
  return client.isFallbackPublicClient || spa.length + publicClient.length > 0;
}

/** Of all that a refresh token was used for, what belongs to the API that it was used for last. */
function scopeAt(api: Api | undefined, scope: string | undefined): string | undefined {
  if (api === undefined) return scope;
  const names = (scope ?? '').split(' ');
  const permissions = api.scopes.map(({ value }) => value).filter((each) => names.includes(each));
  const ofApi = permissions.length > 0 ? permissions : names.filter((each) => each === '.default');
  return [...names.filter((each) => libraryScopes.includes(each)), ...ofApi].join(' ');
}

/**
 * Lets a refresh token answer for whatever was consented to: another API, more permissions or fewer, in any spelling. The
 * library then finds the token and its grant as if that had been asked for from the beginning.
 *
 * @throws AppError SIGN_IN_CONSENT_MISSING, SIGN_IN_SECOND_FACTOR_NEEDED, SIGN_IN_CONTEXT_UNKNOWN, and those of
 *   `requestedScopes`
 */
export async function prepareRefresh(ctx: KoaContextWithOIDC, parts: ProviderParts): Promise<void> {
  const { params, provider, client } = ctx.oidc;
  const { refresh_token: value, scope } = params as { refresh_token?: string; scope?: string };
  const token = value === undefined ? undefined : await provider.RefreshToken.find(value);
  // Whatever is wrong with the token itself, the library says.
  if (token === undefined || token.consumed || token.clientId !== client!.clientId) return;
  const grant = token.grantId === undefined ? undefined : await provider.Grant.find(token.grantId);
  if (grant === undefined || token.accountId === undefined) return;
  await personOf(token as TokenSource, token.accountId, parts);
  const { claims } = (ctx.oidc.body ?? {}) as { claims?: unknown };
  await requireContexts({ claims }, (token as TokenSource).amr, parts);
  const isOpen = scope === undefined || scope.trim() === '';
  const present = isOpen && typeof token.resource === 'string' ? await apiOf(token.resource, parts) : undefined;
  const requested = await readScope(isOpen ? scopeAt(present, token.scope) : scope, parts, present);
  currentSignInRequest().scopes = requested;
  const registered = currentClient();
  const consents = await parts.people.consentsOf(registered.servicePrincipalId, token.accountId);
  const missing = missingConsent(requested, consentedScopes(consents, requested.api), registered);
  if (missing.openId.length + missing.permissions.length > 0) {
    throw signInErrors.SIGN_IN_CONSENT_MISSING({ appId: registered.appId, displayName: registered.displayName });
  }
  const wanted = libraryScope(requested)
    .split(' ')
    .filter((each) => each !== '');
  const scopes = new Set([...token.scopes, ...wanted, offlineScope]);
  // Seen by this request alone: pages ask for tokens of several APIs at once.
  currentSignInRequest().refreshing = {
    scope: [...scopes].join(' '),
    resource: indicatorOf(requested.api),
    ...grantOf(consents, requested.api),
  };
  (params as Record<string, unknown>).scope = wanted.join(' ');
}
