import type { ObjectId } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import type { GroupSchedule } from '../ports/privileged-access-store.ts';
import { factOfEnd } from './group-schedule-facts.ts';

/** Forgets schedules of groups within a change; who is a member or owner stays. */
export async function dropGroupSchedules(change: Change, schedules: readonly GroupSchedule[]): Promise<void> {
  if (schedules.length === 0) return;
  await change.session.privilegedAccess.removeGroupSchedules(schedules.map(({ id }) => id));
  for (const schedule of schedules) factOfEnd(change, schedule);
}

/** Forgets that somebody was an owner for a time, when they are removed by hand. One statement. */
export async function forgetOwnership(change: Change, group: ObjectId, owner: ObjectId): Promise<void> {
  const wanted = { kind: 'assignment', access: 'owner', groups: [group], principals: [owner] } as const;
  const found = await change.session.privilegedAccess.groupSchedules(wanted);
  await dropGroupSchedules(
    change,
    found.filter((each) => each.isBegun),
  );
}
