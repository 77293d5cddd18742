import type { Change } from '../changes/change.ts';
import { removeAssignments } from '../roles/remove-assignments.ts';

/**
 * Ends what people have activated as members of a group that can be, when they leave the group or it is gone. Costs nothing for
 * changes that take nobody out of a role-assignable group.
 */
export async function endActivations(change: Change): Promise<void> {
  const left = change.rolesTaken.filter((taken) => taken.ofGroup !== null);
  if (left.length === 0) return;
  const { roles, privilegedAccess } = change.session;
  const groups = [...new Set(left.map((taken) => taken.ofGroup!))];
  const eligibilities = new Map(
    (await privilegedAccess.eligibilities(groups)).map((each) => [each.id, each.principalId]),
  );
  if (eligibilities.size === 0) return;
  const ended = (await roles.assignments()).filter(({ activatedUsing, principalId }) => {
    const group = activatedUsing === null ? undefined : eligibilities.get(activatedUsing);
    return left.some(
      ({ ofGroup, principal }) => ofGroup === group && (principal === principalId || principal === group),
    );
  });
  await removeAssignments(change, ended);
}
