import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { groupClaims } from '../claims/group-claims.ts';
import { guestClaims } from '../claims/guest-claims.ts';
import { optionalClaims } from '../claims/optional-claims.ts';
import { claimsOfScopes, personIdClaims } from '../claims/person-claims.ts';
import { pagesResponseType } from '../clients/pages-client.ts';
import { isSpaOrigin, platformOf } from '../clients/redirect-uris.ts';
import { signInErrors } from '../errors.ts';
import type { Person } from '../ports.ts';
import { claimAccessToken } from './access-tokens.ts';
import { contextsOf } from './authentication-contexts.ts';
import { cookieName, cookieOptions, sessionCookieOptions } from './cookie-options.ts';
import { askForDeviceCode, confirmDeviceCode, sayDeviceDone } from './device-pages.ts';
import { besideScopes } from './id-tokens.ts';
import { policy } from './interaction-policy.ts';
import { loadGrant } from './library-grants.ts';
import { libraryStorage } from './library-storage.ts';
import type { ProviderParts } from './provider-parts.ts';
import { Refusal, refusing } from './refusals.ts';
import { libraryScopes, offlineScope, requestedResource, resourceServer } from './resources.ts';
import { libraryRoutes } from './routes.ts';
import { showProblem } from './show-page.ts';
import { currentClient, currentSignInRequest } from './sign-in-request.ts';
import { checkPlatform, personOf, type TokenSource } from './token-requests.ts';

const minute = 60;
const day = 24 * 60 * minute;
/** Refresh tokens of pages end for good after a day, as Entra's do; those of others with ninety days of disuse. */
const [pageRefresh, otherRefresh] = [day, 90 * day];

/** How the library is set up for one base URL. */
export function configuration(parts: ProviderParts): Configuration {
  const { baseUrl, tokenLifetime, keys } = parts;
  const off = { enabled: false };
  return {
    adapter: libraryStorage(parts.clients, parts.kept),
    jwks: { keys: [...keys.current.privateJwks] } as NonNullable<Configuration['jwks']>,
    routes: libraryRoutes,
    responseTypes: ['code', 'id_token', 'code id_token', pagesResponseType],
    scopes: [...libraryScopes],
    claims: claimsOfScopes,
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    // Secrets do not belong in browsers: only an application with a page on the origin reads tokens from there.
    clientBasedCORS: (_ctx, origin) => isSpaOrigin(currentClient().redirectUris, origin),
    allowOmittingSingleRegisteredRedirectUri: false,
    conformIdTokenClaims: false,
    cookies: {
      names: {
        session: cookieName(baseUrl, 'muster-session', '/'),
        interaction: cookieName(baseUrl, 'muster-sign-in', '/sign-in'),
        resume: cookieName(baseUrl, 'muster-resume', '/sign-in'),
      },
      long: sessionCookieOptions(baseUrl),
      short: cookieOptions(baseUrl),
      keys: [parts.cookieKey],
    },
    // Claims are read by ourselves: the library's own reading refuses requests that ask nothing of ID tokens.
    extraParams: ['domain_hint', 'client_info', 'claims'],
    interactions: {
      policy: policy(parts),
      url: (_ctx, interaction) => `${baseUrl}/${parts.tenantId}/sign-in/${interaction.uid}`,
    },
    findAccount: (ctx, id, source) => findAccount(ctx, id, source as TokenSource | undefined, parts),
    loadExistingGrant: (ctx) => refusing(() => loadGrant(ctx, parts)),
    issueRefreshToken: (_ctx, _client, source) => (source as { scopes: Set<string> }).scopes.has(offlineScope),
    rotateRefreshToken: () => true,
    expiresWithSession: () => false,
    pkce: { required: (ctx) => needsPkce(ctx) },
    renderError: (ctx, out, error) => showProblem(ctx, parts, out, error),
    ttl: {
      AccessToken: Math.floor(tokenLifetime / 1000),
      ClientCredentials: Math.floor(tokenLifetime / 1000),
      AuthorizationCode: 2 * minute,
      DeviceCode: 15 * minute,
      IdToken: 60 * minute,
      Interaction: 60 * minute,
      Grant: 180 * day,
      RefreshToken: (ctx) => refreshTtl(ctx),
      Session: (_ctx, session) => (session.transient === true ? day : 90 * day),
    },
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: {
        enabled: true,
        mask: '****-****',
        userCodeInputSource: (ctx, form, _out, error) => askForDeviceCode(ctx, parts, form, error),
        userCodeConfirmSource: (ctx, form, _client, _info, userCode) => confirmDeviceCode(ctx, parts, form, userCode),
        successSource: (ctx) => sayDeviceDone(ctx, parts),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx) => refusing(() => requestedResource(ctx, parts)),
        getResourceServerInfo: (ctx, indicator) => refusing(() => resourceServer(ctx, indicator, parts)),
        useGrantedResource: () => true,
      },
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      requestObjects: off,
      rpInitiatedLogout: off,
      userinfo: off,
    },
    discovery: {
      end_session_endpoint: `${baseUrl}/${parts.tenantId}/oauth2/v2.0/logout`,
      userinfo_endpoint: `${baseUrl}/oidc/userinfo`,
      frontchannel_logout_supported: true,
      frontchannel_logout_session_supported: true,
      msgraph_host: new URL(baseUrl).host,
      tenant_region_scope: null,
    } as never,
    formats: {
      customizers: { jwt: (ctx, token, jwt) => refusing(() => claimAccessToken(ctx, token, jwt, parts)) as never },
    },
    enabledJWA: {
      idTokenSigningAlgValues: ['RS256'],
    },
  };
}

