let library: Promise<typeof import('@simplewebauthn/server')> | undefined;
let helpers: Promise<typeof import('@simplewebauthn/server/helpers')> | undefined;

/** The library for passkeys, loaded at its first use: that takes some 300 ms, which no other command should wait for. */
export function passkeyLibrary() {
  library ??= import('@simplewebauthn/server');
  return library;
}

/** Its parts for looking into answers. */
export function passkeyHelpers() {
  helpers ??= import('@simplewebauthn/server/helpers');
  return helpers;
}
