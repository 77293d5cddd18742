import { type Invitation, type InvitationInput, type InvitationSite, invite } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import type { GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { entityAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { referencedIds } from '../objects/addressed-object.ts';
import { previewInvitations } from './preview-invitations-route.ts';
import { readInvitationBody } from './read-invitation-body.ts';

/** Where the request says that the server is; believed only when it is configured, or the machine itself. */
function siteOf({ publicUrl, sendsMail }: GraphApi, { root }: GraphRequest): InvitationSite {
  const baseUrl = publicUrl ?? new URL(root).origin;
  const isOwnMachine = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(new URL(baseUrl).hostname);
  return { baseUrl, isBaseTrusted: publicUrl !== undefined || isOwnMachine, sendsMail };
}

const createInvitation: Handler = async (api, request) => {
  const { input, sponsors } = readInvitationBody(request.body);
  const sponsorIds = await referencedIds(api, request, sponsors);
  const invitation = await invite(api.directory, request.caller, { ...input, sponsorIds }, siteOf(api, request));
  return { status: 201, body: entityAnswer(request, 'invitations', presentInvitation(input, invitation)) };
};

/** What was asked for and what became of it: `sendInvitationMessage` is true when a mail is on its way. */
function presentInvitation(input: InvitationInput, invitation: Invitation): JsonMembers {
  const { user } = invitation;
  const { message } = input;
  return {
    id: invitation.id,
    inviteRedeemUrl: invitation.inviteRedeemUrl,
    invitedUserDisplayName: input.invitedUserDisplayName ?? null,
    invitedUserType: input.invitedUserType ?? 'Guest',
    invitedUserEmailAddress: input.invitedUserEmailAddress,
    sendInvitationMessage: invitation.isMailQueued,
    resetRedemption: input.resetRedemption ?? false,
    inviteRedirectUrl: invitation.inviteRedirectUrl,
    status: invitation.status,
    invitedUserMessageInfo: {
      messageLanguage: message?.messageLanguage ?? null,
      customizedMessageBody: message?.customizedMessageBody ?? null,
      ccRecipients: (message?.ccAddresses ?? []).map((address) => ({ emailAddress: { name: null, address } })),
    },
    invitedUser: { id: user.id, userPrincipalName: user.properties.userPrincipalName as string },
  };
}

/** Invitations can neither be listed nor changed. */
const notAllowed: Handler = async () => {
  throw graphErrors.URL_METHOD_NOT_ALLOWED({});
};

/** @see Graph surface spec §11.4, §12.4 */
export const invitationRoutes: readonly Route[] = [
  route('POST invitations', createInvitation),
  route('POST invitations/previewInvitations', previewInvitations),
  route('GET invitations/{}', notAllowed),
  route('PATCH invitations/{}', notAllowed),
  route('DELETE invitations/{}', notAllowed),
];
