import { MemberSet, type ReadonlyMemberSet, type ReadonlyMemberships } from '@muster/roster';

export type MembershipRelation = 'members' | 'transitiveMembers' | 'memberOf' | 'transitiveMemberOf';

/** The numbers that stand in a membership relation to an object, out of memory. */
export function membershipSet(
  memberships: ReadonlyMemberships,
  relation: MembershipRelation,
  of: number,
): ReadonlyMemberSet {
  switch (relation) {
    case 'members':
      return memberships.membersOf(of);
    case 'transitiveMembers':
      return memberships.transitiveMembersOf(of);
    case 'memberOf':
      return MemberSet.of(memberships.groupsOf(of));
    case 'transitiveMemberOf':
      return memberships.transitiveGroupsOf(of);
  }
}
