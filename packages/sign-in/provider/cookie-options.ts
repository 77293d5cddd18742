import { sitePrefix } from '@muster/kernel';

/** How the library's cookies are set. */
export function cookieOptions(baseUrl: string) {
  const secure = baseUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure, signed: true, overwrite: true } as const;
}

/** That of the session, which every page gets. */
export function sessionCookieOptions(baseUrl: string) {
  return { ...cookieOptions(baseUrl), path: cookiePath(baseUrl, '/') } as const;
}

/** Where a cookie is sent to, of a path on the site; behind a prefix `/` is the prefix alone, other servers of the host get none. */
export function cookiePath(baseUrl: string, path: string): string {
  const whole = `${sitePrefix(baseUrl)}${path}`;
  return whole === '/' ? whole : whole.replace(/\/$/, '');
}

/** The name of a cookie with the prefix that keeps other hosts and unencrypted pages from setting it (RFC 6265bis §4.1.3). */
export function cookieName(baseUrl: string, name: string, path: string): string {
  if (!baseUrl.startsWith('https:')) return name;
  return cookiePath(baseUrl, path) === '/' ? `__Host-${name}` : `__Secure-${name}`;
}
