import { AppError, defineErrors } from '@muster/kernel';

const unauthorized = { status: 401, apiCode: 'InvalidAuthenticationToken' } as const;

/**
 * The refusals of the sign-in endpoints. Messages are sentences where Entra fixes the sentence.
 * `apiCode` is the OAuth error (RFC 6749 §5.2); `aadstsNumbers` gives each its number.
 *
 * @see "Microsoft Entra authentication and authorization error codes"
 */
export const signInErrors = defineErrors({
  SIGN_IN_TENANT_UNKNOWN: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { tenant: string }) =>
      `Tenant '${p.tenant}' not found. Check that it is the id or a verified domain name of this directory.`,
  },
  SIGN_IN_TENANT_MISSING: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { tenant: string }) =>
      `No tenant-identifying information found: '${p.tenant}' names no directory. Use the tenant id or a verified domain name.`,
  },
  SIGN_IN_INSTANCE_UNKNOWN: {
    status: 400,
    apiCode: 'invalid_instance',
    message: () => 'Unknown or invalid instance.',
  },
  SIGN_IN_METHOD_NOT_ALLOWED: {
    status: 405,
    apiCode: 'invalid_request',
    message: (p: { method: string }) => `The endpoint only accepts POST requests. Received a ${p.method} request.`,
  },
  SIGN_IN_REQUEST_MALFORMED: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { reason: string }) => `Invalid request. Request is malformed or invalid: ${p.reason}.`,
  },
  SIGN_IN_REQUEST_TOO_LARGE: {
    status: 413,
    apiCode: 'invalid_request',
    message: (p: { limitBytes: number }) => `The request body is larger than ${p.limitBytes} bytes.`,
  },
  SIGN_IN_PARAMETER_MISSING: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { name: string }) => `The request body must contain the following parameter: '${p.name}'.`,
  },
  SIGN_IN_GRANT_TYPE_UNSUPPORTED: {
    status: 400,
    apiCode: 'unsupported_grant_type',
    message: (p: { grantType: string }) => `The app requested an unsupported grant type '${p.grantType}'.`,
  },
  SIGN_IN_SCOPE_INVALID: {
    status: 400,
    apiCode: 'invalid_scope',
    message: (p: { scope: string }) =>
      `The provided value for scope ${p.scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  },
  SIGN_IN_RESOURCE_UNKNOWN: {
    status: 400,
    apiCode: 'invalid_scope',
    message: (p: { resource: string; known: readonly string[] }) =>
      `The resource principal named ${p.resource} was not found in this directory. Known resources: ${p.known.join(', ')}.`,
  },
  SIGN_IN_CLIENT_UNKNOWN: {
    status: 400,
    apiCode: 'unauthorized_client',
    message: (p: { appId: string }) =>
      `Application with identifier '${p.appId}' was not found in the directory. The application has not been registered here, or the request was sent to the wrong tenant.`,
  },
  SIGN_IN_CLIENT_DISABLED: {
    status: 400,
    apiCode: 'unauthorized_client',
    message: (p: { appId: string; displayName: string }) => `Application '${p.appId}'(${p.displayName}) is disabled.`,
  },
  SIGN_IN_SECRET_MISSING: {
    status: 401,
    apiCode: 'invalid_client',
    message: () => "The request body must contain the following parameter: 'client_secret'.",
  },
  SIGN_IN_SECRET_WRONG: {
    status: 401,
    apiCode: 'invalid_client',
    message: (p: { appId: string }) =>
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${p.appId}'.`,
  },
  SIGN_IN_SECRET_EXPIRED: {
    status: 401,
    apiCode: 'invalid_client',
    message: (p: { appId: string }) =>
      `The provided client secret keys for app '${p.appId}' are expired. Create a new secret for the app.`,
  },
  SIGN_IN_SECRET_NOT_WANTED: {
    status: 401,
    apiCode: 'invalid_client',
    message: () => "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  SIGN_IN_REDIRECT_MISMATCH: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { redirectUri: string; appId: string }) =>
      `The redirect URI '${p.redirectUri}' specified in the request does not match the redirect URIs configured for the application '${p.appId}'. Make sure the redirect URI sent in the request matches one added to your application.`,
  },
  SIGN_IN_RESOURCE_PARAMETER: {
    status: 400,
    apiCode: 'invalid_request',
    message: () => "The 'resource' request parameter is not supported.",
  },
  SIGN_IN_SCOPES_OF_SEVERAL_APIS: {
    status: 400,
    apiCode: 'invalid_request',
    message: () =>
      'Provided value for the input parameter scope is not valid because it contains more than one resource.',
  },
  SIGN_IN_SCOPE_UNKNOWN: {
    status: 400,
    apiCode: 'invalid_scope',
    message: (p: { scope: string; api: string }) =>
      `The application asked for scope '${p.scope}' that doesn't exist on the resource '${p.api}'.`,
  },
  SIGN_IN_DEFAULT_SCOPE_MIXED: {
    status: 400,
    apiCode: 'invalid_scope',
    message: (p: { scope: string }) =>
      `The provided value for the input parameter 'scope' is not valid: .default scope can't be combined with resource-specific scopes. The scope ${p.scope} is not valid.`,
  },
  SIGN_IN_PKCE_REQUIRED: {
    status: 400,
    apiCode: 'invalid_request',
    message: () => 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
  },
  SIGN_IN_CROSS_ORIGIN_NOT_ALLOWED: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { origin: string }) =>
      `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${p.origin}'.`,
  },
  SIGN_IN_CROSS_ORIGIN_NEEDED: {
    status: 400,
    apiCode: 'invalid_request',
    message: () =>
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  },
  SIGN_IN_GRANT_REFUSED: {
    status: 400,
    apiCode: 'invalid_grant',
    message: () =>
      'The provided authorization code, device code or refresh token is invalid, has expired, was used already, or was revoked.',
  },
  SIGN_IN_PERSON_UNAVAILABLE: {
    status: 400,
    apiCode: 'invalid_grant',
    message: () => 'The account cannot be used, or its sessions were ended. Sign in again.',
  },
  SIGN_IN_CONSENT_MISSING: {
    status: 400,
    apiCode: 'invalid_grant',
    message: (p: { appId: string; displayName: string }) =>
      `The user or administrator has not consented to use the application with ID '${p.appId}' named '${p.displayName}'. Send an interactive authorization request for this user and resource.`,
  },
  SIGN_IN_OUTBOUND_BLOCKED: {
    status: 400,
    apiCode: 'access_denied',
    message: () => 'The settings for other directories do not let the user go to the directory of the application.',
  },
  SIGN_IN_CONSENT_DECLINED: {
    status: 400,
    apiCode: 'access_denied',
    message: () => 'User declined to consent to access the app.',
  },
  SIGN_IN_CONSENT_NOTHING: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { appId: string }) =>
      `Misconfigured application. The application '${p.appId}' asks for no permission that is known here: its requiredResourceAccess lists none, or the scope names none.`,
  },
  SIGN_IN_NOT_ASSIGNED: {
    status: 400,
    apiCode: 'invalid_grant',
    message: (p: { appId: string; displayName: string }) =>
      `Your administrator has configured the application '${p.displayName}' ('${p.appId}') to block users unless they are specifically granted (assigned) access to the application. The signed-in user is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator.`,
  },
  SIGN_IN_APPLICATION_NOT_ASSIGNED: {
    status: 400,
    apiCode: 'invalid_grant',
    message: (p: { appId: string; resource: string }) =>
      `Application '${p.appId}' is not assigned to a role for the application '${p.resource}'.`,
  },
  SIGN_IN_CONTEXT_UNKNOWN: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { context: string }) =>
      `The authentication context '${p.context}' that the claims of the request ask for does not exist in this directory, or is not available.`,
  },
  SIGN_IN_SECOND_FACTOR_MISSING: {
    status: 400,
    apiCode: 'access_denied',
    message: () =>
      'The application asks for a second factor, and the account has none. Register one, for example an authenticator app, and sign in again.',
  },
  SIGN_IN_SECOND_FACTOR_NEEDED: {
    status: 400,
    apiCode: 'interaction_required',
    message: () =>
      'The claims of the request ask for a second factor, and the sign-in that the token is from had none. Send an interactive authorization request with the same claims.',
  },
  SIGN_IN_CANCELLED: {
    status: 400,
    apiCode: 'access_denied',
    message: () => 'The user cancelled the sign-in.',
  },
  SIGN_IN_DEVICE_PENDING: {
    status: 400,
    apiCode: 'authorization_pending',
    message: () => 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  SIGN_IN_DEVICE_DECLINED: {
    status: 400,
    apiCode: 'authorization_declined',
    message: () => 'OAuth 2.0 device flow: the user declined the request.',
  },
  SIGN_IN_DEVICE_EXPIRED: {
    status: 400,
    apiCode: 'expired_token',
    message: () => 'The provided device code has expired. Start again.',
  },
  SIGN_IN_RUN_OUT: {
    status: 400,
    apiCode: 'invalid_request',
    message: () => 'This sign-in has ended or took too long. Go back to the application and start again.',
  },
  SIGN_IN_FORM_REFUSED: {
    status: 400,
    apiCode: 'invalid_request',
    message: () => 'The form was not sent from the page that this directory showed. Start again.',
  },
  SIGN_IN_TOO_BUSY: {
    status: 503,
    apiCode: 'temporarily_unavailable',
    message: () => 'More people sign in than can be answered at the moment. Try again in some seconds.',
  },
  SIGN_IN_FAILED: {
    status: 500,
    apiCode: 'server_error',
    message: () => 'The request could not be processed. Try again, and give the trace id to the administrator.',
  },
  SIGN_IN_TOO_MANY_REQUESTS: {
    status: 429,
    apiCode: 'temporarily_unavailable',
    message: () => 'There are too many incoming requests. Try again in a few seconds.',
  },
  SIGN_IN_ADDRESS_UNKNOWN: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { host: string }) =>
      `This server has no public address configured and answers only on the loopback address, not as '${p.host}'.`,
    help: () => 'set the public base URL of the server',
  },
  PUBLIC_ADDRESS_INVALID: {
    status: 500,
    apiCode: 'ServiceUnavailable',
    message: (p: { url: string }) => `public base URL \`${p.url}\` is not an http or https address without a query`,
    help: () => 'give scheme and host, and port and path where they are needed, for example `https://id.example.com`',
  },
  ACCESS_TOKEN_EMPTY: {
    ...unauthorized,
    message: () => 'Access token is empty.',
    help: () =>
      'Microsoft Graph is served under /v1.0 and /beta; send `Authorization: Bearer` with a token of the token endpoint',
  },
  ACCESS_TOKEN_UNREADABLE: {
    ...unauthorized,
    message: () => 'CompactToken parsing failed: the token is malformed or was not signed by this directory.',
  },
  ACCESS_TOKEN_NOT_VALID_NOW: { ...unauthorized, message: () => 'Access token has expired or is not yet valid.' },
  ACCESS_TOKEN_WRONG_AUDIENCE: { ...unauthorized, message: () => 'Invalid audience.' },
  ACCESS_TOKEN_WRONG_ISSUER: { ...unauthorized, message: () => 'Invalid issuer.' },
});

