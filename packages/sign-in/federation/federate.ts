import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Directory, FederationAttempt, OpenIdProvider } from '@muster/directory';
import { AppError, type Instant } from '@muster/kernel';
import * as openid from 'openid-client';
import { federationErrors } from './errors.ts';
import { type FederatedIdentity, identityOf } from './federated-identity.ts';
import { type ProviderConfigurations, type ReadyProvider, withoutContents } from './provider-configurations.ts';
import { checkReturnAddress } from './return-address.ts';

/** How long somebody may take at the provider. */
const attemptLifeMs = 15 * 60_000;
const longestQuery = 8192;

/** A sign-in that is to be sent to a provider. */
export interface FederationRequest {
  readonly providerId: string;
  /** A secret that only this browser holds, in a cookie; see `newBrowserSecret`. */
  readonly browserSecret: string;
  /** Where the provider sends the browser back to; another address for every provider, see `callbackPath`. */
  readonly redirectUri: string;
  /** Path and query of this server where the browser goes on afterwards. */
  readonly returnTo: string;
  /** An address that spares the person typing it at the provider. */
  readonly loginHint?: string;
  /** Asks the provider to let the person sign in anew, perhaps as somebody else, although they are signed in there. */
  readonly isAnotherAccount?: boolean;
  /** `acr` values of which the provider must show one, most wanted first. */
  readonly acrValues?: readonly string[];
}

/** The answer of a provider as the browser brought it. */
export interface FederationCallback {
  /** From the path that was called. */
  readonly providerId: string;
  readonly browserSecret: string | undefined;
  /** Query string without `?`. */
  readonly query: string;
}

/** The path, below the directory's address, to which a provider sends browsers back. */
export function callbackPath(providerId: string): string {
  return `/federation/${encodeURIComponent(providerId)}/callback`;
}

