import {
  type Directory,
  findPeople,
  type Invitation,
  type InvitationInput,
  type InvitationSite,
  invite,
  type RedeemingIdentity,
  type Redemption,
  type RedemptionOptions,
  redeemInvitation,
  type User,
} from '@muster/directory';
import { administrator } from './builders.ts';

let counter = 0;

/** An address that nobody has. */
export function newAddress(domain = 'fabrikam.example'): string {
  return `guest${++counter}@${domain}`;
}

/** A server that people reach under an address of its own, and that sends mail. */
export const site: InvitationSite = { baseUrl: 'https://id.contoso.com', isBaseTrusted: true, sendsMail: true };

export function anInvitation(invitedUserEmailAddress: string, more: Partial<InvitationInput> = {}): InvitationInput {
  return { invitedUserEmailAddress, inviteRedirectUrl: 'https://apps.contoso.com/', ...more };
}

/** Invites the address as the administrator does. */
export function inviting(
  directory: Directory,
  address: string,
  more: Partial<InvitationInput> = {},
): Promise<Invitation> {
  return invite(directory, administrator, anInvitation(address, more), site);
}

/** The ticket in the link of an invitation. */
export function ticketOf({ inviteRedeemUrl }: Pick<Invitation, 'inviteRedeemUrl'>): string {
  return new URL(inviteRedeemUrl).searchParams.get('ticket')!;
}

/** The account of an address at Fabrikam, as the provider vouches for it. */
export function identityOf(address: string, more: Partial<RedeemingIdentity> = {}): RedeemingIdentity {
  return {
    providerId: 'fabrikam',
    issuer: 'https://login.fabrikam.example',
    subject: address.toLowerCase(),
    identityIssuer: 'ExternalAzureAD',
    tenantId: '5f0e2a0c-6c5d-4a83-9d8b-0f4f1c1c7a11',
    address,
    isAddressVerified: true,
    ...more,
  };
}

/** Redeems with consent. */
export function redeeming(
  directory: Directory,
  invitation: Pick<Invitation, 'inviteRedeemUrl'>,
  identity: RedeemingIdentity,
  more: Partial<RedemptionOptions> = {},
): Promise<Redemption> {
  return redeemInvitation(directory, ticketOf(invitation), identity, { hasConsented: true, ...more });
}

/** Somebody who has accepted an invitation. */
export async function aGuest(
  directory: Directory,
  address = newAddress(),
  more: Partial<InvitationInput> = {},
): Promise<User> {
  await redeeming(directory, await inviting(directory, address, more), identityOf(address));
  return theUser(directory, address);
}

/** The living user with the mail address. */
export async function theUser(directory: Directory, address: string): Promise<User> {
  const found = await findPeople(directory, administrator, 'mail', [address]);
  return [...found.values()].flat()[0]!;
}
