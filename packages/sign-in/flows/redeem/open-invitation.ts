import { type InvitationState, invitationTexts } from '@muster/directory';
import { outsideMessages } from '../../messages/choose-outside-messages.ts';
import { endPage } from '../../pages/redeem-pages.ts';
import { type FlowRequest, sendPage } from '../flow-request.ts';
import { beginVisit } from './visit.ts';

/**
 * Opens the link of an invitation. Nothing is accepted by that: programs that look at links in mails open them as well. The
 * ticket leaves the address at once.
 */
export async function openInvitation(flow: FlowRequest): Promise<void> {
  const { parts, fields, reply } = flow;
  const [ticket, tenant] = [fields.get('ticket') ?? '', fields.get('tenant')];
  const isHere = tenant === undefined || tenant.toLowerCase() === parts.tenantId;
  const state: InvitationState = isHere ? await stateOf(flow, ticket) : { state: 'unusable' };
  if (state.state !== 'open') return sendPage(flow, closedPage(flow, state));
  const location = `${parts.baseUrl}${beginVisit(flow, ticket)}`;
  await reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(location, 303);
}

/** How it stands with the invitation now. */
export function stateOf({ parts }: FlowRequest, ticket: string): Promise<InvitationState> {
  return parts.outside.invitationState(ticket, new URL(parts.baseUrl).origin);
}

/** Says why the invitation cannot be accepted any more, and what to do. */
export function closedPage({ messages }: FlowRequest, state: Exclude<InvitationState, { state: 'open' }>) {
  const o = outsideMessages(messages.language);
  if (state.state === 'accepted') return endPage(messages, o.acceptedTitle, o.acceptedText, state.redirectUrl);
  if (state.state === 'ended') return endPage(messages, o.endedTitle, o.endedText);
  return { ...endPage(messages, o.unusableTitle, invitationTexts(messages.language).notUsable), status: 400 };
}
