const longestPath = 200;

/**
 * The base URL that a text stands for: scheme, host, port, and a path where a proxy adds one; a trailing slash is dropped.
 * Undefined for everything else: another scheme, credentials, a query, or a path whose parts need escapes.
 */
export function baseUrlOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  const path = url.pathname.replace(/\/$/, '');
  const isPlain = path.length <= longestPath && /^(?:\/[\w.~-]+)*$/.test(path);
  return isWeb && isPlain && url.href === `${url.origin}${url.pathname}` ? `${url.origin}${path}` : undefined;
}

/**
 * What stands before the path of every address of the server: empty, or a prefix such as `/muster`.
 *
 * @param baseUrl as `baseUrlOf` gives it
 */
export function sitePrefix(baseUrl: string): string {
  return new URL(baseUrl).pathname.replace(/\/$/, '');
}

/** The path of one of the server's own addresses, below the base URL. */
export function pathOnSite(baseUrl: string, address: string): string {
  return new URL(address).pathname.slice(sitePrefix(baseUrl).length);
}
