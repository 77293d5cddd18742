import { adminWebAppId, adminWebName, openIdScopes } from '@muster/directory';
import type { ClientRegistry, Consent, People, RegisteredClient } from '../ports.ts';
import type { IssuerParts } from '../provider/provider-parts.ts';
import { graphAppId } from '../tokens/graph-resource.ts';

/** It may do what the person may, and is never asked about. */
const consents: readonly Consent[] = [
  { apiAppId: graphAppId, scopes: [...openIdScopes, 'User.Read', 'Directory.AccessAsUser.All'] },
];

function adminWeb(baseUrl: string): RegisteredClient {
  return {
    appId: adminWebAppId,
    servicePrincipalId: adminWebAppId,
    displayName: adminWebName,
    isEnabled: true,
    secrets: [],
    roles: [],
    directoryRoles: [],
    isAssignmentRequired: false,
    logoutUrl: null,
    optionalClaims: [],
    requiredScopes: {},
    redirectUris: { web: [], spa: [`${baseUrl}/signed-in`, `${baseUrl}/`], publicClient: [] },
    isFallbackPublicClient: false,
    mayHaveIdTokenInBrowser: false,
    groupMembershipClaims: 'None',
  };
}

/**
 * The parts with the admin centre in them: an application without a secret, whose answers go to this server alone, with its
 * consent from the house and no roles of its own.
 */
export function withAdminWeb<P extends IssuerParts>(parts: P, baseUrl: string): P {
  return { ...parts, clients: withClient(parts.clients, adminWeb(baseUrl)), people: withConsent(parts.people) };
}

function withClient(registry: ClientRegistry, client: RegisteredClient): ClientRegistry {
  return {
    findClient: async (appId) => (appId === adminWebAppId ? client : registry.findClient(appId)),
    accessAt: (asked, api) => registry.accessAt(asked, api),
  };
}

function withConsent(people: People): People {
  const isIt = (servicePrincipalId: string) => servicePrincipalId === adminWebAppId;
  return {
    ...people,
    consentsOf: async (id, personId) => (isIt(id) ? consents : people.consentsOf(id, personId)),
    appAccessOf: async (id, personId) =>
      isIt(id) ? { isAssigned: true, roles: [] } : people.appAccessOf(id, personId),
    recordConsent: async (client, personId, consent) => {
      if (!isIt(client.servicePrincipalId)) await people.recordConsent(client, personId, consent);
    },
  };
}
