import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { groupClaims } from '../claims/group-claims.ts';
import { guestClaims } from '../claims/guest-claims.ts';
import { claimsOfScopes, personIdClaims } from '../claims/person-claims.ts';
import { isSpaOrigin, platformOf } from '../clients/redirect-uris.ts';
import { signInErrors } from '../errors.ts';
import { claimAccessToken } from './access-tokens.ts';
import { cookieOptions, sessionCookieOptions } from './cookie-options.ts';
import { askForDeviceCode, confirmDeviceCode, sayDeviceDone } from './device-pages.ts';
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
  const isSecure = baseUrl.startsWith('https:');
  // With the prefix, no other host or unencrypted page can set the cookie.
  const prefix = isSecure ? ['__Host-', '__Secure-'] : ['', ''];
  return {
    adapter: libraryStorage(parts.clients, parts.kept),
    jwks: { keys: [...keys.current.privateJwks] } as NonNullable<Configuration['jwks']>,
    routes: libraryRoutes,
    responseTypes: ['code', 'id_token', 'code id_token'],
    scopes: [...libraryScopes],
    claims: claimsOfScopes,
    clientAuthMethods: ['client_secret_post', 'client_secret_basic', 'none'],
    // Secrets do not belong in browsers: only an application with a page on the origin reads tokens from there.
    clientBasedCORS: (_ctx, origin) => isSpaOrigin(currentClient().redirectUris, origin),
    allowOmittingSingleRegisteredRedirectUri: false,
    conformIdTokenClaims: false,
    cookies: {
      names: {
        session: `${prefix[0]}muster-session`,
        interaction: `${prefix[1]}muster-sign-in`,
        resume: `${prefix[1]}muster-resume`,
      },
      long: sessionCookieOptions(baseUrl),
      short: cookieOptions(baseUrl),
      keys: [parts.cookieKey],
    },
    extraParams: ['domain_hint', 'client_info'],
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
    claims: async () => {
      const { groupMembershipClaims } = currentClient();
      const groups = await groupClaims(parts.people, id, groupMembershipClaims, parts.baseUrl);
      const forGuests = await guestClaims(currentClient(), id, parts.people);
      return {
        sub: id,
        ...personIdClaims(person, parts.tenantId, await parts.people.rolesOf(id), groups),
        ...forGuests,
      };
    },
  };
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
