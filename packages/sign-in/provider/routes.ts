/** The library's paths, below `/{tenant}`; its discovery path is fixed and moved by whoever mounts it. */
export const libraryRoutes = {
  token: '/oauth2/v2.0/token',
  authorization: '/oauth2/v2.0/authorize',
  device_authorization: '/oauth2/v2.0/devicecode',
  code_verification: '/oauth2/deviceauth',
  jwks: '/discovery/v2.0/keys',
} as const;

/** Fixed by the library. */
export const discoveryRoute = '/.well-known/openid-configuration';
/** Paths of our own, below `/{tenant}`. */
export const signInRoute = '/sign-in';
/** Where a sign-in for a page of the house leads back to. */
export const pagesReturnRoute = '/signed-in';
export const logoutRoute = '/oauth2/v2.0/logout';
export const sessionsRoute = '/sessions';
export const securityRoute = '/security-info';
export const leaveRoute = '/leave';
export const scriptRoute = '/scripts';
/** Where providers send browsers back to, below `/{tenant}`; as `callbackPath` writes it. */
export const callbackRoute = '/federation/:provider/callback';
/** Behind the links of invitations; not below `/{tenant}`. */
export const redeemRoute = '/redeem';
export const adminConsentRoute = '/v2.0/adminconsent';
/** As it was before version 2. */
export const oldAdminConsentRoute = '/adminconsent';
