import type { Change, TakenRole } from '../changes/change.ts';
import { removeAssignments } from '../roles/remove-assignments.ts';
import { removeGroupSchedules } from './remove-group-schedules.ts';

/**
 * Ends what people have activated as members of a group that can be, roles and access to other groups, when they leave the
 * group or it is gone. Costs nothing for changes that take nobody out of a role-assignable group.
 */
export async function endActivations(change: Change): Promise<void> {
  // Whoever leaves one group may leave another by it.
  for (let seen = 0; seen < change.rolesTaken.length; ) {
    const left = change.rolesTaken.slice(seen).filter((taken) => taken.ofGroup !== null && taken.isGone);
    seen = change.rolesTaken.length;
    if (left.length > 0) await endActivationsOf(change, left);
  }
}

async function endActivationsOf(change: Change, left: readonly TakenRole[]): Promise<void> {
  const { roles, privilegedAccess } = change.session;
  const groups = [...new Set(left.map((taken) => taken.ofGroup!))];
  const [ofRoles, ofGroups] = [
    await privilegedAccess.eligibilities(groups),
    await privilegedAccess.groupSchedules({ kind: 'eligibility', principals: groups }),
  ];
  const holders = new Map([...ofRoles, ...ofGroups].map((each) => [each.id, each.principalId]));
  const hasLeft = ({
    activatedUsing,
    principalId,
  }: Pick<(typeof ofGroups)[number], 'activatedUsing' | 'principalId'>) => {
    const group = activatedUsing === null ? undefined : holders.get(activatedUsing);
    return left.some(
      ({ ofGroup, principal }) => ofGroup === group && (principal === principalId || principal === group),
    );
  };
  if (ofRoles.length > 0) await removeAssignments(change, (await roles.assignments()).filter(hasLeft));
  if (ofGroups.length === 0) return;
  const activated = await privilegedAccess.groupSchedules({ activatedUsing: ofGroups.map(({ id }) => id) });
  await removeGroupSchedules(change, activated.filter(hasLeft));
}