/** Entra's numbers, by error code: clients branch on them. A code without a number never leaves as a sign-in answer. */
export const aadstsNumbers: Readonly<Record<string, number>> = {
  SIGN_IN_TENANT_UNKNOWN: 90002,
  SIGN_IN_TENANT_MISSING: 50059,
  SIGN_IN_INSTANCE_UNKNOWN: 50049,
  SIGN_IN_METHOD_NOT_ALLOWED: 900561,
  SIGN_IN_REQUEST_MALFORMED: 9002313,
  SIGN_IN_REQUEST_TOO_LARGE: 9002313,
  SIGN_IN_PARAMETER_MISSING: 900144,
  SIGN_IN_GRANT_TYPE_UNSUPPORTED: 70003,
  SIGN_IN_SCOPE_INVALID: 1002012,
  SIGN_IN_RESOURCE_UNKNOWN: 500011,
  SIGN_IN_CLIENT_UNKNOWN: 700016,
  SIGN_IN_CLIENT_DISABLED: 7000112,
  SIGN_IN_SECRET_MISSING: 7000218,
  SIGN_IN_SECRET_WRONG: 7000215,
  SIGN_IN_SECRET_EXPIRED: 7000222,
  SIGN_IN_SECRET_NOT_WANTED: 700025,
  SIGN_IN_REDIRECT_MISMATCH: 50011,
  SIGN_IN_RESOURCE_PARAMETER: 901002,
  SIGN_IN_SCOPES_OF_SEVERAL_APIS: 28000,
  SIGN_IN_SCOPE_UNKNOWN: 650053,
  SIGN_IN_DEFAULT_SCOPE_MIXED: 70011,
  SIGN_IN_PKCE_REQUIRED: 9002325,
  SIGN_IN_CROSS_ORIGIN_NOT_ALLOWED: 9002326,
  SIGN_IN_CROSS_ORIGIN_NEEDED: 9002327,
  SIGN_IN_GRANT_REFUSED: 70000,
  SIGN_IN_PERSON_UNAVAILABLE: 50173,
  SIGN_IN_CONSENT_MISSING: 65001,
  SIGN_IN_OUTBOUND_BLOCKED: 500212,
  SIGN_IN_CONSENT_DECLINED: 65004,
  SIGN_IN_CONSENT_NOTHING: 650056,
  SIGN_IN_NOT_ASSIGNED: 50105,
  SIGN_IN_APPLICATION_NOT_ASSIGNED: 501051,
  SIGN_IN_CONTEXT_UNKNOWN: 90023,
  SIGN_IN_SECOND_FACTOR_MISSING: 50079,
  SIGN_IN_SECOND_FACTOR_NEEDED: 50076,
  SIGN_IN_CANCELLED: 65004,
  SIGN_IN_DEVICE_PENDING: 70016,
  SIGN_IN_DEVICE_DECLINED: 70018,
  SIGN_IN_DEVICE_EXPIRED: 70020,
  SIGN_IN_RUN_OUT: 90038,
  SIGN_IN_FORM_REFUSED: 165900,
  SIGN_IN_TOO_BUSY: 90033,
  SIGN_IN_FAILED: 90033,
  SIGN_IN_TOO_MANY_REQUESTS: 90055,
  SIGN_IN_ADDRESS_UNKNOWN: 50049,
};

