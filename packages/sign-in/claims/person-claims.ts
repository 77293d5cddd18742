import type { Person, RegisteredClient } from '../ports.ts';
import type { IssuedClaims } from '../tokens/application-claims.ts';

/** How and when a person signed in. */
export interface SignInFacts {
  readonly authTime: number | undefined;
  readonly amr: readonly string[] | undefined;
  readonly sid: string | undefined;
}

/** What a person's access token is made of beside what the library has put into it. */
export interface DelegatedTokenParts {
  readonly issued: IssuedClaims;
  readonly client: RegisteredClient;
  readonly person: Person;
  readonly tenantId: string;
  /** Delegated permissions, and the names of OpenID Connect when the API is the directory's own. */
  readonly scopes: readonly string[];
  readonly facts: SignInFacts;
  readonly roleTemplateIds: readonly string[];
  readonly groups: Record<string, unknown>;
  /** Values of the person's roles at the API. */
  readonly roles: readonly string[];
  /** Authentication contexts. */
  readonly contexts: readonly string[] | undefined;
  /** What the API asked for beside. */
  readonly optional: Record<string, unknown>;
  /** True when the application proved its identity with a secret. */
  readonly isConfidential: boolean;
}

/**
 * The whole payload of an access token that an application uses in a person's name.
 *
 * @see "Access token claims reference" of the Microsoft identity platform; `sub` is the person's id for every application,
 *   where Entra makes a different one for each
 */
export function personAccessClaims(parts: DelegatedTokenParts) {
  const { issued, client, person, tenantId, scopes, facts, roleTemplateIds, groups, roles, contexts } = parts;
  const { jti, iat, exp, iss, aud } = issued;
  return {
    ...parts.optional,
    aud,
    iss,
    iat,
    nbf: iat,
    exp,
    jti,
    uti: jti,
    ver: '2.0',
    idtyp: 'user',
    tid: tenantId,
    oid: person.id,
    sub: person.id,
    scp: scopes.join(' '),
    appid: client.appId,
    azp: client.appId,
    azpacr: parts.isConfidential ? '1' : '0',
    client_id: client.appId,
    app_displayname: client.displayName,
    ...nameClaims(person),
    unique_name: person.userPrincipalName,
    auth_time: facts.authTime,
    amr: facts.amr,
    sid: facts.sid,
    wids: [...roleTemplateIds],
    ...(roles.length === 0 ? {} : { roles: [...roles] }),
    ...(contexts === undefined ? {} : { acrs: [...contexts] }),
    ...groups,
  };
}

/** The person's names, in access tokens and ID tokens alike. */
export function nameClaims(person: Person) {
  return {
    name: person.displayName,
    preferred_username: person.userPrincipalName,
    upn: person.userPrincipalName,
    ...(person.givenName === null ? {} : { given_name: person.givenName }),
    ...(person.surname === null ? {} : { family_name: person.surname }),
  };
}

/** What an ID token may say of a person; the library leaves out what was not asked for. */
export function personIdClaims(
  person: Person,
  tenantId: string,
  roleTemplateIds: readonly string[],
  groups: Record<string, unknown>,
  more: { readonly roles: readonly string[]; readonly contexts: readonly string[] | undefined },
) {
  const { roles, contexts } = more;
  return {
    oid: person.id,
    tid: tenantId,
    ver: '2.0',
    wids: [...roleTemplateIds],
    ...nameClaims(person),
    ...(person.mail === null ? {} : { email: person.mail }),
    ...(roles.length === 0 ? {} : { roles: [...roles] }),
    ...(contexts === undefined ? {} : { acrs: [...contexts] }),
    ...groups,
  };
}

/**
 * Says to another directory that this one has agreed for its people: its half of automatic redemption
 * (`automaticUserConsentSettings`, `outboundAllowed`). Between two directories of one Entra nobody has to say it.
 */
export const consentedAtHomeClaim = 'guest_consent';

/** Scope → the claims of ID tokens that come with it. */
export const claimsOfScopes = {
  openid: ['sub', 'oid', 'tid', 'ver', 'wids', 'groups', 'roles', 'upn', 'amr', 'acrs', consentedAtHomeClaim],
  profile: ['name', 'preferred_username', 'given_name', 'family_name'],
  email: ['email'],
};
