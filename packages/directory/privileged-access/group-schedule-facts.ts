import type { Change } from '../changes/change.ts';
import type { GroupSchedule, Schedule } from '../ports/privileged-access-store.ts';

const factType = ({ kind }: GroupSchedule) => (kind === 'assignment' ? 'groupAssignment' : 'groupEligibility');

/** Writes down that a schedule of a group was made. */
export function factOfNew(change: Change, schedule: GroupSchedule): void {
  const { id, groupId, principalId, access, startsAt, endsAt } = schedule;
  change.fact({ type: factType(schedule), id }, 'create', {
    groupId: [null, groupId],
    principalId: [null, principalId],
    accessId: [null, access],
    startDateTime: [null, startsAt],
    endDateTime: [null, endsAt],
  });
}

/** Writes down that a schedule of a group begins or ends at another time. */
export function factOfMove(change: Change, before: Schedule, after: GroupSchedule): void {
  change.fact({ type: factType(after), id: after.id }, 'update', {
    startDateTime: [before.startsAt, after.startsAt],
    endDateTime: [before.endsAt, after.endsAt],
  });
}

/** Writes down that a schedule of a group has begun. */
export function factOfBeginning(change: Change, schedule: GroupSchedule): void {
  change.fact({ type: factType(schedule), id: schedule.id }, 'update', { hasBegun: [false, true] });
}

/** Writes down that a schedule of a group is gone. */
export function factOfEnd(change: Change, schedule: GroupSchedule): void {
  const { id, groupId, principalId, access } = schedule;
  change.fact({ type: factType(schedule), id }, 'purge', {
    groupId: [groupId, null],
    principalId: [principalId, null],
    accessId: [access, null],
  });
}
