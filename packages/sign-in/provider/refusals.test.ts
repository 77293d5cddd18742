import type { KoaContextWithOIDC } from 'oidc-provider';
import { expect, it } from 'vitest';
import { signInErrors } from '../errors.ts';
import { libraryErrors } from './oidc-library.ts';
import { Refusal, reasonOfRefusal } from './refusals.ts';

const ctx = { oidc: { route: 'token', params: {} }, query: {}, headers: {} } as unknown as KoaContextWithOIDC;
const { ExpiredToken, AuthorizationPending, AccessDenied, InvalidGrant, InvalidScope, SessionNotFound } = libraryErrors;

it.each([
  [new ExpiredToken('x'), 'SIGN_IN_DEVICE_EXPIRED'],
  [new AuthorizationPending('x'), 'SIGN_IN_DEVICE_PENDING'],
  [new AccessDenied('x'), 'SIGN_IN_DEVICE_DECLINED'],
  [new InvalidGrant('x'), 'SIGN_IN_GRANT_REFUSED'],
  [new SessionNotFound('x'), 'SIGN_IN_RUN_OUT'],
  [new InvalidScope('x', 'y'), 'SIGN_IN_REQUEST_MALFORMED'],
  [new Refusal(signInErrors.SIGN_IN_CANCELLED({})), 'SIGN_IN_CANCELLED'],
  [new Error('secret'), 'SIGN_IN_FAILED'],
])('what the library refuses as %s is said as %s, and the cause stays here', (error, code) => {
  const reason = reasonOfRefusal(ctx, error);
  expect(reason.code).toBe(code);
  expect(reason.message).not.toContain('secret');
});
