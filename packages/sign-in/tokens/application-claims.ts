import type { RegisteredClient } from '../ports.ts';

/** What the OAuth library has already put into a token. */
export interface IssuedClaims {
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  readonly iss: string;
  readonly aud: string;
}

/**
 * The whole payload of an application's access token. `roles` are the permissions granted at this moment: a later
 * grant or revocation shows in the next token. `client_id` is there for RFC 9068, the other names are Entra's.
 *
 * `wids` stand in tokens for the directory's own API alone, which looks anew at what the application holds, and where:
 * others would take a role that counts at one object for one that counts everywhere.
 *
 * @param roles those at the API that the token is for; at the directory's own when absent
 * @see "Access token claims reference" of the Microsoft identity platform
 */
export function applicationClaims(
  issued: IssuedClaims,
  client: RegisteredClient,
  tenantId: string,
  isForGraph: boolean,
  roles: readonly string[] = client.roles,
) {
  const { jti, iat, exp, iss, aud } = issued;
  return {
    aud,
    iss,
    iat,
    nbf: iat,
    exp,
    jti,
    uti: jti,
    ver: '2.0',
    idtyp: 'app',
    tid: tenantId,
    oid: client.servicePrincipalId,
    sub: client.servicePrincipalId,
    appid: client.appId,
    azp: client.appId,
    client_id: client.appId,
    app_displayname: client.displayName,
    roles: [...roles],
    ...(isForGraph && client.directoryRoles.length > 0 ? { wids: [...client.directoryRoles] } : {}),
  };
}
