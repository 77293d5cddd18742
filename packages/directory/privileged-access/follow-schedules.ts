import { systemCaller } from '../actors/caller.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { activateRoleIn } from '../roles/directory-roles.ts';
import { removeAssignments } from '../roles/remove-assignments.ts';
import { findBuiltInRole } from '../roles/role-definition.ts';
import { completeRequest, settleRequest } from './earlier-requests.ts';
import { notifyOfDecision } from './notify.ts';
import { removeEligibilities } from './remove-eligibilities.ts';
import { turnGroupSchedules } from './turn-group-schedules.ts';

/** Requests that end in one transaction; the rest in the next round. */
const requestsAtOnce = 500;

/**
 * Does what time demands: members and owners of groups come and go as their schedules begin and end. Writes down what time has
 * done by itself: schedules of roles that have begun or ended, requests that have waited too long. Rights by roles do not
 * depend on it, not even by roles of groups: they are reckoned by the clock when they are asked for. After an outage it
 * catches up at once. Any number of processes may do it: whoever comes second finds nothing.
 *
 * Cost: one statement while nothing is due.
 *
 * @returns how many turned; call again while it is not 0
 */
export async function followSchedules(directory: Directory): Promise<number> {
  const next = await directory.store.read((session) => session.privilegedAccess.nextTurn());
  if (next === null || next > directory.clock()) return 0;
  return changeDirectory(directory, systemCaller, 'follow-schedules', 'exclusive', async (change) => {
    const begun = await begin(change);
    const ended = await end(change);
    return begun + ended + (await turnGroupSchedules(change)) + (await stopWaiting(change));
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
    await settleRequest(change, each.requestId, 'Provisioned');
  }
  const eligibilities = (await privilegedAccess.eligibilities()).filter(isDue);
  for (const each of eligibilities) {
    await privilegedAccess.updateEligibility({ ...each, isBegun: true });
    change.fact({ type: 'roleEligibility', id: each.id }, 'update', { hasBegun: [false, true] });
    await settleRequest(change, each.requestId, 'Provisioned');
  }
  return assignments.length + eligibilities.length;
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
    const status = request.status === 'PendingApproval' ? 'Denied' : 'Failed';
    await notifyOfDecision(change, await completeRequest(change, request, { status }));
  }
  return over.length;
}
