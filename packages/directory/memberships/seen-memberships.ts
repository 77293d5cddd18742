import { andNot, MemberSet, type ReadonlyMemberSet } from '@muster/roster';
import type { Caller } from '../actors/caller.ts';
import { isAllowed } from '../authorization/authorize.ts';
import type { Surroundings } from '../authorization/authorize-for.ts';
import { mayReadMembers, readsMembersAtAll } from '../authorization/sight.ts';
import type { AdministrativeUnit, DirectoryObject, Group } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { type MembershipRelation, membershipSet } from './membership-set.ts';
import { numberFilter } from './number-filter.ts';

/**
 * The numbers that stand in a membership relation to the object, as far as the caller may know: nobody is in a group with
 * hidden membership for those who may not know who is. Everybody sees what they are in themselves.
 *
 * INVARIANT: groups with hidden membership are Microsoft 365 groups, which hold no groups and are in none but units, and units
 * are in none, so that they lead to no others.
 *
 * Cost: nothing for applications and for holders of a role that sees hidden members; for others a statement for each
 * type where it is about the groups of somebody else.
 *
 * @param types what is looked for: of other types memberships may stay that the caller may not know
 * @param whole the relation as memory has it
 */
export async function seenMemberships(
  { directory, session }: Surroundings,
  caller: Caller,
  relation: MembershipRelation,
  start: DirectoryObject,
  types: readonly ObjectType[],
  whole: ReadonlyMemberSet = membershipSet(directory.memberships, relation, start.number),
): Promise<ReadonlyMemberSet> {
  const { actor } = caller;
  if (relation === 'members' || relation === 'transitiveMembers') {
    return mayReadMembers(actor, start as Group | AdministrativeUnit) ? whole : MemberSet.of();
  }
  const isOwn = actor.kind === 'user' && start.id === actor.id;
  if (isOwn || readsMembersAtAll(actor) || whole.size === 0) return whole;
  const closed = concealing.filter(([type, operation]) => types.includes(type) && !isAllowed(actor, operation));
  if (closed.length === 0) return whole;
  const concealed = await concealedAmong(
    session,
    caller,
    whole,
    closed.map(([type]) => type),
  );
  return concealed.length === 0 ? whole : andNot(whole, MemberSet.of(concealed));
}

/** Types with hidden membership → the operation that sees it everywhere. */
const concealing = [
  ['group', 'read hidden members'],
  ['administrativeUnit', 'read hidden members of administrative units'],
] as const;

/** Numbers of the groups and units among these that keep their members from the caller. One statement for each type. */
async function concealedAmong(
  session: ReadSession,
  { actor }: Caller,
  groups: ReadonlyMemberSet,
  types: readonly ObjectType[],
): Promise<readonly number[]> {
  const { objects } = await session.objects.list(
    {
      types,
      scope: { kind: 'all' },
      filter: { op: 'eq', path: ['visibility'], value: 'HiddenMembership' },
      orderBy: null,
      limit: groups.size,
      after: null,
      wantsCount: false,
    },
    numberFilter(groups),
  );
  return objects
    .filter((each) => !mayReadMembers(actor, each as Group | AdministrativeUnit))
    .map((each) => each.number);
}
