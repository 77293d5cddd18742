import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { AccessRequest, Schedule } from '../ports/privileged-access-store.ts';
import type { RoleAssignment } from '../ports/role-store.ts';
import { insertAssignmentIn, refuseTooMany } from '../roles/assign-role.ts';
import { removeAssignments } from '../roles/remove-assignments.ts';
import type { RoleDefinition } from '../roles/role-definition.ts';
import { formatScope, type RoleScope } from '../roles/role-scope.ts';
import { accessOperations } from './access-operations.ts';
import type { Holding } from './holding.ts';
import { removeEligibilities } from './remove-eligibilities.ts';

type Kind = AccessRequest['kind'];

/** A role at a scope: active ones are assignments, eligible ones have a table of their own. */
export class RoleHolding implements Holding {
  readonly held: { readonly type: 'role'; readonly id: ObjectId; readonly scope: string };

  constructor(
    private readonly change: Change,
    private readonly role: RoleDefinition & { readonly id: ObjectId },
    private readonly scope: RoleScope,
  ) {
    this.held = { type: 'role', id: role.id, scope: formatScope(scope) };
  }

  async authorizeManaging(caller: Caller, kind: Kind): Promise<void> {
    authorize(caller, accessOperations.role[kind]);
  }

  async schedules(kind: Kind, principals: readonly ObjectId[]): Promise<readonly Schedule[]> {
    const { roles, privilegedAccess } = this.change.session;
    const { id: roleId, scope } = this.held;
    if (kind === 'assignment') return roles.assignments({ roleId, principals, scope });
    const all = await privilegedAccess.eligibilities(principals);
    return all
      .filter((each) => each.roleId === roleId && each.scope === scope)
      .map((each) => ({ activatedUsing: null, ...each }));
  }

  async activatedBy(eligibility: ObjectId): Promise<readonly Schedule[]> {
    const all = await this.change.session.roles.assignments({ roleId: this.held.id });
    return all.filter((each) => each.activatedUsing === eligibility);
  }

  async checkNew(kind: Kind, principal: DirectoryObject): Promise<void> {
    if (kind === 'eligibility' && principal.type === 'servicePrincipal') {
      throw directoryErrors.ROLE_REQUEST_INVALID({ reason: 'a service principal cannot activate roles' });
    }
    await refuseTooMany(this.change, this.role, principal.id, this.scope);
  }

  async insert(kind: Kind, schedule: Schedule): Promise<void> {
    const assignment = this.stored(schedule);
    if (kind === 'assignment') return insertAssignmentIn(this.change, this.role, assignment);
    await this.change.session.privilegedAccess.insertEligibility(assignment);
    this.change.fact({ type: 'roleEligibility', id: schedule.id }, 'create', {
      roleDefinitionId: [null, this.held.id],
      principalId: [null, schedule.principalId],
      directoryScopeId: [null, this.held.scope],
      startDateTime: [null, schedule.startsAt],
      endDateTime: [null, schedule.endsAt],
    });
  }

  async update(kind: Kind, before: Schedule, after: Schedule): Promise<void> {
    const { roles, privilegedAccess } = this.change.session;
    const assignment = this.stored(after);
    if (kind === 'eligibility') await privilegedAccess.updateEligibility(assignment);
    else {
      await roles.updateAssignment(assignment);
      // A role that is to end, or begins later, is none on which the directory can rest any more.
      if (before.endsAt === null && (after.endsAt !== null || !after.isBegun)) this.change.takeRole(assignment);
    }
    const type = kind === 'assignment' ? 'roleAssignment' : 'roleEligibility';
    this.change.fact({ type, id: after.id }, 'update', {
      startDateTime: [before.startsAt, after.startsAt],
      endDateTime: [before.endsAt, after.endsAt],
    });
  }

  async remove(kind: Kind, schedules: readonly Schedule[]): Promise<void> {
    const stored = schedules.map((each) => this.stored(each));
    if (kind === 'assignment') await removeAssignments(this.change, stored);
    else await removeEligibilities(this.change, stored);
  }

  private stored(schedule: Schedule): RoleAssignment {
    return { ...schedule, roleId: this.held.id, scope: this.held.scope };
  }
}
