import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { Change } from '../changes/change.ts';

/** Ids of the groups as whose direct member the principal can activate what the group can. */
export async function eligibleGroupsOf(
  change: Change,
  principal: { readonly number: ObjectNumber },
): Promise<readonly ObjectId[]> {
  await change.catchUp();
  const groups = await change.session.roles.assignableGroups();
  return groups.filter((group) => change.isMember(group.number, principal.number)).map((group) => group.id);
}
