import { openIdScopes } from '@muster/directory';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { groupClaims } from '../claims/group-claims.ts';
import { optionalClaims } from '../claims/optional-claims.ts';
import { personAccessClaims } from '../claims/person-claims.ts';
import type { Api } from '../ports.ts';
import { consentedScopes } from '../scopes/consented-scopes.ts';
import { applicationClaims, type IssuedClaims } from '../tokens/application-claims.ts';
import { graphAppId, graphResourceNames } from '../tokens/graph-resource.ts';
import { requireAssignment } from './assignment-check.ts';
import { contextsOf } from './authentication-contexts.ts';
import type { ProviderParts } from './provider-parts.ts';
import { apiOf, offlineScope } from './resources.ts';
import { currentClient, currentSignInRequest } from './sign-in-request.ts';
import { isConfidential } from './token-requests.ts';

interface LibraryToken {
  readonly kind: string;
  readonly accountId?: string | undefined;
  readonly sid?: string | undefined;
  readonly resourceServer?: { identifier(): string } | undefined;
}

/** Puts the claims of an access token in the place of the library's. */
export async function claimAccessToken(
  ctx: KoaContextWithOIDC,
  token: LibraryToken,
  jwt: { payload: object },
  parts: ProviderParts,
): Promise<void> {
  const issued = jwt.payload as IssuedClaims & { readonly scope?: string };
  if (token.kind === 'ClientCredentials') {
    const roles = currentSignInRequest().applicationAccess?.roles;
    const isForGraph = graphResourceNames(parts.baseUrl).includes(issued.aud);
    jwt.payload = applicationClaims(issued, currentClient(), parts.tenantId, isForGraph, roles);
    return;
  }
  const request = currentSignInRequest();
  const person = request.person!;
  const api = await apiOf(token.resourceServer!.identifier(), parts);
  const { source, openId } = sourceOf(ctx);
  const permissions = await grantedPermissions(issued.scope ?? '', parts);
  // Names of OpenID Connect are permissions of the directory's own API and stand in its tokens alone.
  const scopes = api.appId === graphAppId ? [...openId, ...permissions] : permissions;
  request.issuedScopes = [...openId, ...permissions];
  const client = currentClient();
  await requireAssignment(client, api, person.id, parts);
  const signIn = { authTime: source.authTime, amr: source.amr, sid: token.sid };
  const contexts = await contextsOf(source.amr, parts);
  const { clientAddress } = request;
  jwt.payload = personAccessClaims({
    issued,
    client,
    person,
    tenantId: parts.tenantId,
    scopes: scopes.filter((each) => each !== 'offline_access'),
    facts: signIn,
    roleTemplateIds: await parts.people.rolesOf(person.id),
    groups: await groupClaims(parts.people, person.id, api, parts.baseUrl),
    roles: await rolesAt(api, person.id, parts),
    contexts,
    optional: await optionalClaims(api.optionalClaims, { person, signIn, contexts, clientAddress }, parts.people),
    isConfidential: isConfidential(ctx),
  });

  /** `.default` stands for everything that was consented to. */
  async function grantedPermissions(scope: string, { people }: ProviderParts): Promise<readonly string[]> {
    const names = scope.split(' ').filter((each) => each !== '');
    if (!names.includes('.default')) return names;
    const consents = await people.consentsOf(currentClient().servicePrincipalId, person.id);
    return consentedScopes(consents, api).permissions;
  }
}

/** People have no roles at the directory's own API: what they may do there is looked up with every request. */
async function rolesAt(api: Api, personId: string, { people }: ProviderParts): Promise<readonly string[]> {
  if (api.servicePrincipalId === null) return [];
  return (await people.appAccessOf(api.servicePrincipalId, personId)).roles;
}

interface Source {
  readonly authTime?: number | undefined;
  readonly amr?: readonly string[] | undefined;
  readonly scopes?: ReadonlySet<string> | undefined;
}

/** The record that the token is made of, and the names of OpenID Connect that were granted with it. */
function sourceOf(ctx: KoaContextWithOIDC): { source: Source; openId: readonly string[] } {
  const { RefreshToken, AuthorizationCode, DeviceCode, Grant } = ctx.oidc.entities;
  const source = (AuthorizationCode ?? DeviceCode ?? RefreshToken ?? {}) as Source;
  const asked = currentSignInRequest().scopes?.openId ?? [...(source.scopes ?? [])];
  const names = asked.map((each) => (each === offlineScope ? 'offline_access' : each));
  const granted = new Set((Grant?.getOIDCScope() ?? '').split(' '));
  const isGranted = (name: string) => granted.has(name === 'offline_access' ? offlineScope : name);
  return { source, openId: openIdScopes.filter((each) => names.includes(each) && isGranted(each)) };
}
