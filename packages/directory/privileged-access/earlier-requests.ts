import type { Instant } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import type { AccessRequest, RequestStatus } from '../ports/privileged-access-store.ts';
import type { Asked } from './asked.ts';

/** Requests of one kind and principal for the same that are looked at; older ones decide nothing any more. */
const lookedAt = 100;

async function earlier({ change, kind, holding, principal }: Asked): Promise<readonly AccessRequest[]> {
  const { privilegedAccess } = change.session;
  const { type, id: heldId, scope } = holding.held;
  const same = { kind, type, heldId, scope, principalId: principal.id };
  return privilegedAccess.requests({ ...same, limit: lookedAt });
}

/** How facts call requests. */
export const requestFact = { role: 'roleRequest', group: 'groupAccessRequest' } as const;

/** Whether a request waits for an answer. */
export function isWaiting({ waitsUntil }: AccessRequest, now: Instant): boolean {
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

/** Whether the principal had it before, by a request. */
export async function wasProvisioned(asked: Asked): Promise<boolean> {
  const had: readonly RequestStatus[] = ['Provisioned', 'ScheduleCreated'];
  return (await earlier(asked)).some((each) => each.action.startsWith('admin') && had.includes(each.status));
}

/** Says what became of the request by which a schedule was made whose time has come. */
export async function settleRequest(
  change: Change,
  id: AccessRequest['id'] | null,
  status: 'Provisioned' | 'Failed',
): Promise<void> {
  if (id === null) return;
  const [request] = await change.session.privilegedAccess.requests({ id, limit: 1 });
  if (request?.status === 'ScheduleCreated') await completeRequest(change, request, { status });
}

/** Gives a request its answer. */
export async function completeRequest(
  change: Change,
  request: AccessRequest,
  more: Pick<AccessRequest, 'status'> & Partial<Pick<AccessRequest, 'review' | 'scheduleId'>>,
): Promise<AccessRequest> {
  const after: AccessRequest = { ...request, ...more, waitsUntil: null, completedAt: change.now };
  await change.session.privilegedAccess.saveRequest(after);
  change.fact({ type: requestFact[request.held.type], id: request.id }, 'update', {
    status: [request.status, after.status],
  });
  return after;
}
