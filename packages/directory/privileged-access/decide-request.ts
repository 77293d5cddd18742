import { AppError, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { RoleRequest } from '../ports/privileged-access-store.ts';
import { isApprover } from './approvers.ts';
import { completeRequest, isWaiting } from './earlier-requests.ts';
import { lookUp } from './request-role.ts';
import { type ApprovalRule, readRoleSettings } from './role-settings.ts';
import { activateApproved } from './self-actions.ts';

export interface Decision {
  readonly isApproved: boolean;
  readonly justification: string | null;
}

const longestJustification = 500;

/**
 * Decides a request that waits for an approval; what is approved begins at once, or when it was asked for. Any one approver
 * decides; nobody decides about what they have asked for themselves.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown request, and to whoever is no approver of it,
 *   ROLE_REQUEST_NOT_PENDING, ROLE_REQUEST_INVALID without a justification where one is needed
 * @see B2B and governance spec §2.5
 */
export async function decideRoleRequest(
  directory: Directory,
  caller: Caller,
  id: ObjectId,
  decision: Decision,
): Promise<RoleRequest> {
  const { actor } = caller;
  authorizeSome(caller, 'ask for roles for oneself');
  return changeDirectory(directory, caller, 'decide-role-request', 'exclusive', async (change) => {
    await change.catchUp();
    const [request] = await change.session.privilegedAccess.requests({ id, needsApproval: true, limit: 1 });
    if (request === undefined || actor.kind !== 'user') throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    const { rules } = await readRoleSettings(change.session, request.roleId);
    const rule = rules.Approval_EndUser_Assignment;
    const mayDecide = await isApprover(directory, change.session, actor, request, rule);
    if (!mayDecide) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    if (!isWaiting(request, change.now)) throw directoryErrors.ROLE_REQUEST_NOT_PENDING({ id });
    checkJustification(rule, decision);
    const review = { ...decision, by: { id: actor.id, name: actor.name }, at: change.now };
    if (!decision.isApproved) return completeRequest(change, request, { status: 'Denied', review });
    return approve(change, caller, request, review);
  });
}

function checkJustification(rule: ApprovalRule, { justification }: Decision): void {
  const invalid = (reason: string) => directoryErrors.ROLE_REQUEST_INVALID({ reason });
  const isMissing = (justification ?? '').trim() === '';
  if (rule.isApproverJustificationRequired && isMissing) throw invalid('a decision needs a justification');
  if ((justification ?? '').length > longestJustification) {
    throw invalid(`the justification has more than ${longestJustification} characters`);
  }
}

/** What can no longer be granted, because the eligibility or the role has gone meanwhile, fails. */
async function approve(
  change: Change,
  caller: Caller,
  request: RoleRequest,
  review: NonNullable<RoleRequest['review']>,
): Promise<RoleRequest> {
  const { roleId, scope, ...rest } = request;
  const input = { ...rest, roleDefinitionId: roleId, directoryScopeId: scope };
  try {
    const schedule = await activateApproved(await lookUp(change, caller, input, request.id));
    const status = schedule.isBegun ? 'Provisioned' : 'ScheduleCreated';
    return await completeRequest(change, request, { status, review, scheduleId: schedule.id });
  } catch (problem) {
    // Refused before anything was written.
    if (!(problem instanceof AppError)) throw problem;
    return completeRequest(change, request, { status: 'Failed', review });
  }
}
