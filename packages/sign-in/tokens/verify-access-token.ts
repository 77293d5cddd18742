import type { Instant, ObjectId } from '@muster/kernel';
import { type JWTPayload, errors as joseErrors, jwtVerify } from 'jose';
import type { PublicAddress } from '../addresses/public-address.ts';
import { issuerOf } from '../addresses/resolve-tenant.ts';
import { signInErrors } from '../errors.ts';
import { graphResourceNames } from './graph-resource.ts';
import type { SigningKeys } from './signing-keys.ts';

/** The application a valid access token speaks for. */
export interface ApplicationCaller {
  readonly kind: 'application';
  readonly appId: string;
  readonly servicePrincipalId: string;
  readonly tenantId: string;
  /** Its name when the token was issued; its id when the token has no name. */
  readonly displayName: string;
  /** Application permissions as granted when the token was issued. */
  readonly roles: readonly string[];
  /** It held a role of the directory when the token was issued: whoever decides looks at what it holds now. */
  readonly hasDirectoryRoles: boolean;
}

/** The person a valid access token speaks for, through an application. */
export interface PersonCaller {
  readonly kind: 'person';
  readonly userId: string;
  readonly tenantId: string;
  readonly client: { readonly appId: string; readonly name: string };
  /** Delegated permissions, as consented to when the token was issued. */
  readonly scopes: readonly string[];
  /**
   * When the person signed in, to the second. Where sessions were ended since, the token counts no more, even when it was
   * made at the same moment or by a node whose clock is ahead.
   */
  readonly signedInAt: Instant;
  /** When the person proved who they are, as the sign-in says; null when it does not. */
  readonly provedAt: Instant | null;
  /** How the person proved who they are: `pwd`, `otp`, `mfa`, … */
  readonly amr: readonly string[];
  /** Authentication contexts that the sign-in satisfied: `c1`, … */
  readonly acrs: readonly string[];
  /** The name of the session in which the token was made; undefined when the token has none. */
  readonly sid: string | undefined;
}

/** Against what access tokens are verified. */
export interface TokenGround {
  readonly keys: SigningKeys;
  readonly address: PublicAddress;
  readonly tenantId: ObjectId;
}

/** What a valid access token says, and when it is valid, in seconds since 1970. */
export interface VerifiedToken {
  readonly caller: ApplicationCaller | PersonCaller;
  readonly notBefore: number;
  readonly expires: number;
}

/** How far the clocks of two nodes may be apart, in seconds: one issues, another verifies. */
const clockToleranceSeconds = 60;

/**
 * Returns the caller an access token for the Graph API stands for: an application by itself, or a person through one, and from when to when. Nothing
 * is fetched or stored.
 *
 * @param token the text after `Bearer `; empty when the request carried none.
 * @throws AppError ACCESS_TOKEN_EMPTY, ACCESS_TOKEN_NOT_VALID_NOW, ACCESS_TOKEN_WRONG_AUDIENCE,
 *   ACCESS_TOKEN_WRONG_ISSUER, or ACCESS_TOKEN_UNREADABLE for everything else: another algorithm than RS256, a foreign
 *   key, a changed or malformed token, one that is no access token.
 * @see Graph surface spec §5 for the wording
 */
export async function verifyAccessToken(ground: TokenGround, token: string, now: Instant): Promise<VerifiedToken> {
  if (token.trim() === '') throw signInErrors.ACCESS_TOKEN_EMPTY({});
  const claims = await verifiedClaims(ground, token, now);
  const baseUrl = ownBaseUrl(ground, claims.iss);
  if (baseUrl === undefined) throw signInErrors.ACCESS_TOKEN_WRONG_ISSUER({});
  if (typeof claims.aud !== 'string' || !graphResourceNames(baseUrl).includes(claims.aud)) {
    throw signInErrors.ACCESS_TOKEN_WRONG_AUDIENCE({});
  }
  if (claims.tid !== ground.tenantId) throw signInErrors.ACCESS_TOKEN_WRONG_ISSUER({});
  const { nbf, exp } = claims;
  const caller =
    claims.idtyp === 'user' ? personCaller(claims, ground.tenantId) : applicationCaller(claims, ground.tenantId);
  return { caller, notBefore: nbf!, expires: exp! };
}

