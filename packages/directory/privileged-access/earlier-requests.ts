import type { Instant } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import type { RequestStatus, RoleRequest } from '../ports/privileged-access-store.ts';
import type { Asked } from './asked.ts';

/** Requests of one kind, principal, role and scope that are looked at; older ones decide nothing any more. */
const lookedAt = 100;

async function earlier({ change, kind, role, principal, scopeText }: Asked): Promise<readonly RoleRequest[]> {
  const { privilegedAccess } = change.session;
  const same = { kind, roleId: role.id, principalId: principal.id, scope: scopeText };
  return privilegedAccess.requests({ ...same, limit: lookedAt });
}

/** Whether a request waits for an answer. */
export function isWaiting({ waitsUntil }: RoleRequest, now: Instant): boolean {
  return waitsUntil !== null && waitsUntil > now;
}

/** @throws AppError ROLE_REQUEST_PENDING while another request for the same waits */
export async function refuseWaiting(asked: Asked): Promise<void> {
  const found = await earlier(asked);
  if (found.some((each) => isWaiting(each, asked.change.now))) throw directoryErrors.ROLE_REQUEST_PENDING({});
}

/** Answers the requests by which people asked an administrator for what is done now. */
export async function answerWaiting(asked: Asked, status: RequestStatus): Promise<void> {
  for (const request of await earlier(asked)) {
    if (request.status === 'PendingAdminDecision') await completeRequest(asked.change, request, { status });
  }
}

/** Whether the principal had the role before, by a request. */
export async function wasProvisioned(asked: Asked): Promise<boolean> {
  const had: readonly RequestStatus[] = ['Provisioned', 'ScheduleCreated'];
  return (await earlier(asked)).some((each) => each.action.startsWith('admin') && had.includes(each.status));
}

/** Gives a request its answer. */
export async function completeRequest(
  change: Change,
  request: RoleRequest,
  more: Pick<RoleRequest, 'status'> & Partial<Pick<RoleRequest, 'review' | 'scheduleId'>>,
): Promise<RoleRequest> {
  const after: RoleRequest = { ...request, ...more, waitsUntil: null, completedAt: change.now };
  await change.session.privilegedAccess.saveRequest(after);
  change.fact({ type: 'roleRequest', id: request.id }, 'update', { status: [request.status, after.status] });
  return after;
}