/** A new secret for the cookie that binds sign-ins to a browser: `__Host-`, Secure, HttpOnly, SameSite=Lax. */
export function newBrowserSecret(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * Begins a sign-in at a provider: state, nonce and PKCE are made, and kept with the provider and the browser.
 *
 * @returns where to send the browser; undefined when there is no such provider
 * @throws AppError FEDERATION_RETURN_ADDRESS, FEDERATION_PROVIDER_UNAVAILABLE
 */
export async function startFederation(
  directory: Directory,
  providers: ProviderConfigurations,
  request: FederationRequest,
): Promise<{ readonly location: string } | undefined> {
  const returnTo = checkReturnAddress(request.returnTo);
  const ready = await providers.ready(directory, request.providerId);
  if (ready === undefined) return undefined;
  const { providerId, redirectUri, acrValues = [] } = request;
  const [state, nonce, codeVerifier] = [openid.randomState(), openid.randomNonce(), openid.randomPKCECodeVerifier()];
  const attempt: FederationAttempt = {
    stateHash: digest(state),
    browserHash: digest(request.browserSecret),
    providerId,
    nonce,
    codeVerifier,
    redirectUri,
    returnTo,
    acrValues,
    endsAt: (directory.clock() + attemptLifeMs) as Instant,
  };
  const location = openid.buildAuthorizationUrl(ready.configuration, {
    redirect_uri: redirectUri,
    scope: ready.provider.scope,
    state,
    nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    ...(request.loginHint === undefined ? {} : { login_hint: request.loginHint.slice(0, 320) }),
    ...(request.isAnotherAccount === true ? { prompt: 'login' } : {}),
    ...(acrValues.length === 0 ? {} : { acr_values: acrValues.join(' ') }),
  });
  await directory.store.write('shared', (session) => session.identities.saveAttempt(attempt, directory.clock()));
  return { location: location.href };
}

/** How a sign-in at a provider ended that was begun in this browser. */
export interface FederationOutcome {
  /** Where it goes on, whatever came of it. */
  readonly returnTo: string;
  readonly providerName: string;
  /** The person; or an AppError FEDERATION_DENIED, FEDERATION_FAILED or FEDERATION_PROVIDER_UNAVAILABLE. */
  readonly result: FederatedIdentity | AppError;
}

/**
 * Ends a sign-in at a provider. Every attempt comes back once, in the browser and from the provider that it was begun
 * with; the ID token is checked for signature, issuer, audience, time, nonce and, where wanted, `acr`.
 *
 * @throws AppError FEDERATION_UNKNOWN_STATE; FEDERATION_PROVIDER_UNAVAILABLE when not even its metadata can be read
 * @see RFC 9700 §4.4 (mix-up), RFC 9207 (issuer in the answer), RFC 7636 (PKCE)
 */
export async function concludeFederation(
  directory: Directory,
  providers: ProviderConfigurations,
  callback: FederationCallback,
): Promise<FederationOutcome> {
  const attempt = await takeAttempt(directory, callback);
  const ready = await providers.ready(directory, attempt.providerId);
  if (ready === undefined) throw federationErrors.FEDERATION_UNKNOWN_STATE({});
  const { displayName: providerName } = ready.provider;
  const ended = (result: FederatedIdentity | AppError) => ({ returnTo: attempt.returnTo, providerName, result });
  try {
    const claims = await redeemCode(ready, attempt, callback.query);
    requireRightPlace(ready.provider, attempt, claims);
    return ended(identityOf(ready.provider, claims));
  } catch (problem) {
    const { error } = problem as { error?: unknown };
    const [params, cause] = [{ provider: providerName }, withoutContents(problem)];
    if (error === 'access_denied') return ended(federationErrors.FEDERATION_DENIED(params, { cause }));
    return ended(federationErrors.FEDERATION_FAILED(params, { cause }));
  }
}

/**
 * The same for whoever has no use for a sign-in that failed.
 *
 * @throws AppError FEDERATION_UNKNOWN_STATE, FEDERATION_DENIED, FEDERATION_FAILED, FEDERATION_PROVIDER_UNAVAILABLE
 */
export async function finishFederation(
  directory: Directory,
  providers: ProviderConfigurations,
  callback: FederationCallback,
): Promise<{ readonly identity: FederatedIdentity; readonly returnTo: string }> {
  const { result, returnTo } = await concludeFederation(directory, providers, callback);
  if (result instanceof AppError) throw result;
  return { identity: result, returnTo };
}

/** Whatever does not fit uses the attempt up: a second try with the same answer finds nothing. */
async function takeAttempt(directory: Directory, callback: FederationCallback): Promise<FederationAttempt> {
  const { query, browserSecret = '', providerId } = callback;
  const state = query.length > longestQuery ? null : new URLSearchParams(query).get('state');
  if (state === null) throw federationErrors.FEDERATION_UNKNOWN_STATE({});
  const attempt = await directory.store.write('shared', (session) =>
    session.identities.takeAttempt(digest(state), directory.clock()),
  );
  const isSame =
    attempt !== undefined &&
    attempt.providerId === providerId &&
    timingSafeEqual(Buffer.from(attempt.browserHash), Buffer.from(digest(browserSecret)));
  if (!isSame) throw federationErrors.FEDERATION_UNKNOWN_STATE({});
  return attempt;
}

type Claims = Readonly<Record<string, unknown>>;

async function redeemCode(
  { provider, configuration }: ReadyProvider,
  { redirectUri, nonce, codeVerifier }: FederationAttempt,
  query: string,
): Promise<Claims> {
  const address = new URL(redirectUri);
  address.search = query;
  const tokens = await openid.authorizationCodeGrant(configuration, address, {
    expectedNonce: nonce,
    // Found by its digest, so it is the one that was sent.
    expectedState: new URLSearchParams(query).get('state')!,
    pkceCodeVerifier: codeVerifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims()!;
  if (claims[provider.claims.email] !== undefined || configuration.serverMetadata().userinfo_endpoint === undefined) {
    return claims;
  }
  const {
    acr: _,
    amr: __,
    tid: ___,
    ...about
  } = await openid.fetchUserInfo(configuration, tokens.access_token, claims.sub);
  // How and where somebody signed in is the signed token's to say; of the rest what is signed counts more than what is not.
  return { ...about, ...claims };
}

/** @throws Error with a reason for the log */
function requireRightPlace({ tenantId }: OpenIdProvider, { acrValues }: FederationAttempt, claims: Claims): void {
  const { tid, acr, sub } = claims;
  if (typeof sub !== 'string' || sub === '' || sub.length > 255) throw new Error('the subject is missing or too long');
  if (tenantId !== null && String(tid).toLowerCase() !== tenantId) throw new Error('the token is of another directory');
  if (acrValues.length > 0 && !acrValues.includes(String(acr))) throw new Error('the token has not the acr asked for');
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
