import { foldCase } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import { inboundAccess } from '../cross-tenant/inbound-access.ts';
import { domainOf } from '../identity-providers/provider-for.ts';
import type { User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { expectedComer, isDomainAdmitted } from './admission.ts';
import { isExternal } from './external-user.ts';
import { readInvitationPolicy } from './invitation-policy.ts';
import { addressKey } from './invited-address.ts';

/**
 * What inviting an address would come to:
 *
 * - `new`: an account would be made; `pending`: invited before and not come yet; `accepted`: here already;
 * - `internal`: the address of an account of this directory itself; `ownDomain`: an address of the directory;
 * - `disabled`: a guest whose account is blocked; `blocked`: the lists of domains or the settings for other directories.
 */
export type InvitationProspect = 'new' | 'pending' | 'accepted' | 'internal' | 'ownDomain' | 'disabled' | 'blocked';

/** Most addresses looked at in one call. */
export const mostPlannedAddresses = 1000;

/**
 * What inviting the addresses would come to, in their order; writes nothing. A fixed number of statements, and four for
 * each domain. Addresses must be ones that can be invited.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function planInvitations(
  directory: Directory,
  caller: Caller,
  addresses: readonly string[],
): Promise<readonly InvitationProspect[]> {
  authorize(caller, 'invite guests');
  authorize(caller, 'read users');
  return directory.store.read(async (session) => {
    const own = (await session.settings.domains()).filter(({ isVerified }) => isVerified).map(({ id }) => id);
    const admitted = await admittedDomains(session, addresses);
    const present = await presentUsers(session, addresses);
    return addresses.map((address) => {
      const domain = domainOf(address)!;
      if (own.includes(domain)) return 'ownDomain';
      if (admitted.get(domain) !== true) return 'blocked';
      const user = present.get(addressKey(address));
      return user === undefined ? 'new' : prospectOf(user);
    });
  });
}

function prospectOf(user: User): InvitationProspect {
  if (!isExternal(user)) return 'internal';
  if (user.properties.accountEnabled === false) return 'disabled';
  return user.properties.externalUserState === 'Accepted' ? 'accepted' : 'pending';
}

async function admittedDomains(
  session: ReadSession,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const policy = await readInvitationPolicy(session);
  const admitted = new Map<string, boolean>();
  for (const address of addresses) {
    const domain = domainOf(address)!;
    if (admitted.has(domain)) continue;
    const isOpen = isDomainAdmitted(policy, address);
    admitted.set(domain, isOpen && (await inboundAccess(session, await expectedComer(session, address))).isAllowed);
  }
  return admitted;
}

/** Folded address → who has it: by an invitation first, then as mail or name. */
async function presentUsers(session: ReadSession, addresses: readonly string[]): Promise<ReadonlyMap<string, User>> {
  const present = new Map<string, User>();
  const note = (key: string, user: User) => {
    const known = present.get(key);
    if (known === undefined || user.number < known.number) present.set(key, user);
  };
  for (const property of ['mail', 'userPrincipalName'] as const) {
    for (const user of await session.objects.findUsersByValues(property, addresses)) {
      note(foldCase(user.properties[property] as string), user);
    }
  }
  const invited = await session.invitations.invitationsOf(addresses.map(addressKey));
  const users = new Map(
    (await session.objects.findMany([...new Set(invited.map(({ userId }) => userId))], ['user'])).map((user) => [
      user.id,
      user,
    ]),
  );
  for (const invitation of invited) {
    const user = users.get(invitation.userId);
    if (user !== undefined) present.set(invitation.addressKey, user as User);
  }
  return present;
}
