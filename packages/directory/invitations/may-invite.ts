import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeSome, isAllowed, reaches } from '../authorization/authorize.ts';
import { readAuthorizationPolicy } from '../policies/authorization-policy.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { invitationErrors } from './errors.ts';
import type { CheckedInvitation } from './invitation-input.ts';

/**
 * Lets the caller pass when they may send this invitation, as far as that does not depend on settings.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES; INVITATIONS_NOT_ALLOWED to people whom only the authorization policy stops
 */
export function authorizeInvitation(caller: Caller, { userType, resetsRedemption }: CheckedInvitation): void {
  const { actor } = caller;
  const isReached = actor.kind === 'user' && reaches(actor, 'invite guests');
  if (isReached && !isAllowed(actor, 'invite guests')) throw invitationErrors.INVITATIONS_NOT_ALLOWED({});
  authorize(caller, 'invite guests');
  if (userType === 'Member') authorize(caller, 'invite members');
  if (resetsRedemption) authorizeSome(caller, 'reset redemption');
}

/**
 * Refuses invitations that `allowInvitesFrom` does not allow. `none` is for everybody, the operator of the machine too;
 * every other value lets applications with a permission through.
 *
 * @throws AppError INVITATIONS_NOT_ALLOWED
 * @see B2B and governance spec §1.3
 */
export async function requireInvitationsAllowed(session: ReadSession): Promise<void> {
  const { allowInvitesFrom } = await readAuthorizationPolicy(session.settings);
  if (allowInvitesFrom === 'none') throw invitationErrors.INVITATIONS_NOT_ALLOWED({});
}