/** Whether a token that was valid once is valid at this time, by the rule of `verifyAccessToken`. */
export function isWithin({ notBefore, expires }: VerifiedToken, now: Instant): boolean {
  const seconds = Math.floor(now / 1000);
  return notBefore <= seconds + clockToleranceSeconds && expires > seconds - clockToleranceSeconds;
}

async function verifiedClaims(ground: TokenGround, token: string, now: Instant): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, ground.keys.findPublicKey, {
      algorithms: ['RS256'],
      // An ID token is signed by the same key and must not open the API.
      typ: 'at+jwt',
      currentDate: new Date(now),
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp', 'nbf', 'iat'],
    });
    return payload;
  } catch (cause) {
    throw isAboutTime(cause)
      ? signInErrors.ACCESS_TOKEN_NOT_VALID_NOW({}, { cause })
      : signInErrors.ACCESS_TOKEN_UNREADABLE({}, { cause });
  }
}

function isAboutTime(cause: unknown): boolean {
  if (cause instanceof joseErrors.JWTExpired) return true;
  return (
    cause instanceof joseErrors.JWTClaimValidationFailed && cause.claim === 'nbf' && cause.reason === 'check_failed'
  );
}

function ownBaseUrl(ground: TokenGround, issuer: string | undefined): string | undefined {
  const path = issuerOf('', ground.tenantId);
  if (issuer === undefined || !issuer.endsWith(path)) return undefined;
  const baseUrl = issuer.slice(0, -path.length);
  return ground.address.isOwn(baseUrl) ? baseUrl : undefined;
}

function applicationCaller(claims: JWTPayload, tenantId: string): ApplicationCaller {
  const { idtyp, appid, oid, roles, wids } = claims;
  if (idtyp !== 'app' || typeof appid !== 'string' || typeof oid !== 'string' || !Array.isArray(roles)) {
    throw signInErrors.ACCESS_TOKEN_UNREADABLE({});
  }
  const displayName = applicationName(claims, appid);
  return {
    kind: 'application',
    appId: appid,
    servicePrincipalId: oid,
    tenantId,
    displayName,
    roles: roles.map(String),
    hasDirectoryRoles: Array.isArray(wids) && wids.length > 0,
  };
}

function applicationName({ app_displayname: name }: JWTPayload, appId: string): string {
  return typeof name === 'string' && name !== '' ? name : appId;
}

function personCaller(claims: JWTPayload, tenantId: string): PersonCaller {
  const { appid, oid, scp, iat, auth_time: authTime, amr, acrs, sid } = claims;
  if (typeof appid !== 'string' || typeof oid !== 'string' || typeof scp !== 'string') {
    throw signInErrors.ACCESS_TOKEN_UNREADABLE({});
  }
  return {
    kind: 'person',
    userId: oid,
    tenantId,
    client: { appId: appid, name: applicationName(claims, appid) },
    scopes: scp.split(' ').filter((each) => each !== ''),
    signedInAt: ((typeof authTime === 'number' ? Math.min(authTime, iat!) : iat!) * 1000) as Instant,
    provedAt: typeof authTime === 'number' ? ((authTime * 1000) as Instant) : null,
    amr: Array.isArray(amr) ? amr.map(String) : [],
    acrs: Array.isArray(acrs) ? acrs.map(String) : [],
    sid: typeof sid === 'string' ? sid : undefined,
  };
}

/**
 * The `WWW-Authenticate` header that goes with a 401 of the Graph API.
 *
 * @see Graph surface spec §5; the authorization URI names this tenant, since `common` is refused here
 */
export function bearerChallenge(authorizationUri: string, clientId: string): string {
  return `Bearer realm="", authorization_uri="${authorizationUri}", client_id="${clientId}"`;
}
