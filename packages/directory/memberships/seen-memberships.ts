import { andNot, MemberSet, type ReadonlyMemberSet, type ReadonlyMemberships, unionOf } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { isAllowed } from '../authorization/authorize.ts';
import type { Surroundings } from '../authorization/authorize-for.ts';
import { mayReadMembers } from '../authorization/sight.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { presentNesting } from '../relations/nesting.ts';
import { type MembershipRelation, membershipSet } from './membership-set.ts';
import { numberFilter } from './number-filter.ts';

/**
 * The numbers that stand in a membership relation to the object, as far as the caller may know: nobody is in a group with
 * hidden membership for those who may not know who is, not by way of other groups either. Everybody sees what they are
 * in themselves.
 *
 * Cost: nothing for applications and for holders of a role that sees hidden members; at most one statement for others.
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
  if (actor.kind !== 'user' || whole.size === 0 || isAllowed(actor, 'read hidden members')) return whole;
  const { memberships } = directory;
  if (relation === 'members' || relation === 'transitiveMembers') {
    if (!mayReadMembers(actor, start as Group)) return MemberSet.of();
    return relation === 'members' ? whole : seenWithin(memberships, session, caller, start.number, whole);
  }
  if (start.id === actor.id) return whole;
  const concealed = await concealedAmong(session, caller, whole);
  if (concealed.size === 0) return whole;
  const seen = andNot(whole, concealed);
  return relation === 'memberOf' ? seen : reachedThrough(memberships, start.number, seen);
}

async function seenWithin(
  memberships: ReadonlyMemberships,
  session: ReadSession,
  caller: Caller,
  group: number,
  whole: ReadonlyMemberSet,
): Promise<ReadonlyMemberSet> {
  const inside = presentNesting(memberships, memberships.groupNumbers()).within(group);
  const concealed = await concealedAmong(session, caller, MemberSet.of([...inside].filter((each) => each !== group)));
  if (concealed.size === 0) return whole;
  const seen = new Set([group]);
  for (const outer of seen) {
    for (const inner of inside) {
      if (!concealed.has(inner) && memberships.has(outer, inner)) seen.add(inner);
    }
  }
  return unionOf([...seen].map((each) => memberships.membersOf(each)));
}

/** The groups of which the object is a member by way of none but these. */
function reachedThrough(memberships: ReadonlyMemberships, start: number, groups: ReadonlyMemberSet): ReadonlyMemberSet {
  const reached = new Set([start]);
  const rest = new Set<number>(groups);
  for (const inner of reached) {
    for (const outer of rest) {
      if (!memberships.has(outer, inner)) continue;
      rest.delete(outer);
      reached.add(outer);
    }
  }
  reached.delete(start);
  return MemberSet.of(reached);
}

/** Those of the groups that keep their members from the caller. One statement, none for no groups. */
export async function concealedAmong(
  session: ReadSession,
  { actor }: Caller,
  groups: ReadonlyMemberSet,
): Promise<ReadonlyMemberSet> {
  if (groups.size === 0) return groups;
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
  const concealed = objects.filter((each) => !mayReadMembers(actor, each as Group));
  return MemberSet.of(concealed.map((each) => each.number));
}
