import { useQuery } from '@tanstack/react-query';
import { betaGraph, graph } from '../../graph/graph.ts';
import { GraphProblem } from '../../graph/graph-problem.ts';
import { type AccessKind, accessPath, type HeldType, heldOf, isWaiting } from '../held.ts';
import { type Asked, useAccess } from '../role-queries.ts';
import type { AccessRequest } from '../role-records.ts';

/** A request of somebody else that waits for the person who is signed in. */
export interface WaitingRequest {
  readonly type: HeldType;
  readonly kind: AccessKind;
  /** Asked of approvers, or of whoever manages what is asked for. */
  readonly by: 'approval' | 'administration';
  readonly request: AccessRequest;
}

const refreshMs = 10_000;

const expansion = (type: HeldType) => `$expand=${type === 'group' ? 'group' : 'roleDefinition,directoryScope'}`;

async function toApprove(type: HeldType, signal: AbortSignal): Promise<readonly WaitingRequest[]> {
  const path = `${accessPath(type, 'assignment', 'ScheduleRequests')}/filterByCurrentUser(on='approver')`;
  const { value } = await graph.page<AccessRequest>(`${path}?${expansion(type)}`, signal);
  return value.filter(isWaiting).map((request) => ({ type, kind: 'assignment', by: 'approval', request }));
}

/** What people ask administrators for; nothing for those who may not read it. */
async function toAdminister(kind: AccessKind, signal: AbortSignal): Promise<readonly WaitingRequest[]> {
  const filter = encodeURIComponent("status eq 'PendingAdminDecision'");
  const path = `${accessPath('role', kind, 'ScheduleRequests')}?$filter=${filter}&${expansion('role')}`;
  try {
    const { value } = await graph.page<AccessRequest>(path, signal);
    return value.map((request) => ({ type: 'role', kind, by: 'administration', request }));
  } catch (problem) {
    if (problem instanceof GraphProblem && problem.kind === 'not-allowed') return [];
    throw problem;
  }
}

/** Everything that waits for the person who is signed in, looked at again now and then. */
export function useApprovals() {
  return useQuery({
    queryKey: ['object', 'roles', 'approvals'],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all([
        toApprove('role', signal),
        toApprove('group', signal),
        toAdminister('eligibility', signal),
        toAdminister('assignment', signal),
      ]);
      return lists.flat();
    },
    refetchInterval: refreshMs,
  });
}

/** What the API is asked to do about a request that waits. */
export function decisionOf({ kind, request }: Pick<WaitingRequest, 'kind' | 'request'>, justification: string): Asked {
  return {
    kind,
    action: request.action === 'selfRenew' ? 'adminRenew' : 'adminExtend',
    principalId: request.principalId,
    held: heldOf(request),
    ...(request.scheduleInfo === null ? {} : { scheduleInfo: request.scheduleInfo }),
    justification,
  };
}

/** Approves or denies a request that waits. */
export function useDecide() {
  const { ask, forget } = useAccess();
  return async (waiting: WaitingRequest, isApproved: boolean, justification: string): Promise<void> => {
    const { type, kind, by, request } = waiting;
    if (by === 'administration' && isApproved) {
      await ask(decisionOf(waiting, justification));
      return;
    }
    if (by === 'administration') {
      await graph.send({ method: 'POST', path: `${accessPath(type, kind, 'ScheduleRequests')}/${request.id}/cancel` });
    } else {
      const body = { reviewResult: isApproved ? 'Approve' : 'Deny', justification };
      const root = type === 'role' ? '/roleManagement/directory/roleAssignmentApprovals' : groupApprovals;
      const client = type === 'role' ? betaGraph : graph;
      await client.send({ method: 'PATCH', path: `${root}/${request.id}/stages/${request.id}`, body });
    }
    await forget();
  };
}

const groupApprovals = '/identityGovernance/privilegedAccess/group/assignmentApprovals';