async function findAccount(ctx: KoaContextWithOIDC, id: string, source: TokenSource | undefined, parts: ProviderParts) {
  const request = currentSignInRequest();
  if (source === undefined) {
    request.person = await parts.people.findPerson(id);
    if (request.person === undefined) return undefined;
  } else {
    await refusing(async () => {
      checkPlatform(ctx, source);
      request.person = await personOf(source, id, parts);
    });
  }
  const person = request.person!;
  return {
    accountId: id,
    claims: () => idClaims(ctx, person, source, parts),
  };
}

/** What the ID token says; `more` beside what scopes bring along. */
async function idClaims(
  ctx: KoaContextWithOIDC,
  person: Person,
  source: TokenSource | undefined,
  parts: ProviderParts,
) {
  const { people } = parts;
  const client = currentClient();
  const { servicePrincipalId, optionalClaims: wanted } = client;
  const groups = await groupClaims(people, person.id, client, parts.baseUrl);
  const { amr, sid, authTime } = source ?? sessionFacts(ctx);
  const contexts = await contextsOf(amr, parts);
  const { roles } = await people.appAccessOf(servicePrincipalId, person.id);
  const { clientAddress } = currentSignInRequest();
  const signIn = { authTime, amr, sid };
  return {
    sub: person.id,
    ...personIdClaims(person, parts.tenantId, await people.rolesOf(person.id), groups, { roles, contexts }),
    ...(await guestClaims(client, person.id, people)),
    [besideScopes]: await optionalClaims(wanted, { person, signIn, contexts, clientAddress }, people),
  };
}

/** An ID token that goes through the browser is made of the session itself. */
function sessionFacts(ctx: KoaContextWithOIDC) {
  const { session, client } = ctx.oidc;
  const sid = session !== undefined && client !== undefined ? session.sidFor(client.clientId) : undefined;
  return { authTime: session?.authTime(), amr: (session as { amr?: readonly string[] } | undefined)?.amr, sid };
}

/** @throws AppError SIGN_IN_PKCE_REQUIRED through the library, when it is needed and missing */
function needsPkce(ctx: KoaContextWithOIDC): boolean {
  const { redirect_uri: redirectUri, code_challenge: challenge } = ctx.oidc.params as Record<
    string,
    string | undefined
  >;
  const platform = platformOf(currentClient().redirectUris, redirectUri ?? '');
  if (platform === 'spa' && challenge === undefined) throw new Refusal(signInErrors.SIGN_IN_PKCE_REQUIRED({}));
  return platform !== 'web';
}

function refreshTtl(ctx: KoaContextWithOIDC): number {
  if (currentSignInRequest().platform !== 'spa') return otherRefresh;
  const rotated = ctx.oidc.entities.RotatedRefreshToken;
  return rotated === undefined ? pageRefresh : Math.max(1, rotated.remainingTTL);
}
