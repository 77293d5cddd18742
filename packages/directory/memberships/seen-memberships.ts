import { andNot, MemberSet, type ReadonlyMemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { isAllowed } from '../authorization/authorize.ts';
import type { Surroundings } from '../authorization/authorize-for.ts';
import { mayReadMembers } from '../authorization/sight.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { type MembershipRelation, membershipSet } from './membership-set.ts';
import { numberFilter } from './number-filter.ts';

/**
 * The numbers that stand in a membership relation to the object, as far as the caller may know: nobody is in a group with
 * hidden membership for those who may not know who is. Everybody sees what they are in themselves.
 *
 * INVARIANT: groups with hidden membership are Microsoft 365 groups, which hold no groups and are in none, so that they lead
 * to no others.
 *
 * Cost: nothing for applications and for holders of a role that sees hidden members; for others one statement where it is
 * about the groups of somebody else.
 *
 * @param whole the relation as memory has it
 */
export async function seenMemberships(
  { directory, session }: Surroundings,
  caller: Caller,
  relation: MembershipRelation,
  start: DirectoryObject,
  whole: ReadonlyMemberSet = membershipSet(directory.memberships, relation, start.number),
): Promise<ReadonlyMemberSet> {
  const { actor } = caller;
  if (relation === 'members' || relation === 'transitiveMembers') {
    return mayReadMembers(actor, start as Group) ? whole : MemberSet.of();
  }
  const isKnown = actor.kind !== 'user' || start.id === actor.id || isAllowed(actor, 'read hidden members');
  if (isKnown || whole.size === 0) return whole;
  const concealed = await concealedAmong(session, caller, whole);
  return concealed.length === 0 ? whole : andNot(whole, MemberSet.of(concealed));
}

/** Numbers of the groups among these that keep their members from the caller. One statement. */
async function concealedAmong(
  session: ReadSession,
  { actor }: Caller,
  groups: ReadonlyMemberSet,
): Promise<readonly number[]> {
  const { objects } = await session.objects.list(
    {
      types: ['group'],
      scope: { kind: 'all' },
      filter: { op: 'eq', path: ['visibility'], value: 'HiddenMembership' },
      orderBy: null,
      limit: groups.size,
      after: null,
      wantsCount: false,
    },
    numberFilter(groups),
  );
  return objects.filter((each) => !mayReadMembers(actor, each as Group)).map((each) => each.number);
}
