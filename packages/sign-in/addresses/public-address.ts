import { baseUrlOf } from '@muster/kernel';
import { signInErrors } from '../errors.ts';

/** The scheme and the host a request was sent to, as the HTTP server understands them (proxies included). */
export interface RequestOrigin {
  readonly protocol: string;
  readonly host: string;
}

/**
 * Under which base URL this server issues tokens.
 *
 * With a configured public base URL, that one always, whatever `Host` or forwarding header a request carries: an
 * issuer must not depend on what a caller writes. Without one, the address of the request, but only a loopback one:
 * that serves development and tests, where the port is known only after listening.
 */
export interface PublicAddress {
  /**
   * The base URL, without trailing slash, under which a request is answered.
   *
   * @throws AppError SIGN_IN_ADDRESS_UNKNOWN without a configured address, when the request is not to loopback.
   */
  baseUrlFor(request: RequestOrigin): string;
  /** True when this server may have issued tokens under the base URL. */
  isOwn(baseUrl: string): boolean;
}

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

function isLoopback(baseUrl: string): boolean {
  const url = originOf(baseUrl);
  return url !== undefined && loopbackHosts.has(new URL(url).hostname);
}

function originOf(text: string): string | undefined {
  const base = baseUrlOf(text);
  return base !== undefined && new URL(base).pathname === '/' ? base : undefined;
}

/**
 * Returns the address for a configured public base URL, as `baseUrlOf` reads it.
 * Undefined means none is configured.
 *
 * @throws AppError PUBLIC_ADDRESS_INVALID for what is none.
 */
export function publicAddress(configured: string | undefined): PublicAddress {
  if (configured === undefined) return { baseUrlFor: loopbackBaseUrl, isOwn: isLoopback };
  const own = baseUrlOf(configured);
  if (own === undefined) throw signInErrors.PUBLIC_ADDRESS_INVALID({ url: configured });
  return { baseUrlFor: () => own, isOwn: (baseUrl) => baseUrl === own };
}

function loopbackBaseUrl({ protocol, host }: RequestOrigin): string {
  const origin = originOf(`${protocol}://${host}`);
  if (origin === undefined || !isLoopback(origin)) throw signInErrors.SIGN_IN_ADDRESS_UNKNOWN({ host });
  return origin;
}
