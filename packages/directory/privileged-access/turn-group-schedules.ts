import { AppError } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import type { Group } from '../objects/directory-object.ts';
import type { GroupSchedule } from '../ports/privileged-access-store.ts';
import { dropGroupSchedules } from './drop-group-schedules.ts';
import { settleRequest } from './earlier-requests.ts';
import { giveAccess, hasAccess } from './give-access.ts';
import { factOfBeginning } from './group-schedule-facts.ts';
import { removeGroupSchedules } from './remove-group-schedules.ts';
import { isAhead } from './schedules.ts';

/** Schedules that turn in one transaction; the rest in the next round. */
const schedulesAtOnce = 500;

/**
 * Lets schedules of groups end and begin whose time has come, the oldest first.
 *
 * @returns how many turned
 */
export async function turnGroupSchedules(change: Change): Promise<number> {
  const { privilegedAccess } = change.session;
  const due = await privilegedAccess.groupSchedules({ due: change.now, limit: schedulesAtOnce });
  const isOver = (each: GroupSchedule) => !isAhead(each, change.now);
  // A request whose schedule has begun is answered already; this one was over before anybody could begin it.
  for (const each of due.filter(isOver)) await settleRequest(change, each.requestId, 'Failed');
  await removeGroupSchedules(change, due.filter(isOver));
  for (const each of due) if (!isOver(each)) await begin(change, each);
  return due.length;
}

/** What cannot begin any more is dropped: later it must not take away what was given by hand meanwhile. */
async function begin(change: Change, schedule: GroupSchedule): Promise<void> {
  const isGiven = schedule.kind === 'eligibility' || (await giveNow(change, schedule));
  if (!isGiven) {
    await dropGroupSchedules(change, [schedule]);
    return settleRequest(change, schedule.requestId, 'Failed');
  }
  await change.session.privilegedAccess.saveGroupSchedule({ ...schedule, isBegun: true });
  factOfBeginning(change, schedule);
  await settleRequest(change, schedule.requestId, 'Provisioned');
}

/** False when the group or the principal is gone, the principal is in already, or cannot be. */
async function giveNow(change: Change, schedule: GroupSchedule): Promise<boolean> {
  const { groupId, access, principalId, principalNumber } = schedule;
  const [group] = await change.session.objects.findMany([groupId], ['group']);
  const [principal] = await change.session.objects.findMany([principalId], ['user', 'servicePrincipal']);
  if (group === undefined || principal === undefined) return false;
  const isIn = await hasAccess(change, group as Group, access, { id: principalId, number: principalNumber });
  if (isIn) return false;
  try {
    await giveAccess(change, group as Group, schedule);
    return true;
  } catch (problem) {
    // Refused before anything was written.
    if (problem instanceof AppError) return false;
    throw problem;
  }
}
