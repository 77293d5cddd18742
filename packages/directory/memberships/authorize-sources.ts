import { MemberSet } from '@muster/roster';
import type { CheckedRule } from '@muster/rules';
import type { Caller } from '../actors/caller.ts';
import { authorize, isAllowed } from '../authorization/authorize.ts';
import type { Surroundings } from '../authorization/authorize-for.ts';
import { authorizeMembers } from '../authorization/sight.ts';
import type { Group } from '../objects/directory-object.ts';
import { presentNesting } from '../relations/nesting.ts';
import { concealedAmong } from './seen-memberships.ts';

/**
 * Before a rule is tried out for somebody: what it selects tells who is in the groups that it reads. One statement when the
 * rule reads groups within groups, none otherwise.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES when the caller may not know who is in one of them
 */
export async function authorizeSources(
  { directory, session }: Surroundings,
  caller: Caller,
  rule: CheckedRule,
  sources: readonly Group[],
): Promise<void> {
  authorizeMembers(caller, sources);
  if (rule.relations.groupsWithin.length === 0 || isAllowed(caller.actor, 'read hidden members')) return;
  if (caller.actor.kind !== 'user') return;
  await session.catchUpMemberships();
  const { memberships } = directory;
  const nesting = presentNesting(memberships, memberships.groupNumbers());
  const inside = new Set(sources.flatMap((source) => [...nesting.within(source.number)]));
  const concealed = await concealedAmong(session, caller, MemberSet.of(inside));
  if (concealed.size > 0) authorize(caller, 'read hidden members');
}
