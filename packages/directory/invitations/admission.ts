import { type Comer, inboundAccess } from '../cross-tenant/inbound-access.ts';
import { domainOf, providerForIn } from '../identity-providers/provider-for.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { invitationErrors } from './errors.ts';
import { type InvitationPolicy, readInvitationPolicy } from './invitation-policy.ts';

/** True when the lists of domains let people of the address come. */
export function isDomainAdmitted({ allowedDomains, blockedDomains }: InvitationPolicy, address: string): boolean {
  const domain = domainOf(address) ?? '';
  if (allowedDomains !== null) return allowedDomains.includes(domain);
  return blockedDomains === null || !blockedDomains.includes(domain);
}

/**
 * Refuses people whom the lists of domains or the cross-tenant access settings keep out; both must let them in. Asked at
 * the invitation, when the person is not known yet, and again at redemption.
 *
 * @param comer who came, at redemption; absent at the invitation, when the address tells the directory they are of
 * @throws AppError INVITED_DOMAIN_BLOCKED
 */
export async function requireAdmitted(session: ReadSession, address: string, comer?: Comer): Promise<void> {
  const policy = await readInvitationPolicy(session);
  if (!isDomainAdmitted(policy, address)) throw blocked(address);
  const { isAllowed } = await inboundAccess(session, comer ?? (await expectedComer(session, address)));
  if (!isAllowed) throw blocked(address);
}

/** What is known of the owner of an address before they come. */
export async function expectedComer(session: ReadSession, address: string): Promise<Comer> {
  const choice = await providerForIn(session, address);
  return { tenantId: choice.kind === 'openId' ? choice.provider.tenantId : null, userId: null, appId: null };
}

function blocked(address: string) {
  return invitationErrors.INVITED_DOMAIN_BLOCKED({ domain: domainOf(address) ?? '' });
}
