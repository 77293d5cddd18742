import { AppError, type Instant } from '@muster/kernel';
import { logRefusal } from '../../answers/error-answer.ts';
import type { FederationOutcome } from '../../federation/federate.ts';
import type { FederatedIdentity } from '../../federation/federated-identity.ts';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import type { ProvedIdentity } from '../../outside-port.ts';
import { notePage } from '../../pages/other-pages.ts';
import { goingPage } from '../../pages/outside-pages.ts';
import { readCookie } from '../browser-cookies.ts';
import { type FlowRequest, sendPage } from '../flow-request.ts';
import { type CarriedArrival, carryArrival, federationCookie } from './carried-arrival.ts';

/**
 * Takes the browser back from a provider, to where it set out: to a sign-in, or to an invitation. It goes on from a page of
 * its own rather than by a redirect, so that no policy of the provider's last form holds for where it ends.
 */
export async function takeCallback(flow: FlowRequest): Promise<void> {
  const { parts, messages, request } = flow;
  const outcome = await conclude(flow);
  if (outcome === undefined) {
    const { lostTitle, lostText } = outsideMessages(messages.language);
    return sendPage(flow, { ...notePage(lostTitle, lostText), status: 400, isSecret: true });
  }
  const { returnTo, providerName, result } = outcome;
  if (result instanceof AppError) {
    request.log.warn({ code: result.code, provider: providerName, err: result.cause }, 'a sign-in elsewhere failed');
  }
  carryArrival(flow, new URL(returnTo, parts.baseUrl).pathname, arrivalOf(result, providerName, parts.clock()));
  await sendPage(flow, { ...goingPage(messages, `${parts.baseUrl}${returnTo}`), isSecret: true });
}

async function conclude(flow: FlowRequest): Promise<FederationOutcome | undefined> {
  const { parts, request } = flow;
  const { provider: providerId } = request.params as { provider: string };
  const query = request.raw.url?.split('?').slice(1).join('?') ?? '';
  try {
    return await parts.outside.conclude({ providerId, query, browserSecret: readCookie(flow, federationCookie) });
  } catch (problem) {
    const codes = ['FEDERATION_UNKNOWN_STATE', 'FEDERATION_PROVIDER_UNAVAILABLE'];
    if (!(problem instanceof AppError) || !codes.includes(problem.code)) throw problem;
    logRefusal(request.log, problem);
    return undefined;
  }
}

function arrivalOf(result: FederatedIdentity | AppError, provider: string, provedAt: Instant): CarriedArrival {
  if (!(result instanceof AppError)) return { identity: provedIdentity(result), provedAt };
  return { problem: result.code === 'FEDERATION_DENIED' ? 'denied' : 'failed', provider };
}

/** What counts of it from here on. */
function provedIdentity(identity: FederatedIdentity): ProvedIdentity {
  const { providerId, issuer, subject, identityIssuer, tenantId, address, isAddressVerified } = identity;
  const { isConsentedAtHome, authenticationMethods } = identity;
  const account = { providerId, issuer, subject, identityIssuer, tenantId, address, isAddressVerified };
  return { ...account, isConsentedAtHome, hasSecondFactor: authenticationMethods.includes('mfa') };
}
