import type { ReadonlyMemberships } from '@muster/roster';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ReachingAssignment } from '../ports/role-store.ts';

/**
 * Whether the principal holds a role by an assignment that reaches it: by its own, or as a direct member of the group that has
 * it. What was activated by the eligibility of a group is held by members of that group alone.
 */
export function holdsBy(
  memberships: ReadonlyMemberships,
  principal: Pick<DirectoryObject, 'id' | 'number'>,
  { principalId, groupNumber, eligibleGroupNumber }: ReachingAssignment,
): boolean {
  if (eligibleGroupNumber !== null && !memberships.has(eligibleGroupNumber, principal.number)) return false;
  return principalId === principal.id || (groupNumber !== null && memberships.has(groupNumber, principal.number));
}
