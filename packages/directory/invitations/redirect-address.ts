import type { Domain } from '../ports/settings-store.ts';
import { invitationErrors } from './errors.ts';
import type { InvitationPolicy } from './invitation-policy.ts';

const longest = 2048;
const ownMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Where invitations may lead. */
export interface RedirectGround {
  readonly policy: InvitationPolicy;
  readonly domains: readonly Domain[];
  /** Scheme and host of this server; null when it is not known. */
  readonly ownOrigin: string | null;
}

/**
 * The address in its canonical form, when invitations may lead there: https, on a verified domain of the directory or
 * below it, on a host of the policy, or on this server. Plain http only to the machine itself or to this server.
 *
 * @throws AppError REDIRECT_NOT_ALLOWED
 */
export function checkRedirect(text: string, ground: RedirectGround): string {
  const url = readRedirect(text);
  if (url === undefined || !isAllowedRedirect(url, ground)) throw invitationErrors.REDIRECT_NOT_ALLOWED({});
  return url.href;
}

/** The address to which a browser may be sent now; null when invitations may not lead there any more. */
export function presentRedirect(stored: string, ground: RedirectGround): string | null {
  const url = readRedirect(stored);
  return url !== undefined && isAllowedRedirect(url, ground) ? url.href : null;
}

function readRedirect(text: string): URL | undefined {
  // Browsers read `\` as `/` and drop line ends: what is read here must be what they read.
  if (text.length > longest || /[\s\\\p{Cc}]/u.test(text) || !/^https?:\/\//i.test(text)) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url === undefined || url.username !== '' || url.password !== '' ? undefined : url;
}

function isAllowedRedirect(url: URL, { policy, domains, ownOrigin }: RedirectGround): boolean {
  if (ownOrigin !== null && url.origin === ownOrigin) return true;
  const isListed = policy.redirectHosts.includes(url.host);
  if (url.protocol === 'http:') return isListed && ownMachine.test(url.host);
  if (isListed) return true;
  if (url.port !== '') return false;
  return domains.some(({ id, isVerified }) => isVerified && (url.hostname === id || url.hostname.endsWith(`.${id}`)));
}
