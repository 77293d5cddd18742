import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { AccessRequest, Held } from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';
import { completeRequest, isWaiting } from './earlier-requests.ts';
import { findHolding } from './find-holding.ts';
import { mayManage } from './managing.ts';

/**
 * Takes back a request that waits, or that has made a schedule which has not begun: whoever made it, or an administrator.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, ROLE_REQUEST_NOT_PENDING
 */
export async function cancelAccessRequest(
  directory: Directory,
  caller: Caller,
  type: Held['type'],
  kind: AccessRequest['kind'],
  id: ObjectId,
): Promise<void> {
  const operations = accessOperations[type];
  authorizeSome(caller, operations[kind], operations.own);
  await changeDirectory(directory, caller, `cancel-${type}-request`, 'exclusive', async (change) => {
    const [request] = await change.session.privilegedAccess.requests({ id, type, kind, limit: 1 });
    if (request === undefined || !(await mayCancel(change, caller, request))) {
      throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    }
    if (request.status === 'ScheduleCreated') await dropFuture(change, request);
    else if (!isWaiting(request, change.now)) throw directoryErrors.ROLE_REQUEST_NOT_PENDING({ id });
    await completeRequest(change, request, { status: 'Canceled' });
  });
}

async function mayCancel(change: Change, caller: Caller, { kind, held, createdBy }: AccessRequest): Promise<boolean> {
  const { actor } = caller;
  return (actor.kind === 'user' && createdBy.id === actor.id) || mayManage(change, caller, kind, held);
}

async function dropFuture(change: Change, request: AccessRequest): Promise<void> {
  const { id, kind, principalId, scheduleId } = request;
  const holding = await findHolding(change, request.held);
  const found = (await holding.schedules(kind, [principalId])).filter(
    (each) => each.id === scheduleId && each.requestId === id && each.startsAt > change.now,
  );
  if (found.length === 0) throw directoryErrors.ROLE_REQUEST_NOT_PENDING({ id });
  await holding.remove(kind, found);
}
