import { defineErrors } from '@muster/kernel';

const badRequest = { status: 400, apiCode: 'BadRequest' } as const;
type Nothing = Record<never, never>;

/** Errors about invitations and what becomes of them. Sentences that clients match are those of the Graph surface spec §12.4. */
export const invitationErrors = defineErrors({
  INVITATIONS_NOT_ALLOWED: {
    status: 403,
    apiCode: 'Authorization_RequestDenied',
    message: (_: Nothing) =>
      'Guest invitations not allowed for your company. Contact your company administrator for more details.',
    help: () => 'allowInvitesFrom of the authorization policy decides who may invite',
  },
  INVITED_ADDRESS_INVALID: {
    ...badRequest,
    message: (_: Nothing) => 'The invited user email address is not valid.',
    help: () => 'letters, digits, dots, hyphens and underscores, then @ and a domain are expected',
  },
  INVITED_DOMAIN_OWN: {
    ...badRequest,
    message: (_: Nothing) =>
      'The domain of the email address of the invited user is a verified domain of this directory.',
    help: () => 'people of the directory itself are created as users, not invited',
  },
  INVITED_DOMAIN_BLOCKED: {
    ...badRequest,
    message: (p: { domain: string }) => `people of the domain \`${p.domain}\` cannot be invited to this directory`,
    help: () => 'the lists of domains and the cross-tenant access settings say who may come',
  },
  INVITED_USER_EXISTS: {
    ...badRequest,
    message: (p: { id: string | null }) =>
      `${existing(p.id)} They can use that account to sign in to shared apps and resources.`,
    help: () => 'name the user as invitedUser to let an account of this directory sign in elsewhere',
  },
  INVITED_GUEST_BLOCKED: {
    ...badRequest,
    message: (p: { id: string | null }) => `${existing(p.id)} The account is blocked from signing in.`,
  },
  INVITED_ADDRESS_NOT_OF_USER: {
    ...badRequest,
    message: (_: Nothing) => 'the address is not one of those of the invited user',
    help: () => 'mail or otherMails of the user must hold the address',
  },
  RESET_NEEDS_INVITED_USER: {
    ...badRequest,
    message: (_: Nothing) => 'only a user who was invited can be reset',
  },
  REDIRECT_NOT_ALLOWED: {
    ...badRequest,
    message: (_: Nothing) => 'invitations cannot lead to this inviteRedirectUrl',
    help: () =>
      'an https address on a verified domain of this directory, on this server or on a host of redirectHosts is expected',
  },
  PUBLIC_URL_NEEDED: {
    ...badRequest,
    message: (_: Nothing) =>
      'this server does not know the address under which people reach it, so it sends no links by mail',
    help: () => 'start it with --public-url, or leave sendInvitationMessage away and hand the link over yourself',
  },
  TOO_MANY_SPONSORS: { ...badRequest, message: (p: { limit: number }) => `a user has at most ${p.limit} sponsors` },
  SPONSOR_INVALID: {
    ...badRequest,
    message: (p: { id: string }) => `no user and no group has the id ${p.id}, or it is the user itself`,
  },
  INVITATION_INVALID: {
    ...badRequest,
    message: (_: Nothing) => 'this invitation cannot be used: it was used already, was replaced or has ended',
    help: () => 'ask whoever invited you for a new one',
  },
  INVITATION_FOR_ANOTHER_ADDRESS: {
    status: 403,
    apiCode: 'Authorization_RequestDenied',
    message: (_: Nothing) => 'this account is not the one that was invited',
    help: () => 'sign in with the account of the address to which the invitation was sent',
  },
  NOT_EXTERNAL: {
    ...badRequest,
    message: (_: Nothing) => 'the user is at home in this directory',
  },
  LEAVING_NOT_ALLOWED: {
    status: 403,
    apiCode: 'Authorization_RequestDenied',
    message: (_: Nothing) => 'people cannot leave this directory by themselves',
    help: () => 'ask an administrator of the directory',
  },
});

function existing(id: string | null): string {
  return `The invited user already exists in the directory${id === null ? '' : ` as object ID: ${id}`}.`;
}
