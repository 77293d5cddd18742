import { AppError, type ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { AccessRequest, Held } from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';
import { type ApprovalRule, readSettings } from './access-settings.ts';
import { isApprover } from './approvers.ts';
import { completeRequest, isWaiting } from './earlier-requests.ts';
import { findHolding } from './find-holding.ts';
import { governedBy } from './managing.ts';
import { notifyOfDecision } from './notify.ts';
import { gather } from './request-access.ts';
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
export async function decideAccessRequest(
  directory: Directory,
  caller: Caller,
  type: Held['type'],
  id: ObjectId,
  decision: Decision,
): Promise<AccessRequest> {
  const { actor } = caller;
  authorizeSome(caller, accessOperations[type].own);
  return changeDirectory(directory, caller, `decide-${type}-request`, 'exclusive', async (change) => {
    await change.catchUp();
    const [request] = await change.session.privilegedAccess.requests({ id, type, needsApproval: true, limit: 1 });
    if (request === undefined || actor.kind !== 'user') throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    const { rules } = await readSettings(change.session, governedBy(request.held));
    const rule = rules.Approval_EndUser_Assignment;
    if (!(await isApprover(change, caller, request, rule))) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    if (!isWaiting(request, change.now)) throw directoryErrors.ROLE_REQUEST_NOT_PENDING({ id });
    checkJustification(rule, decision);
    const review = { ...decision, by: { id: actor.id, name: actor.name }, at: change.now };
    const answered = decision.isApproved
      ? await approve(change, caller, request, review)
      : await completeRequest(change, request, { status: 'Denied', review });
    await notifyOfDecision(change, answered);
    return answered;
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

/** What can no longer be granted, because the eligibility, the role or the group has gone meanwhile, fails. */
async function approve(
  change: Change,
  caller: Caller,
  request: AccessRequest,
  review: NonNullable<AccessRequest['review']>,
): Promise<AccessRequest> {
  try {
    const holding = await findHolding(change, request.held);
    const schedule = await activateApproved(await gather(change, caller, request, { requestId: request.id, holding }));
    const status = schedule.isBegun ? 'Provisioned' : 'ScheduleCreated';
    return await completeRequest(change, request, { status, review, scheduleId: schedule.id });
  } catch (problem) {
    // Refused before anything was written.
    if (!(problem instanceof AppError)) throw problem;
    return completeRequest(change, request, { status: 'Failed', review });
  }
}
