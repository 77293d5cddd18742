import { openIdScopes } from '@muster/directory';
import type { KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { signInErrors } from '../errors.ts';
import type { Api, RegisteredClient } from '../ports.ts';
import { type RequestedScopes, requestedScopes } from '../scopes/requested-scopes.ts';
import { graphAppId, graphIdentifierUri } from '../tokens/graph-resource.ts';
import { namedResource, ownResource } from '../tokens/resource-of-scope.ts';
import type { ProviderParts } from './provider-parts.ts';
import { currentClient, currentSignInRequest } from './sign-in-request.ts';

/** The library drops `offline_access` unless the person is asked each time; under this name it lets it through. */
export const offlineScope = 'offline';
const defaultPermission = '.default';

/** The names of OpenID Connect, as the library knows them. */
export const libraryScopes = openIdScopes.map((each) => (each === 'offline_access' ? offlineScope : each));

const isForApplication = (ctx: KoaContextWithOIDC) => ctx.oidc.params?.grant_type === 'client_credentials';
/** The API as the library names it. */
export const indicatorOf = (api: Pick<Api, 'appId'>) => `api://${api.appId}`;

/**
 * The API a request is for, as a URI: the scope says it. For requests of people the scope is put into the library's form,
 * short names, on the way.
 */
export async function requestedResource(ctx: KoaContextWithOIDC, parts: ProviderParts): Promise<string> {
  const params = ctx.oidc.params!;
  if (isForApplication(ctx)) return applicationResource(params.scope as string | undefined, parts);
  refuseDisabled(currentClient());
  const requested = await requestedOf(ctx, parts);
  params.scope = libraryScope(requested);
  return indicatorOf(requested.api);
}

/**
 * The API that an application wants a token for by itself, as a URI.
 *
 * @throws AppError SIGN_IN_RESOURCE_UNKNOWN, SIGN_IN_APPLICATION_NOT_ASSIGNED, SIGN_IN_PARAMETER_MISSING, SIGN_IN_SCOPE_INVALID
 */
async function applicationResource(scope: string | undefined, parts: ProviderParts): Promise<string> {
  const named = namedResource(scope);
  const own = ownResource(named, parts.baseUrl);
  if (own !== undefined) return URL.canParse(own) ? own : `api://${own}`;
  const api = await requireApi(named, parts);
  // Asked for under another of its names, the directory's own API would have its own roles.
  if (api.servicePrincipalId === null) return graphIdentifierUri;
  const client = currentClient();
  const access = await parts.clients.accessAt(client, api);
  if (api.isAssignmentRequired && !access.isAssigned) {
    throw signInErrors.SIGN_IN_APPLICATION_NOT_ASSIGNED({ appId: client.appId, resource: api.displayName });
  }
  currentSignInRequest().applicationAccess = access;
  return indicatorOf(api);
}

/** @throws AppError SIGN_IN_CLIENT_DISABLED */
export function refuseDisabled({ isEnabled, appId, displayName }: RegisteredClient): void {
  if (!isEnabled) throw signInErrors.SIGN_IN_CLIENT_DISABLED({ appId, displayName });
}

/** The scope of a request in the library's form. */
export function libraryScope({ openId, permissions, isDefault }: RequestedScopes): string {
  const names = openId.map((each) => (each === 'offline_access' ? offlineScope : each));
  return [...names, ...permissions, ...(isDefault ? [defaultPermission] : [])].join(' ');
}

/** What the request asks for; read once for a request. */
export async function requestedOf(ctx: KoaContextWithOIDC, parts: ProviderParts): Promise<RequestedScopes> {
  const request = currentSignInRequest();
  request.scopes ??= await readScopes(ctx, parts);
  return request.scopes;
}

async function readScopes(ctx: KoaContextWithOIDC, parts: ProviderParts): Promise<RequestedScopes> {
  const { scope, resource } = ctx.oidc.params as { scope?: string; resource?: string };
  const api = resource === undefined ? undefined : await apiOf(resource, parts);
  return readScope(scope, parts, api);
}

/** @param api whose permissions stand in the scope without its name, when it is known */
export async function readScope(scope: string | undefined, parts: ProviderParts, api?: Api): Promise<RequestedScopes> {
  const graph = api ?? (await requireApi(graphAppId, parts));
  const text = scope?.replace(/(^| )offline(?= |$)/, '$1offline_access');
  return requestedScopes(text, graph, (name) => parts.people.findApi(nameOf(name, parts)));
}

/** Under its own address, the server goes by the name of the API it serves. */
function nameOf(name: string, { baseUrl }: ProviderParts): string {
  return name.toLowerCase() === baseUrl.toLowerCase() ? graphIdentifierUri : name;
}

/** The API that the request is for, once the library knows it. */
export async function apiOfRequest(ctx: KoaContextWithOIDC, parts: ProviderParts): Promise<Api> {
  return (await requestedOf(ctx, parts)).api;
}

/** The API of a resource indicator. */
export function apiOf(indicator: string, parts: ProviderParts): Promise<Api> {
  return requireApi(indicator.replace(/^api:\/\//, ''), parts);
}

async function requireApi(name: string, { people }: ProviderParts): Promise<Api> {
  const api = await people.findApi(name);
  if (api === undefined) throw signInErrors.SIGN_IN_RESOURCE_UNKNOWN({ resource: name, known: [graphIdentifierUri] });
  return api;
}

/** How the library is to make access tokens for an API. */
export async function resourceServer(
  ctx: KoaContextWithOIDC,
  indicator: string,
  parts: ProviderParts,
): Promise<ResourceServer> {
  const sign = { alg: 'RS256' as const, kid: parts.keys.current.signingKid };
  if (isForApplication(ctx)) {
    const scope = ctx.oidc.params?.scope as string | undefined;
    // The scope alone decides; a `resource` parameter (RFC 8707) may repeat it.
    if ((await requestedResource(ctx, parts)) !== indicator) {
      throw signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: 'scope and resource name different resources' });
    }
    const own = ownResource(namedResource(scope), parts.baseUrl);
    const audience = own ?? (await applicationAudience(indicator, parts));
    return { audience, scope: scope ?? '', accessTokenFormat: 'jwt', jwt: { sign } };
  }
  const api = await apiOf(indicator, parts);
  const audience = api.appId === graphAppId ? graphIdentifierUri : api.appId;
  const scope = [
    ...api.scopes.map(({ value }) => value).filter((each) => !openIdScopes.includes(each)),
    defaultPermission,
  ];
  return { audience, scope: scope.join(' '), accessTokenFormat: 'jwt', jwt: { sign } };
}

async function applicationAudience(indicator: string, parts: ProviderParts): Promise<string> {
  const { appId } = await apiOf(indicator, parts);
  return appId === graphAppId ? graphIdentifierUri : appId;
}
