import { openIdScopes } from '@muster/directory';
import type { Api, ApiScope, Consent, RegisteredClient } from '../ports.ts';
import { graphAppId } from '../tokens/graph-resource.ts';
import type { RequestedScopes } from './requested-scopes.ts';

/** What was consented to, as far as a request is concerned. */
export interface ConsentedScopes {
  readonly openId: readonly string[];
  readonly permissions: readonly string[];
}

/** Names of OpenID Connect are permissions of the directory's own API; the others those of the API asked for. */
export function consentedScopes(consents: readonly Consent[], api: Api): ConsentedScopes {
  const at = (appId: string) => consents.filter((each) => each.apiAppId === appId).flatMap(({ scopes }) => scopes);
  const known = new Set(api.scopes.map(({ value }) => value));
  const permissions = [...new Set(at(api.appId))].filter((each) => known.has(each) && !openIdScopes.includes(each));
  return { openId: openIdScopes.filter((each) => at(graphAppId).includes(each)), permissions };
}

/** What must still be consented to before the request can be answered. */
export interface MissingConsent {
  readonly openId: readonly string[];
  readonly permissions: readonly ApiScope[];
}

/**
 * `.default` misses nothing once anything at all was consented to; before, it means what the application says it needs of
 * the API (`requiredResourceAccess`). An application that says nothing means what people may grant: at the directory's own
 * API to read one's own profile, at another one everything of that kind.
 */
export function missingConsent(
  requested: RequestedScopes,
  consented: ConsentedScopes,
  { requiredScopes }: Pick<RegisteredClient, 'requiredScopes'>,
): MissingConsent {
  const { api } = requested;
  const openId = requested.openId.filter((each) => !consented.openId.includes(each));
  if (requested.isDefault && consented.permissions.length === 0) {
    return { openId, permissions: firstPermissions(api, requiredScopes[api.appId] ?? []) };
  }
  const values = requested.permissions.filter((each) => !consented.permissions.includes(each));
  return { openId, permissions: api.scopes.filter(({ value }) => values.includes(value)) };
}

function firstPermissions(api: Api, required: readonly string[]): readonly ApiScope[] {
  const needed = api.scopes.filter(({ id, value }) => required.includes(id) && !openIdScopes.includes(value));
  if (needed.length > 0) return needed;
  if (api.appId === graphAppId) return api.scopes.filter(({ value }) => value === 'User.Read');
  return api.scopes.filter(({ isForPeopleToGrant }) => isForPeopleToGrant);
}
