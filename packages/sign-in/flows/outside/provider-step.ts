import type { OpenIdProvider } from '@muster/directory';
import { AppError } from '@muster/kernel';
import { logRefusal } from '../../answers/error-answer.ts';
import { callbackPath, newBrowserSecret } from '../../federation/federate.ts';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import { goingPage } from '../../pages/outside-pages.ts';
import { readCookie, setCookie } from '../browser-cookies.ts';
import { type FlowRequest, sendPage } from '../flow-request.ts';
import { federationCookie } from './carried-arrival.ts';

/** Where somebody is sent, and why. */
export interface ProviderVisit {
  readonly provider: Pick<OpenIdProvider, 'id' | 'displayName'>;
  /** Path of this server where it goes on afterwards. */
  readonly returnTo: string;
  readonly loginHint?: string;
  readonly isAnotherAccount?: boolean;
}

/**
 * Sends the browser to a provider. It goes there from a page rather than by a redirect: the policy of the page with the form
 * would hold for every address on the way, and nobody knows those of a provider.
 *
 * @returns why that is not possible now, as people are told; undefined when the browser is on its way
 */
export async function goToProvider(flow: FlowRequest, visit: ProviderVisit): Promise<string | undefined> {
  const { parts, messages } = flow;
  const { provider, returnTo, loginHint, isAnotherAccount = false } = visit;
  const unavailable = outsideMessages(messages.language).providerUnavailable(provider.displayName);
  try {
    const started = await parts.outside.begin({
      providerId: provider.id,
      browserSecret: browserSecretOf(flow),
      redirectUri: `${parts.baseUrl}/${parts.tenantId}${callbackPath(provider.id)}`,
      returnTo,
      isAnotherAccount,
      ...(loginHint === undefined || loginHint === '' ? {} : { loginHint }),
    });
    if (started === undefined) return unavailable;
    await sendPage(flow, goingPage(messages, started.location, provider.displayName));
    return undefined;
  } catch (problem) {
    if (!(problem instanceof AppError) || problem.code !== 'FEDERATION_PROVIDER_UNAVAILABLE') throw problem;
    logRefusal(flow.request.log, problem);
    return unavailable;
  }
}

/** One secret for all sign-ins of a browser; each has a state of its own. */
function browserSecretOf(flow: FlowRequest): string {
  const present = readCookie(flow, federationCookie);
  const isSecret = present !== undefined && /^[\w-]{43}$/.test(present);
  const secret = isSecret ? present : newBrowserSecret();
  if (!isSecret) setCookie(flow, federationCookie, secret);
  return secret;
}
