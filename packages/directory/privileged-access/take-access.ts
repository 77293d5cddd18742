import type { Change } from '../changes/change.ts';
import type { Group, PropertyValue } from '../objects/directory-object.ts';
import type { GroupSchedule } from '../ports/privileged-access-store.ts';

/** Under this name facts about a group say by which schedule somebody came or went. */
export const scheduleMember = 'membershipSchedule';

/** What the facts about a group tell of a schedule, for explanations. */
export const describedSchedule = ({ id, activatedUsing, endsAt }: GroupSchedule): PropertyValue => ({
  id,
  isActivated: activatedUsing !== null,
  endsAt,
});

/** Takes from the principal what the schedule gave. Whoever was a member for a time only is noted as such. */
export async function takeAccess(change: Change, group: Group, schedule: GroupSchedule): Promise<void> {
  const { access, principalId, principalNumber } = schedule;
  const told = { [scheduleMember]: [describedSchedule(schedule), null] } as const;
  if (access === 'owner') {
    const wasOwner = await change.session.relations.removeLink(group.id, 'owner', principalId);
    if (wasOwner) change.fact(group, 'update', { owners: [principalId, null], ...told });
    return;
  }
  noteEnd(change, schedule);
  await change.catchUp();
  if (!change.isMember(group.number, principalNumber)) return;
  change.takeRolesOf(group, principalId);
  change.move(group.number, principalNumber, false);
  change.fact(group, 'update', { members: [principalId, null], ...told });
}

/** Notes that a membership ends on which the directory did not rest. */
export function noteEnd(change: Change, { groupId, principalId, endsAt }: GroupSchedule): void {
  if (endsAt !== null) change.endTimed(groupId, principalId);
}
