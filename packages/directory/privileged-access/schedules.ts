import { newObjectId, type ObjectId } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import type { RoleEligibility, RoleRequest } from '../ports/privileged-access-store.ts';
import type { RoleAssignment } from '../ports/role-store.ts';
import { insertAssignmentIn, refuseTooMany } from '../roles/assign-role.ts';
import { removeAssignments } from '../roles/remove-assignments.ts';
import type { Asked } from './asked.ts';
import { removeEligibilities } from './remove-eligibilities.ts';
import type { Window } from './schedule-times.ts';

/** What somebody holds or can activate, now or later. */
export type Schedule = RoleEligibility & { readonly activatedUsing: ObjectId | null };

/** Whether it has not ended, although nobody may have cleared it away yet. */
export function isAhead(schedule: Pick<Schedule, 'endsAt'>, now: number): boolean {
  return schedule.endsAt === null || schedule.endsAt > now;
}

/** Whether it counts at an instant. */
export function isRunning(schedule: Pick<Schedule, 'startsAt' | 'endsAt'>, now: number): boolean {
  return schedule.startsAt <= now && isAhead(schedule, now);
}

/** The schedule of the principal for the role at the scope that has not ended; there is one of each kind at most. */
export async function findSchedule(
  { change, role, principal, scopeText }: Pick<Asked, 'change' | 'role' | 'principal' | 'scopeText'>,
  kind: RoleRequest['kind'],
): Promise<Schedule | undefined> {
  const { roles, privilegedAccess } = change.session;
  const found =
    kind === 'assignment'
      ? await roles.assignments({ roleId: role.id, principals: [principal.id], scope: scopeText })
      : (await privilegedAccess.eligibilities([principal.id])).filter(
          (each) => each.roleId === role.id && each.scope === scopeText,
        );
  const [schedule] = found.filter((each) => isAhead(each, change.now));
  return schedule === undefined ? undefined : { activatedUsing: null, ...schedule };
}

/**
 * Makes a schedule.
 *
 * @throws AppError SCHEDULE_EXISTS, TOO_MANY_ROLES
 */
export async function makeSchedule(
  asked: Asked,
  { startsAt, endsAt }: Window,
  activatedUsing: ObjectId | null = null,
): Promise<Schedule> {
  const { change, kind, role, principal, scope, scopeText, requestId } = asked;
  if ((await findSchedule(asked, kind)) !== undefined) throw directoryErrors.SCHEDULE_EXISTS({});
  await refuseTooMany(change, role, principal.id, scope);
  const schedule: Schedule = {
    id: newObjectId(),
    roleId: role.id,
    principalId: principal.id,
    principalType: principal.type as RoleAssignment['principalType'],
    scope: scopeText,
    createdAt: change.now,
    startsAt,
    endsAt,
    requestId,
    activatedUsing,
    isBegun: startsAt <= change.now,
  };
  if (kind === 'assignment') await insertAssignmentIn(change, role, schedule);
  else await insertEligibility(change, schedule);
  return schedule;
}

async function insertEligibility(change: Change, schedule: Schedule): Promise<void> {
  const { privilegedAccess } = change.session;
  const { id, roleId, principalId, scope, startsAt, endsAt } = schedule;
  const old = (await privilegedAccess.eligibilities([principalId])).filter(
    (each) => each.roleId === roleId && each.scope === scope,
  );
  await removeEligibilities(change, old);
  await privilegedAccess.insertEligibility(schedule);
  change.fact({ type: 'roleEligibility', id }, 'create', {
    roleDefinitionId: [null, roleId],
    principalId: [null, principalId],
    directoryScopeId: [null, scope],
    startDateTime: [null, startsAt],
    endDateTime: [null, endsAt],
  });
}

/** Gives a schedule another beginning and end. What was activated by an eligibility ends no later than it. */
export async function moveSchedule(
  { change, kind, requestId }: Asked,
  before: Schedule,
  { startsAt, endsAt }: Window,
): Promise<Schedule> {
  const after: Schedule = { ...before, startsAt, endsAt, requestId, isBegun: startsAt <= change.now };
  const { roles, privilegedAccess } = change.session;
  if (kind === 'assignment') {
    await roles.updateAssignment(after);
    // A role that is to end, or begins later, is none on which the directory can rest any more.
    if (before.endsAt === null && (endsAt !== null || !after.isBegun)) change.takeRole(after);
  } else {
    await privilegedAccess.updateEligibility(after);
    await shortenActivations(change, after);
  }
  factOfMove(change, kind, before, after);
  return after;
}

function factOfMove(change: Change, kind: RoleRequest['kind'], before: Schedule, after: Schedule): void {
  const type = kind === 'assignment' ? 'roleAssignment' : 'roleEligibility';
  change.fact({ type, id: after.id }, 'update', {
    startDateTime: [before.startsAt, after.startsAt],
    endDateTime: [before.endsAt, after.endsAt],
  });
}

async function shortenActivations(change: Change, { id, endsAt }: Schedule): Promise<void> {
  if (endsAt === null) return;
  const { roles } = change.session;
  for (const each of await roles.assignments()) {
    if (each.activatedUsing !== id || (each.endsAt !== null && each.endsAt <= endsAt)) continue;
    const after = { ...each, endsAt };
    await roles.updateAssignment(after);
    if (each.endsAt === null) change.takeRole(after);
    factOfMove(change, 'assignment', each, after);
  }
}

/** Ends a schedule. */
export async function endSchedule(change: Change, kind: RoleRequest['kind'], schedule: Schedule): Promise<void> {
  if (kind === 'assignment') await removeAssignments(change, [schedule]);
  else await removeEligibilities(change, [schedule]);
}
