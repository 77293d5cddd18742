import type { InvitationState, ProviderChoice } from '@muster/directory';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import { notePage } from '../../pages/other-pages.ts';
import { sendCodePage } from '../../pages/outside-pages.ts';
import { endPage, invitationPage } from '../../pages/redeem-pages.ts';
import { checkForm, type FlowRequest, sendPage } from '../flow-request.ts';
import { takeArrival } from '../outside/carried-arrival.ts';
import { sendPasscode, takePasscode } from '../outside/passcode-step.ts';
import { goToProvider } from '../outside/provider-step.ts';
import { accept } from './accept-invitation.ts';
import { closedPage, stateOf } from './open-invitation.ts';
import { endVisit, findVisit, formPurpose, keepVisit, type RedeemFlow } from './visit.ts';

/** Shows where the visit is: at the invitation; or, once the person has proved who they are, at the question. */
export async function showVisit(flow: FlowRequest): Promise<void> {
  const at = findVisit(flow);
  if (at === undefined) return visitOver(flow);
  const open = await requireOpen(at);
  if (open === undefined) return;
  const arrival = takeArrival(at, at.path);
  const o = outsideMessages(at.messages.language);
  if (arrival !== undefined && 'problem' in arrival) {
    const { problem, provider } = arrival;
    return showInvitation(at, open, problem === 'denied' ? o.providerDenied(provider) : o.providerFailed(provider));
  }
  const proved = arrival ?? at.visit.proved;
  if (proved === undefined) return showInvitation(at, open);
  if (arrival !== undefined) keepVisit(at, at.path, { ...at.visit, proved });
  await accept(at, open, proved, false);
}

/** Takes the form of the page that the visit is at. */
export async function answerVisit(flow: FlowRequest): Promise<void> {
  const at = findVisit(flow);
  if (at === undefined) return visitOver(flow);
  checkForm(at, formPurpose(at));
  const open = await requireOpen(at);
  if (open === undefined) return;
  const { address } = open.invitation;
  switch (at.fields.get('do')) {
    case 'begin':
      return begin(at, open, false);
    case 'another':
      keepVisit(at, at.path, { ticket: at.visit.ticket });
      return begin(at, open, true);
    case 'sendPasscode':
      return (await isByPasscode(at, address))
        ? sendPasscode(at, at.view, offerOf(address), at.visit.ticket)
        : showInvitation(at, open);
    case 'passcode':
      return takeCode(at, open);
    case 'accept':
      return at.visit.proved === undefined ? showInvitation(at, open) : accept(at, open, at.visit.proved, true);
    default:
      return decline(at);
  }
}

type Open = Extract<InvitationState, { state: 'open' }>;

/** The invitation; or undefined after a page that says why there is none any more. */
async function requireOpen(at: RedeemFlow): Promise<Open | undefined> {
  const state = await stateOf(at, at.visit.ticket);
  if (state.state === 'open') return state;
  endVisit(at);
  await sendPage(at, closedPage(at, state));
  return undefined;
}

async function showInvitation(at: RedeemFlow, { invitation }: Open, problem?: string): Promise<void> {
  const way = await at.parts.outside.wayOf(invitation.address);
  await sendPage(at, invitationPage(at.view, invitation, howTo(at, way, invitation), problem));
}

function howTo({ messages }: RedeemFlow, way: ProviderChoice, { address, directoryName }: Open['invitation']) {
  const o = outsideMessages(messages.language);
  if (way.kind === 'openId') return { text: o.provedAt(way.provider.displayName), canGoOn: true };
  if (way.kind === 'passcode') return { text: o.provedByCode(address), canGoOn: true };
  return { text: way.kind === 'own' ? o.isOwn(directoryName) : o.cannotProve(address), canGoOn: false };
}

/** Goes the way of the invited address: to the provider of its domain, or to a code by mail. */
async function begin(at: RedeemFlow, open: Open, isAnotherAccount: boolean): Promise<void> {
  const { address } = open.invitation;
  const way = await at.parts.outside.wayOf(address);
  if (way.kind === 'passcode') return sendPage(at, sendCodePage(at.view, offerOf(address)));
  if (way.kind !== 'openId') return showInvitation(at, open);
  const visit = { provider: way.provider, returnTo: at.path, loginHint: address, isAnotherAccount };
  const problem = await goToProvider(at, visit);
  if (problem !== undefined) await showInvitation(at, open, problem);
}

async function takeCode(at: RedeemFlow, open: Open): Promise<void> {
  const identity = await takePasscode(at, at.view, offerOf(open.invitation.address));
  if (identity === undefined) return;
  const proved = { identity, provedAt: at.parts.clock() };
  keepVisit(at, at.path, { ...at.visit, proved });
  await accept(at, open, proved, false);
}

const offerOf = (address: string) => ({ address, hasOtherWays: false });

async function isByPasscode({ parts }: RedeemFlow, address: string): Promise<boolean> {
  return (await parts.outside.wayOf(address)).kind === 'passcode';
}

async function decline(at: RedeemFlow): Promise<void> {
  endVisit(at);
  const { declinedTitle, declinedText } = outsideMessages(at.messages.language);
  await sendPage(at, endPage(at.messages, declinedTitle, declinedText));
}

async function visitOver(flow: FlowRequest): Promise<void> {
  const { visitOverTitle, visitOverText } = outsideMessages(flow.messages.language);
  await sendPage(flow, { ...notePage(visitOverTitle, visitOverText), status: 400 });
}
