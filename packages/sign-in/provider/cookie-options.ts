/** How the library's cookies are set. */
export function cookieOptions(baseUrl: string) {
  const secure = baseUrl.startsWith('https:');
  return { httpOnly: true, sameSite: 'lax', secure, signed: true, overwrite: true } as const;
}

/** That of the session, which every page gets. */
export function sessionCookieOptions(baseUrl: string) {
  return { ...cookieOptions(baseUrl), path: '/' } as const;
}
