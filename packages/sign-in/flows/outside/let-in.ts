import { passcodeProviderId } from '@muster/directory';
import { AppError, type ObjectId, pathOnSite } from '@muster/kernel';
import { signInErrors } from '../../errors.ts';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import type { ProvedIdentity } from '../../outside-port.ts';
import { joinPage } from '../../pages/join-page.ts';
import { stopPage } from '../../pages/outside-pages.ts';
import { currentClient } from '../../provider/sign-in-request.ts';
import type { SignInFlow } from '../finish-sign-in.ts';
import { sendPage } from '../flow-request.ts';
import { showFactor } from '../steps/factor-step.ts';
import { logIn } from '../steps/log-in.ts';
import { doesStillCount, nextStep } from '../steps/passed-steps.ts';
import { type ProvedArrival, sealArrival } from './carried-arrival.ts';
import { cameTheRightWay } from './right-way.ts';

/**
 * Signs somebody in who has proved an account elsewhere: as the user who is linked to it; or, where nobody is, as the one whose
 * invitation waits for the address, once they have agreed.
 *
 * @throws AppError SIGN_IN_RUN_OUT when the person's sessions were ended after the proof
 */
export async function letIn(at: SignInFlow, proved: ProvedArrival, hasConsented: boolean): Promise<void> {
  const { identity, provedAt } = proved;
  const { parts } = at;
  const arrival = await parts.outside.arrive(identity, currentClient().appId);
  if (arrival.outcome === 'known') {
    if (!(await doesStillCount(at, arrival.userId, provedAt))) throw signInErrors.SIGN_IN_RUN_OUT({});
    return goOn(at, identity, arrival.userId, arrival.isMfaTrusted);
  }
  if (arrival.outcome !== 'unknown') return stop(at, identity, arrival.outcome);
  const redeemed = await redeem(at, identity, hasConsented);
  // What accepting ended were the sessions of before.
  if (redeemed === 'redeemed') return letIn(at, { identity, provedAt: parts.clock() }, false);
  if (redeemed !== 'consentNeeded') return stop(at, identity, redeemed);
  const path = pathOnSite(parts.baseUrl, at.view.address);
  const actions = { accept: 'join', decline: 'cancel' };
  const sealed = sealArrival(at, path, proved);
  await sendPage(at, joinPage(at.view, await parts.outside.host(), identity.address ?? '', actions, sealed));
}

type Stop = 'unknown' | 'notAdmitted' | 'disabled';

async function redeem(
  { parts, request }: SignInFlow,
  identity: ProvedIdentity,
  hasConsented: boolean,
): Promise<'redeemed' | 'consentNeeded' | Stop> {
  if (!(await cameTheRightWay(parts.outside, identity))) return 'unknown';
  try {
    const { isConsentedAtHome } = identity;
    const { appId, displayName } = currentClient();
    const application = { appId, name: displayName };
    const ownOrigin = new URL(parts.baseUrl).origin;
    const options = { hasConsented, isConsentedAtHome, ownOrigin, application, requestId: request.id };
    return (await parts.outside.redeem(undefined, identity, options)).outcome;
  } catch (problem) {
    if (!(problem instanceof AppError)) throw problem;
    if (problem.code === 'INVITED_DOMAIN_BLOCKED') return 'notAdmitted';
    const codes = ['INVITATION_INVALID', 'INVITATION_FOR_ANOTHER_ADDRESS', 'IDENTITY_TAKEN'];
    if (codes.includes(problem.code)) return 'unknown';
    throw problem;
  }
}

/** A second factor shown at home counts where that is trusted; else whoever has one here shows it. */
async function goOn(at: SignInFlow, identity: ProvedIdentity, userId: ObjectId, isMfaTrusted: boolean): Promise<void> {
  const { parts } = at;
  const first = identity.providerId === passcodeProviderId ? 'email' : 'fed';
  if (isMfaTrusted && identity.hasSecondFactor) return logIn(at, userId, [first, 'mfa']);
  const { hasApp, hasPasskey } = await parts.people.credentials.secondFactorsOf(userId);
  if (!hasApp && !hasPasskey) return logIn(at, userId, [first]);
  await showFactor(at, userId, nextStep(at, 'factor', { userId, amr: [first], mustChange: false }));
}

async function stop(at: SignInFlow, identity: ProvedIdentity, why: Stop): Promise<void> {
  const { parts, view, messages } = at;
  const o = outsideMessages(messages.language);
  const { directoryName } = await parts.outside.host();
  const address = identity.address ?? '';
  const shown = address === '' ? o.thisAccount : address;
  const [title, text] = {
    unknown: [o.unknownTitle, o.unknownText(shown, directoryName)],
    notAdmitted: [o.blockedTitle, o.blockedText(directoryName)],
    disabled: [o.disabledTitle, messages.disabled],
  }[why] as [string, string];
  at.request.log.info({ outcome: why, provider: identity.providerId }, 'somebody from elsewhere was not signed in');
  await sendPage(at, stopPage(view, title, text, address));
}
