import { graph } from '../../graph/graph.ts';
import { basePath, origin } from '../../session/place.ts';

/** What an invitation says; whatever is absent is left to the directory. */
export interface NewInvitation {
  readonly address: string;
  readonly displayName?: string | undefined;
  readonly redirectUrl?: string | undefined;
  readonly userType?: string | undefined;
  readonly sendsMail: boolean;
  readonly message?: string | undefined;
  readonly language?: string | undefined;
  /** Of an account that is here already. */
  readonly userId?: string | undefined;
  readonly isReset?: boolean | undefined;
}

/** What came of it. */
export interface MadeInvitation {
  readonly inviteRedeemUrl: string;
  /** A mail is on its way. */
  readonly sendInvitationMessage: boolean;
  readonly invitedUser: { readonly id: string };
}

/** Where people land who accept, when nobody says otherwise: this server. */
export const usualRedirectUrl = `${origin}${basePath}`;

/** The body of `POST /invitations`. */
export function invitationBody(invitation: NewInvitation): object {
  const { address, displayName, redirectUrl, userType, sendsMail, message, language, userId, isReset } = invitation;
  const hasMessage = Boolean(message) || Boolean(language);
  return {
    invitedUserEmailAddress: address,
    inviteRedirectUrl: redirectUrl || usualRedirectUrl,
    sendInvitationMessage: sendsMail,
    ...(displayName ? { invitedUserDisplayName: displayName } : {}),
    ...(userType ? { invitedUserType: userType } : {}),
    ...(userId ? { invitedUser: { id: userId } } : {}),
    ...(isReset ? { resetRedemption: true } : {}),
    ...(hasMessage
      ? { invitedUserMessageInfo: { customizedMessageBody: message || null, messageLanguage: language || null } }
      : {}),
  };
}

/** Invites somebody. */
export const sendInvitation = (invitation: NewInvitation) =>
  graph.send<MadeInvitation>({ method: 'POST', path: '/invitations', body: invitationBody(invitation) });
