import { newObjectId, type ObjectId } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import type { AccessRequest, Schedule } from '../ports/privileged-access-store.ts';
import type { RoleAssignment } from '../ports/role-store.ts';
import type { Asked } from './asked.ts';
import type { Window } from './schedule-times.ts';

/** Whether it has not ended, although nobody may have cleared it away yet. */
export function isAhead(schedule: Pick<Schedule, 'endsAt'>, now: number): boolean {
  return schedule.endsAt === null || schedule.endsAt > now;
}

/** Whether it counts at an instant. */
export function isRunning(schedule: Pick<Schedule, 'startsAt' | 'endsAt'>, now: number): boolean {
  return schedule.startsAt <= now && isAhead(schedule, now);
}

/** The principal's schedule that has not ended; there is one of each kind at most. */
export async function findSchedule(
  { change, holding, principal }: Pick<Asked, 'change' | 'holding' | 'principal'>,
  kind: AccessRequest['kind'],
): Promise<Schedule | undefined> {
  const found = await holding.schedules(kind, [principal.id]);
  return found.find((each) => isAhead(each, change.now));
}

/**
 * Makes a schedule.
 *
 * @throws AppError SCHEDULE_EXISTS, TOO_MANY_ROLES, and what the holding refuses
 */
export async function makeSchedule(
  { change, kind, holding, principal, requestId }: Asked,
  { startsAt, endsAt }: Window,
  activatedUsing: ObjectId | null = null,
): Promise<Schedule> {
  const known = await holding.schedules(kind, [principal.id]);
  if (known.some((each) => isAhead(each, change.now))) throw directoryErrors.SCHEDULE_EXISTS({});
  await holding.remove(kind, known);
  await holding.checkNew(kind, principal);
  const schedule: Schedule = {
    id: newObjectId(),
    principalId: principal.id,
    principalType: principal.type as RoleAssignment['principalType'],
    createdAt: change.now,
    startsAt,
    endsAt,
    requestId,
    activatedUsing,
    isBegun: startsAt <= change.now,
  };
  await holding.insert(kind, schedule, principal);
  return schedule;
}

/** Gives a schedule another beginning and end. What was activated by an eligibility ends no later than it. */
export async function moveSchedule(
  { change, kind, holding, requestId }: Asked,
  before: Schedule,
  { startsAt, endsAt }: Window,
): Promise<Schedule> {
  const after: Schedule = { ...before, startsAt, endsAt, requestId, isBegun: startsAt <= change.now };
  await holding.update(kind, before, after);
  if (kind === 'assignment' || endsAt === null) return after;
  for (const each of await holding.activatedBy(after.id)) {
    if (each.endsAt === null || each.endsAt > endsAt) await holding.update('assignment', each, { ...each, endsAt });
  }
  return after;
}

/** Ends a schedule. */
export async function endSchedule(asked: Asked, kind: AccessRequest['kind'], schedule: Schedule): Promise<void> {
  await asked.holding.remove(kind, [schedule]);
}
