import type { Change } from '../changes/change.ts';
import type { Group } from '../objects/directory-object.ts';
import type { GroupSchedule } from '../ports/privileged-access-store.ts';
import { dropGroupSchedules } from './drop-group-schedules.ts';
import { takeAccess } from './take-access.ts';

/**
 * Ends schedules of groups within a change: whoever is a member or owner by them is none any more, and what was activated by
 * an eligibility ends with it. A few statements for any number of schedules, and one for each owner.
 */
export async function removeGroupSchedules(change: Change, schedules: readonly GroupSchedule[]): Promise<void> {
  if (schedules.length === 0) return;
  const { privilegedAccess, objects } = change.session;
  const eligible = schedules.filter(({ kind }) => kind === 'eligibility').map(({ id }) => id);
  const activated = eligible.length === 0 ? [] : await privilegedAccess.groupSchedules({ activatedUsing: eligible });
  const all = [...new Map([...schedules, ...activated].map((each) => [each.id, each])).values()];
  await dropGroupSchedules(change, all);
  const begun = all.filter(({ kind, isBegun }) => kind === 'assignment' && isBegun);
  const ids = [...new Set(begun.map(({ groupId }) => groupId))];
  const groups = new Map((await objects.findMany(ids, ['group'], 'any')).map((group) => [group.id, group]));
  for (const schedule of begun) {
    const group = groups.get(schedule.groupId);
    if (group !== undefined) await takeAccess(change, group as Group, schedule);
  }
}
