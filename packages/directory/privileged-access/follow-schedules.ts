import { systemCaller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { RoleRequest } from '../ports/privileged-access-store.ts';
import { activateRoleIn } from '../roles/directory-roles.ts';
import { removeAssignments } from '../roles/remove-assignments.ts';
import { findBuiltInRole } from '../roles/role-definition.ts';
import { completeRequest } from './earlier-requests.ts';
import { removeEligibilities } from './remove-eligibilities.ts';

/** Requests that end in one transaction; the rest in the next round. */
const requestsAtOnce = 500;

/**
 * Writes down what time has done: schedules that have begun or ended, requests that have waited too long. Rights do not depend
 * on it: they are reckoned by the clock when they are asked for. After an outage it catches up at once. Any number of processes
 * may do it: whoever comes second finds nothing.
 *
 * Cost: one statement while nothing is due.
 *
 * @returns how many turned
 */
export async function followSchedules(directory: Directory): Promise<number> {
  const next = await directory.store.read((session) => session.privilegedAccess.nextTurn());
  if (next === null || next > directory.clock()) return 0;
  return changeDirectory(directory, systemCaller, 'follow-schedules', 'exclusive', async (change) => {
    const begun = await begin(change);
    const ended = await end(change);
    return begun + ended + (await stopWaiting(change));
  });
}

async function begin(change: Change): Promise<number> {
  const { roles, privilegedAccess } = change.session;
  const isDue = (each: { isBegun: boolean; startsAt: number; endsAt: number | null }) =>
    !each.isBegun && each.startsAt <= change.now;
  const assignments = (await roles.assignments()).filter(isDue);
  for (const each of assignments) {
    await roles.updateAssignment({ ...each, isBegun: true });
    change.fact({ type: 'roleAssignment', id: each.id }, 'update', { hasBegun: [false, true] });
    if (findBuiltInRole(each.roleId) !== undefined) await activateRoleIn(change, each.roleId);
    await provisionRequest(change, each.requestId);
  }
  const eligibilities = (await privilegedAccess.eligibilities()).filter(isDue);
  for (const each of eligibilities) {
    await privilegedAccess.updateEligibility({ ...each, isBegun: true });
    change.fact({ type: 'roleEligibility', id: each.id }, 'update', { hasBegun: [false, true] });
    await provisionRequest(change, each.requestId);
  }
  return assignments.length + eligibilities.length;
}

async function provisionRequest(change: Change, id: RoleRequest['id'] | null): Promise<void> {
  if (id === null) return;
  const [request] = await change.session.privilegedAccess.requests({ id, limit: 1 });
  if (request?.status === 'ScheduleCreated') await completeRequest(change, request, { status: 'Provisioned' });
}

async function end(change: Change): Promise<number> {
  const { roles, privilegedAccess } = change.session;
  const isOver = ({ endsAt }: { endsAt: number | null }) => endsAt !== null && endsAt <= change.now;
  const assignments = (await roles.assignments()).filter(isOver);
  await removeAssignments(change, assignments);
  const eligibilities = (await privilegedAccess.eligibilities()).filter(isOver);
  await removeEligibilities(change, eligibilities);
  return assignments.length + eligibilities.length;
}

async function stopWaiting(change: Change): Promise<number> {
  const { privilegedAccess } = change.session;
  const over = await privilegedAccess.requests({ waitedUntil: change.now, limit: requestsAtOnce });
  for (const request of over) {
    await completeRequest(change, request, { status: request.status === 'PendingApproval' ? 'Denied' : 'Failed' });
  }
  return over.length;
}
