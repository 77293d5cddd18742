import type { Change } from '../changes/change.ts';
import type { RoleEligibility } from '../ports/privileged-access-store.ts';
import { removeAssignments } from '../roles/remove-assignments.ts';

/** Takes eligibilities away within a change; what was activated by them ends with them. */
export async function removeEligibilities(change: Change, eligibilities: readonly RoleEligibility[]): Promise<void> {
  if (eligibilities.length === 0) return;
  const { privilegedAccess, roles } = change.session;
  await privilegedAccess.removeEligibilities(eligibilities.map((each) => each.id));
  for (const { id, roleId, principalId, scope } of eligibilities) {
    change.fact({ type: 'roleEligibility', id }, 'purge', {
      roleDefinitionId: [roleId, null],
      principalId: [principalId, null],
      directoryScopeId: [scope, null],
    });
  }
  const gone = new Set<string>(eligibilities.map((each) => each.id));
  const activated = (await roles.assignments()).filter((each) => gone.has(each.activatedUsing ?? ''));
  await removeAssignments(change, activated);
}
