/** The pages' own addresses; each has further ones below it. The router in the browser knows what they show. */
export const pagePlaces: readonly string[] = [
  'users',
  'groups',
  'devices',
  'roles',
  'external-identities',
  'group-settings',
  'audit',
  'settings',
  'my',
  'signed-in',
];

const otherPlaces = ['v1.0', 'beta', 'common', 'oidc', 'redeem', 'assets', 'icon.svg', 'healthz', 'readyz'];
const own: ReadonlySet<string> = new Set([...pagePlaces, ...otherPlaces]);

/** Whether a path begins as one of the server's own does: as a prefix it could not be told from them. */
export function isOwnAddress(path: string): boolean {
  return own.has(path.split('/')[1] ?? '');
}

/**
 * The address as the server knows it. Some proxies take the prefix away before they pass a request on, and some leave it there;
 * both are understood.
 *
 * @param url path and query
 * @param prefix empty, or a path such as `/muster`
 */
export function withoutPrefix(url: string, prefix: string): string {
  if (prefix === '' || !url.startsWith(prefix)) return url;
  const rest = url.slice(prefix.length);
  if (rest.startsWith('/')) return rest;
  return rest === '' || rest.startsWith('?') ? `/${rest}` : url;
}
