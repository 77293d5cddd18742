import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import { mayContain } from '../groups/group-kind.ts';
import type { DirectoryObject, Group } from '../objects/directory-object.ts';
import type { AccessRequest, GroupAccess, GroupSchedule, Schedule } from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';
import { eligibleGroupsOf } from './eligible-groups.ts';
import { giveAccess, hasAccess } from './give-access.ts';
import { factOfMove, factOfNew } from './group-schedule-facts.ts';
import type { Holding } from './holding.ts';
import { authorizeGroupAccess } from './managing.ts';
import { removeGroupSchedules } from './remove-group-schedules.ts';

type Kind = AccessRequest['kind'];

/** Eligible and active schedules of one access to one group. */
const mostSchedules = 5000;

/** Being a member or an owner of a group: while a schedule runs, its principal is one as by hand. */
export class GroupHolding implements Holding {
  readonly held: { readonly type: 'group'; readonly id: ObjectId; readonly scope: GroupAccess };

  constructor(
    private readonly change: Change,
    readonly group: Group,
    access: GroupAccess,
  ) {
    this.held = { type: 'group', id: group.id, scope: access };
  }

  async authorizeManaging(caller: Caller, kind: Kind): Promise<void> {
    await authorizeGroupAccess(this.change, caller, accessOperations.group[kind], this.group);
  }

  schedules(kind: Kind, principals: readonly ObjectId[]): Promise<readonly GroupSchedule[]> {
    const { id, scope: access } = this.held;
    return this.change.session.privilegedAccess.groupSchedules({ kind, groups: [id], access, principals });
  }

  activatedBy(eligibility: ObjectId): Promise<readonly GroupSchedule[]> {
    return this.change.session.privilegedAccess.groupSchedules({ activatedUsing: [eligibility] });
  }

  /** Whether a group of which the principal is a direct member can activate this, now or later. */
  async isEligibleByGroup(principal: DirectoryObject): Promise<boolean> {
    const groups = await eligibleGroupsOf(this.change, principal);
    return groups.length > 0 && (await this.schedules('eligibility', groups)).length > 0;
  }

  async checkNew(kind: Kind, principal: DirectoryObject): Promise<void> {
    const { properties } = this.group;
    const invalid = (reason: string) => directoryErrors.ROLE_REQUEST_INVALID({ reason });
    if (principal.type === 'group') {
      if (kind === 'assignment')
        throw invalid('a group becomes no member or owner for a time; it can be made eligible');
      if (principal.id === this.group.id) throw directoryErrors.GROUP_CONTAINS_ITSELF({});
    } else if (kind === 'eligibility' && principal.type === 'servicePrincipal') {
      throw invalid('a service principal cannot activate access to groups');
    } else if (this.held.scope === 'member' && !mayContain(properties, principal.type, principal.properties)) {
      const member = principal.type === 'servicePrincipal' ? 'service principal' : principal.type;
      throw directoryErrors.MEMBER_TYPE_NOT_ALLOWED({ member, group: 'Microsoft 365 group' });
    }
    if (kind === 'assignment' && (await hasAccess(this.change, this.group, this.held.scope, principal))) {
      throw directoryErrors.SCHEDULE_EXISTS({});
    }
    const { id, scope: access } = this.held;
    const all = await this.change.session.privilegedAccess.groupSchedules({
      groups: [id],
      access,
      limit: mostSchedules,
    });
    if (all.length < mostSchedules) return;
    throw directoryErrors.TOO_MANY_ROLES({ what: 'schedules of the group', limit: mostSchedules });
  }

  async insert(kind: Kind, schedule: Schedule, principal: DirectoryObject): Promise<void> {
    const stored = this.stored(kind, schedule, principal.number);
    // First what can be refused.
    if (kind === 'assignment' && schedule.isBegun) await giveAccess(this.change, this.group, stored);
    await this.change.session.privilegedAccess.saveGroupSchedule(stored);
    factOfNew(this.change, stored);
  }

  async update(_kind: Kind, before: Schedule, moved: Schedule): Promise<void> {
    const after = moved as GroupSchedule;
    const isActive = after.kind === 'assignment';
    if (isActive && after.isBegun && !before.isBegun) await giveAccess(this.change, this.group, after);
    await this.change.session.privilegedAccess.saveGroupSchedule(after);
    factOfMove(this.change, before, after);
    // Who is a member for a time is none on whom the directory can rest any more.
    const isToEnd = isActive && before.endsAt === null && after.endsAt !== null;
    if (isToEnd && after.access === 'member') this.change.takeRolesOf(this.group, after.principalId, false);
  }

  async remove(_kind: Kind, schedules: readonly Schedule[]): Promise<void> {
    await removeGroupSchedules(this.change, schedules as readonly GroupSchedule[]);
  }

  private stored(kind: Kind, schedule: Schedule, principalNumber: DirectoryObject['number']): GroupSchedule {
    const { id: groupId, scope: access } = this.held;
    return { ...schedule, kind, groupId, groupNumber: this.group.number, access, principalNumber };
  }
}
