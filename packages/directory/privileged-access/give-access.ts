import type { Change } from '../changes/change.ts';
import { addMembersIn } from '../groups/add-members.ts';
import { addOwnersIn } from '../groups/add-owners.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import type { GroupAccess, GroupSchedule } from '../ports/privileged-access-store.ts';
import { describedSchedule, scheduleMember } from './take-access.ts';

/** Whether the principal is a member or owner, this change's own movements included. */
export async function hasAccess(
  change: Change,
  group: Group,
  access: GroupAccess,
  principal: Pick<DirectoryObject, 'id' | 'number'>,
): Promise<boolean> {
  if (access === 'owner') {
    const owners = await change.session.relations.endsAmong([group.id], 'owner', [principal.id]);
    return owners.length > 0;
  }
  await change.catchUp();
  return change.isMember(group.number, principal.number);
}

/**
 * Makes the principal of a schedule a member or owner; everything follows from it as from a change by hand.
 *
 * @throws AppError what adding members and owners refuses, before anything is written
 */
export async function giveAccess(change: Change, group: Group, schedule: GroupSchedule): Promise<void> {
  const add = schedule.access === 'owner' ? addOwnersIn : addMembersIn;
  await add(change, group, [schedule.principalId], { [scheduleMember]: [null, describedSchedule(schedule)] });
}
