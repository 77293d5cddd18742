import type { Change } from '../changes/change.ts';
import type { RoleAssignment } from '../ports/role-store.ts';

/** Takes assignments away within a change. Only those without an end can have been what the directory is administered by. */
export async function removeAssignments(change: Change, assignments: readonly RoleAssignment[]): Promise<void> {
  if (assignments.length === 0) return;
  await change.session.roles.removeAssignments(assignments.map((each) => each.id));
  for (const assignment of assignments) {
    const { id, roleId, principalId, scope } = assignment;
    change.fact({ type: 'roleAssignment', id }, 'purge', {
      roleDefinitionId: [roleId, null],
      principalId: [principalId, null],
      directoryScopeId: [scope, null],
    });
    if (assignment.endsAt === null) change.takeRole(assignment);
  }
}
