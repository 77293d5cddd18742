import { type InvitationState, invitationTexts } from '@muster/directory';
import { AppError } from '@muster/kernel';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import { formTargetsOf } from '../../pages/form-targets.ts';
import { joinPage } from '../../pages/join-page.ts';
import { endPage, otherAccountPage } from '../../pages/redeem-pages.ts';
import { sendPage } from '../flow-request.ts';
import type { ProvedArrival } from '../outside/carried-arrival.ts';
import { carryRedemption } from '../outside/fresh-redemption.ts';
import { cameTheRightWay } from '../outside/right-way.ts';
import { closedPage, stateOf } from './open-invitation.ts';
import { endVisit, type RedeemFlow } from './visit.ts';

type Open = Extract<InvitationState, { state: 'open' }>;

/** Accepts the invitation for whom the person has proved to be, once they have agreed; and goes on to where it leads. */
export async function accept(at: RedeemFlow, open: Open, proved: ProvedArrival, hasConsented: boolean): Promise<void> {
  const { parts, messages, visit } = at;
  const { identity } = proved;
  const { invitation, redirectUrl } = open;
  const texts = invitationTexts(messages.language);
  if (!(await cameTheRightWay(parts.outside, identity))) return wrongAccount(at, open);
  try {
    const { isConsentedAtHome } = identity;
    const ownOrigin = new URL(parts.baseUrl).origin;
    const options = { hasConsented, isConsentedAtHome, ownOrigin, requestId: at.request.id };
    const redemption = await parts.outside.redeem(visit.ticket, identity, options);
    if (redemption.outcome === 'consentNeeded') {
      const view = { ...at.view, formTargets: formTargetsOf(redirectUrl ?? undefined) };
      const actions = { accept: 'accept', decline: 'decline' };
      return await sendPage(at, joinPage(view, invitation, identity.address!, actions));
    }
    endVisit(at);
    const { doneTitle } = outsideMessages(messages.language);
    if (redemption.redirectUrl === null) {
      return await sendPage(at, endPage(messages, doneTitle, texts.done(invitation.directoryName)));
    }
    carryRedemption(at, redemption.userId, proved);
    at.reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    await at.reply.redirect(redemption.redirectUrl, 303);
  } catch (problem) {
    await refuse(at, open, problem);
  }
}

async function refuse(at: RedeemFlow, open: Open, problem: unknown): Promise<void> {
  const { messages } = at;
  const { directoryName } = open.invitation;
  const o = outsideMessages(messages.language);
  if (!(problem instanceof AppError)) throw problem;
  at.request.log.info({ code: problem.code }, 'an invitation was not accepted');
  switch (problem.code) {
    case 'INVITATION_FOR_ANOTHER_ADDRESS':
      return wrongAccount(at, open);
    case 'IDENTITY_TAKEN':
      return sendPage(at, otherAccountPage(at.view, o.takenText(directoryName)));
    case 'INVITED_DOMAIN_BLOCKED': {
      const { notAdmitted } = invitationTexts(messages.language);
      return sendPage(at, endPage(messages, o.blockedTitle, notAdmitted(directoryName)));
    }
    case 'INVITATION_INVALID': {
      const state = await stateOf(at, at.visit.ticket);
      endVisit(at);
      return sendPage(at, closedPage(at, state.state === 'open' ? { state: 'unusable' } : state));
    }
    default:
      throw problem;
  }
}

function wrongAccount(at: RedeemFlow, { invitation }: Open): Promise<void> {
  const { wrongAccount: text } = invitationTexts(at.messages.language);
  return sendPage(at, otherAccountPage(at.view, text(invitation.address)));
}
