import { pathOnSite } from '@muster/kernel';
import { signInErrors } from '../errors.ts';

/**
 * Answers the question of a client library whether it may trust an authority: yes for our own host, and where its
 * configuration is.
 *
 * @param authorizationEndpoint the address the client would send people to; absent is refused like a foreign one.
 * @throws AppError SIGN_IN_INSTANCE_UNKNOWN for another host: this server vouches only for itself.
 * @see instance discovery as MSAL asks it, `api-version=1.1`
 */
export function instanceDiscovery(baseUrl: string, authorizationEndpoint: string | undefined) {
  const endpoint =
    authorizationEndpoint !== undefined && URL.canParse(authorizationEndpoint)
      ? new URL(authorizationEndpoint)
      : undefined;
  if (endpoint === undefined || !endpoint.href.startsWith(`${baseUrl}/`))
    throw signInErrors.SIGN_IN_INSTANCE_UNKNOWN({});
  const tenant = pathOnSite(baseUrl, endpoint.href).split('/')[1];
  return {
    tenant_discovery_endpoint: `${baseUrl}/${tenant}/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: endpoint.host, preferred_cache: endpoint.host, aliases: [endpoint.host] }],
  };
}
