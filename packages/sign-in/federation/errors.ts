import { defineErrors } from '@muster/kernel';

/**
 * Why a sign-in at another provider comes to nothing. What exactly was wrong with an answer is logged, not told: whoever
 * forges answers learns nothing.
 */
export const federationErrors = defineErrors({
  FEDERATION_FAILED: {
    status: 400,
    apiCode: 'invalid_request',
    message: (p: { provider: string }) => `signing in at \`${p.provider}\` did not succeed`,
    help: () => 'begin again; if it happens again, the log of the server has the reason',
  },
  FEDERATION_DENIED: {
    status: 400,
    apiCode: 'access_denied',
    message: (p: { provider: string }) => `\`${p.provider}\` did not let the sign-in go on`,
    help: () => 'begin again, or choose another way to sign in',
  },
  FEDERATION_UNKNOWN_STATE: {
    status: 400,
    apiCode: 'invalid_request',
    message: () => 'this sign-in was not begun in this browser, has come back already, or took too long',
    help: () => 'begin again',
  },
  FEDERATION_PROVIDER_UNAVAILABLE: {
    status: 503,
    apiCode: 'temporarily_unavailable',
    message: (p: { provider: string }) => `\`${p.provider}\` cannot be asked at the moment`,
    help: () => 'try again later',
  },
  FEDERATION_RETURN_ADDRESS: {
    status: 400,
    apiCode: 'invalid_request',
    message: () => 'the address to return to is not one of this server',
  },
});
