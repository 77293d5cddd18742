import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome, isAllowed } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { RoleRequest } from '../ports/privileged-access-store.ts';
import { removeAssignments } from '../roles/remove-assignments.ts';
import { completeRequest, isWaiting } from './earlier-requests.ts';
import { removeEligibilities } from './remove-eligibilities.ts';

/**
 * Takes back a request that waits, or that has made a schedule which has not begun: whoever made it, or an administrator.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, ROLE_REQUEST_NOT_PENDING
 */
export async function cancelRoleRequest(
  directory: Directory,
  caller: Caller,
  kind: RoleRequest['kind'],
  id: ObjectId,
): Promise<void> {
  const { actor } = caller;
  const managing = kind === 'eligibility' ? 'make people eligible for roles' : 'assign roles for a time';
  authorizeSome(caller, managing, 'ask for roles for oneself');
  await changeDirectory(directory, caller, 'cancel-role-request', 'exclusive', async (change) => {
    const [request] = await change.session.privilegedAccess.requests({ id, kind, limit: 1 });
    const isOwn = actor.kind === 'user' && request?.createdBy.id === actor.id;
    if (request === undefined || !(isOwn || isAllowed(actor, managing))) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    }
    if (request.status === 'ScheduleCreated') await dropFuture(change, request);
    else if (!isWaiting(request, change.now)) throw directoryErrors.ROLE_REQUEST_NOT_PENDING({ id });
    await completeRequest(change, request, { status: 'Canceled' });
  });
}

async function dropFuture(change: Change, { id, scheduleId }: RoleRequest): Promise<void> {
  const isIt = (each: { id: ObjectId; requestId: ObjectId | null; startsAt: number }) =>
    each.id === scheduleId && each.requestId === id && each.startsAt > change.now;
  const held = (await change.session.roles.assignments()).filter(isIt);
  const eligible = (await change.session.privilegedAccess.eligibilities()).filter(isIt);
  if (held.length + eligible.length === 0) throw directoryErrors.ROLE_REQUEST_NOT_PENDING({ id });
  await removeAssignments(change, held);
  await removeEligibilities(change, eligible);
}
