import { passcodeAccount, passcodeIssuer, passcodeProviderId } from '@muster/directory';
import { AppError } from '@muster/kernel';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import type { ProvedIdentity } from '../../outside-port.ts';
import type { FormView } from '../../pages/form-view.ts';
import { type PasscodeOffer, passcodePage, sendCodePage } from '../../pages/outside-pages.ts';
import { type FlowRequest, sendPage } from '../flow-request.ts';
import { whereabouts } from '../sign-in-details.ts';

/**
 * Sends a code and asks for it; or says that too many were asked for.
 *
 * @param invitationTicket what the browser has shown of an invitation of the address
 * @throws AppError MAIL_INVALID
 */
export async function sendPasscode(
  flow: FlowRequest,
  view: FormView,
  offer: PasscodeOffer,
  invitationTicket: string | null = null,
): Promise<void> {
  const { parts, messages } = flow;
  const { clientAddress, browser } = whereabouts(flow);
  const sought = { address: offer.address, clientAddress, browser, invitationTicket, language: messages.language };
  const sent = await throttled(() => parts.outside.sendPasscode(sought));
  const page =
    'wait' in sent
      ? sendCodePage(view, offer, messages.tryLater(sent.wait))
      : passcodePage(view, offer, sent.done.ticket);
  await sendPage(flow, page);
}

/**
 * Compares the code that the person typed.
 *
 * @returns whom it proves; undefined when it does not, and the page says so
 */
export async function takePasscode(
  flow: FlowRequest,
  view: FormView,
  offer: PasscodeOffer,
): Promise<ProvedIdentity | undefined> {
  const { parts, messages, request, fields } = flow;
  const ticket = fields.get('passcodeTicket') ?? '';
  const answer = { ticket, code: fields.get('passcode') ?? '', clientAddress: request.ip };
  const checked = await throttled(() => parts.outside.checkPasscode(answer));
  if ('done' in checked && checked.done.outcome === 'right') return passcodeIdentity(checked.done.address);
  const text = 'wait' in checked ? messages.tryLater(checked.wait) : outsideMessages(messages.language).passcodeWrong;
  await sendPage(flow, passcodePage(view, offer, ticket, { field: 'passcode', text }));
  return undefined;
}

/** Whoever reads the mail of an address. */
function passcodeIdentity(address: string): ProvedIdentity {
  return {
    ...passcodeAccount(address),
    providerId: passcodeProviderId,
    identityIssuer: passcodeIssuer,
    tenantId: null,
    address: address.toLowerCase(),
    isAddressVerified: true,
    hasSecondFactor: false,
    isConsentedAtHome: false,
  };
}

async function throttled<T>(work: () => Promise<T>): Promise<{ done: T } | { wait: number }> {
  try {
    return { done: await work() };
  } catch (problem) {
    if (!(problem instanceof AppError) || problem.code !== 'PASSCODE_THROTTLED') throw problem;
    return { wait: problem.extras.inner?.retryAfterSeconds as number };
  }
}
