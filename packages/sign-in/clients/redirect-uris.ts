import type { RedirectPlatform, RedirectUris } from '../ports.ts';

const platforms: readonly RedirectPlatform[] = ['web', 'spa', 'publicClient'];
const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Under which platform an application registered the address that a request asks for; undefined when it did not. The
 * address is the registered one, letter by letter; only the port of an unencrypted address of this machine may differ,
 * because a device takes the port that is free.
 *
 * @see RFC 6749 §3.1.2.3, RFC 8252 §7.3; "Redirect URI (reply URL) restrictions": `localhost` counts as loopback too
 */
export function platformOf(registered: RedirectUris, asked: string): RedirectPlatform | undefined {
  for (const platform of platforms) {
    if (registered[platform].includes(asked)) return platform;
  }
  const key = withoutLoopbackPort(asked);
  if (key === undefined) return undefined;
  return platforms.find((platform) => registered[platform].some((uri) => withoutLoopbackPort(uri) === key));
}

/** The address of this machine without its port; undefined for every other address. */
function withoutLoopbackPort(uri: string): string | undefined {
  const parts = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?(\/[^#\\]*)?$/.exec(uri);
  if (parts === null || !URL.canParse(uri)) return undefined;
  return loopbackHosts.has(new URL(uri).hostname) ? `${parts[1]}${parts[2] ?? ''}` : undefined;
}

/** True when a script on pages of the origin may ask for tokens: the application has a page there. */
export function isSpaOrigin(registered: RedirectUris, origin: string): boolean {
  return registered.spa.some((uri) => {
    const url = new URL(uri);
    if (url.origin === origin) return true;
    // The port of a page of this machine is free, as the address is.
    if (url.protocol !== 'http:' || !loopbackHosts.has(url.hostname) || !URL.canParse(origin)) return false;
    const asked = new URL(origin);
    return asked.protocol === 'http:' && asked.hostname === url.hostname;
  });
}
