import { openIdScopes } from '@muster/directory';
import type { ClientRegistry, Consent, RegisteredClient } from '../ports.ts';
import type { ProviderParts } from '../provider/provider-parts.ts';
import { pagesReturnRoute } from '../provider/routes.ts';
import { graphAppId } from '../tokens/graph-resource.ts';

/** The id under which the directory's own pages sign people in; no application can have it. */
export const pagesAppId = '00000000-0000-0000-0000-000000000001';

/** Where a person is sent who signed in for a page. */
export const pagesRedirectUri = (baseUrl: string, tenantId: string) => `${baseUrl}/${tenantId}${pagesReturnRoute}`;

/**
 * The registry with the directory's own pages in it. They get a session and nothing else: the answer goes to an address of
 * ours, and without a secret nobody makes tokens of the code in it.
 */
export function withPages(registry: ClientRegistry, baseUrl: string, tenantId: string): ClientRegistry {
  const pages: RegisteredClient = {
    appId: pagesAppId,
    servicePrincipalId: '',
    displayName: 'Muster',
    isEnabled: true,
    secrets: [],
    roles: [],
    directoryRoles: [],
    isAssignmentRequired: false,
    logoutUrl: null,
    optionalClaims: [],
    requiredScopes: {},
    redirectUris: { web: [pagesRedirectUri(baseUrl, tenantId)], spa: [], publicClient: [] },
    isFallbackPublicClient: false,
    mayHaveIdTokenInBrowser: false,
    groupMembershipClaims: 'None',
  };
  return {
    findClient: async (appId) => (appId === pagesAppId ? pages : registry.findClient(appId)),
    accessAt: (client, api) => registry.accessAt(client, api),
  };
}

/** What was consented to. The directory's own pages need no consent. */
export async function consentsFor(
  client: RegisteredClient,
  personId: string,
  { people }: Pick<ProviderParts, 'people'>,
): Promise<readonly Consent[]> {
  if (client.appId === pagesAppId) return [{ apiAppId: graphAppId, scopes: openIdScopes }];
  return people.consentsOf(client.servicePrincipalId, personId);
}
