import { pathOnSite } from '@muster/kernel';
import { type BrowserCookie, readCookie, setCookie } from '../browser-cookies.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { goTo } from './choose-way.ts';

const domainForm = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/** One sign-in follows the hint once: whoever comes back without an account is asked for a name. */
const cookieFor = ({ parts, view }: SignInFlow): BrowserCookie => ({
  name: 'muster-hinted',
  path: pathOnSite(parts.baseUrl, view.address),
  maxAgeSeconds: 3600,
});

/**
 * Goes straight to the provider that has the domain which the application names in `domain_hint`; false when no provider has
 * it. A provider that stands in for all other domains is not certain enough.
 */
export async function followDomainHint(at: SignInFlow): Promise<boolean> {
  const { prompt, params } = at.interaction;
  const domain = String(params.domain_hint ?? '').toLowerCase();
  const isFit = prompt.name === 'login' && domain.length <= 253 && domainForm.test(domain);
  if (!isFit || readCookie(at, cookieFor(at)) !== undefined) return false;
  const way = await at.parts.outside.wayOf(`somebody@${domain}`);
  if (way.kind !== 'openId' || !way.provider.domains.includes(domain)) return false;
  setCookie(at, cookieFor(at), '1');
  const hint = String(params.login_hint ?? '');
  await goTo(at, way.provider, hint.toLowerCase().endsWith(`@${domain}`) ? hint : '');
  return true;
}
