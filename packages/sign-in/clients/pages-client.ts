import { openIdScopes, pagesAppId } from '@muster/directory';
import type { Brand, ClientRegistry, Consent, RegisteredClient } from '../ports.ts';
import type { ProviderParts } from '../provider/provider-parts.ts';
import { pagesReturnRoute } from '../provider/routes.ts';
import { currentSignInRequest } from '../provider/sign-in-request.ts';
import { graphAppId } from '../tokens/graph-resource.ts';

/** The one thing that the pages ask for: that somebody is signed in. No code and no token comes of it. */
export const pagesResponseType = 'none';

/** Where a person is sent who signed in for a page. */
export const pagesRedirectUri = (baseUrl: string, tenantId: string) => `${baseUrl}/${tenantId}${pagesReturnRoute}`;

/**
 * The registry with the directory's own pages in it, for requests that a page of this server has begun; for everybody else
 * there is no such application.
 *
 * @param redirectUri where the pages take people back
 * @param brand of the directory: people sign in to it and not to an application
 */
export function withPages(registry: ClientRegistry, redirectUri: string, brand: () => Promise<Brand>): ClientRegistry {
  return {
    async findClient(appId) {
      if (appId !== pagesAppId) return registry.findClient(appId);
      if (currentSignInRequest().isForPages !== true) return undefined;
      return pagesClient((await brand()).displayName, redirectUri);
    },
    accessAt: (client, api) => registry.accessAt(client, api),
  };
}

function pagesClient(displayName: string, redirectUri: string): RegisteredClient {
  return {
    appId: pagesAppId,
    servicePrincipalId: '',
    displayName,
    isEnabled: true,
    secrets: [],
    roles: [],
    directoryRoles: [],
    isAssignmentRequired: false,
    logoutUrl: null,
    optionalClaims: [],
    requiredScopes: {},
    redirectUris: { web: [redirectUri], spa: [], publicClient: [] },
    isFallbackPublicClient: false,
    mayHaveIdTokenInBrowser: false,
    groupMembershipClaims: 'None',
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
