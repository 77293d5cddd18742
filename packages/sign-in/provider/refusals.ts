import type { AppError } from '@muster/kernel';
import type { KoaContextWithOIDC } from 'oidc-provider';
import { aadstsNumbers, foreseenReason, isSignInError, signInErrors } from '../errors.ts';
import { libraryErrors } from './oidc-library.ts';

/** Carries an error of ours through the library, which passes on only its own kind. */
export class Refusal extends libraryErrors.OIDCProviderError {
  constructor(readonly reason: AppError) {
    super(reason.status, reason.apiCode, { cause: reason });
    this.error_description = `AADSTS${aadstsNumbers[reason.code]}: ${reason.message}`;
  }
}

/** Runs one of the library's call-backs; an error of this package becomes a refusal. */
export async function refusing<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isSignInError(error) ? new Refusal(error) : error;
  }
}

/** The error of ours that says what the library, or a call-back of ours, refused at the token endpoint. */
export function reasonOfRefusal(ctx: KoaContextWithOIDC, error: Error): AppError {
  if (error instanceof Refusal) return error.reason;
  const foreseen = foreseenReason(error);
  if (foreseen !== undefined) return foreseen;
  const extras = { cause: error };
  const { UnsupportedGrantType, InvalidClientAuth, OIDCProviderError } = libraryErrors;
  const missing = missingParameter(ctx);
  if (missing !== undefined) return signInErrors.SIGN_IN_PARAMETER_MISSING({ name: missing }, extras);
  if (error instanceof UnsupportedGrantType) {
    return signInErrors.SIGN_IN_GRANT_TYPE_UNSUPPORTED({ grantType: String(ctx.oidc.params?.grant_type) }, extras);
  }
  if (error instanceof InvalidClientAuth) {
    return ctx.oidc.client === undefined
      ? signInErrors.SIGN_IN_CLIENT_UNKNOWN({ appId: presentedClientId(ctx) }, extras)
      : signInErrors.SIGN_IN_SECRET_MISSING({}, extras);
  }
  const known = knownReason(error);
  if (known !== undefined) return known({}, extras);
  if (error instanceof libraryErrors.InvalidClient) {
    return signInErrors.SIGN_IN_CLIENT_UNKNOWN({ appId: presentedClientId(ctx) }, extras);
  }
  if (error instanceof libraryErrors.InvalidRedirectUri) return redirectMismatch(ctx, extras);
  if (error instanceof OIDCProviderError && error.expose) {
    return signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: error.error_description ?? error.error }, extras);
  }
  return signInErrors.SIGN_IN_FAILED({}, extras);
}

/** Refusals of the library that say all there is to say by their kind. */
function knownReason(error: Error) {
  if (error instanceof libraryErrors.SessionNotFound) return signInErrors.SIGN_IN_RUN_OUT;
  if (error instanceof libraryErrors.AuthorizationPending) return signInErrors.SIGN_IN_DEVICE_PENDING;
  if (error instanceof libraryErrors.ExpiredToken) return signInErrors.SIGN_IN_DEVICE_EXPIRED;
  if (error instanceof libraryErrors.AccessDenied) return signInErrors.SIGN_IN_DEVICE_DECLINED;
  if (error instanceof libraryErrors.InvalidGrant) return signInErrors.SIGN_IN_GRANT_REFUSED;
  return undefined;
}

function redirectMismatch(ctx: KoaContextWithOIDC, extras: { cause: unknown }): AppError {
  const { client_id: appId, redirect_uri: redirectUri } = ctx.query;
  return signInErrors.SIGN_IN_REDIRECT_MISMATCH({ redirectUri: String(redirectUri), appId: String(appId) }, extras);
}

/** Looks at the body as sent: the library blanks a parameter that was given twice. No body was read when undefined. */
function missingParameter(ctx: KoaContextWithOIDC): string | undefined {
  const { body } = ctx.oidc;
  if (body === undefined) return undefined;
  if (!body.grant_type && ctx.oidc.route === 'token') return 'grant_type';
  if (!body.client_id && ctx.headers.authorization === undefined) return 'client_id';
  return undefined;
}

function presentedClientId(ctx: KoaContextWithOIDC): string {
  const given = ctx.oidc.params?.client_id ?? ctx.query.client_id;
  if (typeof given === 'string') return given;
  const credentials = Buffer.from(ctx.headers.authorization?.split(' ')[1] ?? '', 'base64').toString('utf8');
  return credentials.slice(0, credentials.indexOf(':'));
}