/** What tells a client that only the person can help, by error code. */
export const suberrors: Readonly<Record<string, string>> = {
  SIGN_IN_GRANT_REFUSED: 'bad_token',
  SIGN_IN_PERSON_UNAVAILABLE: 'bad_token',
  SIGN_IN_CONSENT_MISSING: 'consent_required',
  SIGN_IN_SECOND_FACTOR_NEEDED: 'basic_action',
};

/** True for an error that may be answered as it is; of others `foreseenReason` knows some. */
export function isSignInError(error: unknown): error is AppError {
  return error instanceof AppError && error.code in aadstsNumbers;
}

/**
 * The error of ours that says what failed, wherever it was noticed; undefined for what nobody has foreseen, which is
 * answered as SIGN_IN_FAILED and logged.
 */
export function foreseenReason(error: unknown): AppError | undefined {
  if (isSignInError(error)) return error;
  if (!(error instanceof AppError)) return undefined;
  const extras = { cause: error };
  // U+0000, for example: the request is at fault, whoever noticed.
  if (error.code === 'TEXT_NOT_STORABLE') {
    return signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: 'it holds a character that no text has' }, extras);
  }
  if (error.status === 429) {
    const { inner } = error.extras;
    return signInErrors.SIGN_IN_TOO_MANY_REQUESTS({}, inner === undefined ? extras : { ...extras, inner });
  }
  return error.code === 'TOO_MANY_CHECKS' ? signInErrors.SIGN_IN_TOO_BUSY({}, extras) : undefined;
}

/** When to come back after a flood, in seconds. */
export const busySeconds = 5;
