import { newObjectId, type ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { authorize, authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { AccessRequest } from '../ports/privileged-access-store.ts';
import { accessOperations } from './access-operations.ts';
import { readSettings } from './access-settings.ts';
import { adminActions } from './admin-actions.ts';
import type { Answer, Asked, NewAccessRequest } from './asked.ts';
import { requestFact } from './earlier-requests.ts';
import { findHolding, findPrincipal, refuseUnseen } from './find-holding.ts';
import { governedBy } from './managing.ts';
import { notifyOfRequest } from './notify.ts';
import { selfActions } from './self-actions.ts';

const longestJustification = 500;
const longestTicket = 64;

/** Undoes what was only to be checked. */
class ValidationOnly {
  constructor(readonly request: AccessRequest) {}
}

const loggedAs = {
  role: { eligibility: 'request-eligible-role', assignment: 'request-active-role' },
  group: { eligibility: 'request-eligible-group-access', assignment: 'request-active-group-access' },
} as const;

/**
 * Makes, changes or ends what somebody holds or can activate, a role or an access to a group, or asks for it; the request is
 * kept with its answer, and mails tell of it as the settings say. One at a time, alone: two requests for the same cannot both
 * be granted.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, SCHEDULE_ROLE_NOT_FOUND, SCHEDULE_GROUP_NOT_FOUND, SCHEDULE_SUBJECT_NOT_FOUND,
 *   ROLE_SCOPE_NOT_ALLOWED, ROLE_REQUEST_NOT_OWN, ROLE_REQUEST_INVALID, ROLE_POLICY_VALIDATION_FAILED, ROLE_REQUEST_CONTEXT_MISSING,
 *   ROLE_REQUEST_PENDING, SCHEDULE_EXISTS, SCHEDULE_NOT_FOUND, ACTIVE_DURATION_TOO_SHORT, TOO_MANY_ROLES, LAST_GLOBAL_ADMINISTRATOR;
 *   of groups RESOURCE_NOT_FOUND for one that the caller does not see, GROUP_ACCESS_NOT_MANAGED, MEMBER_TYPE_NOT_ALLOWED,
 *   GROUP_CONTAINS_ITSELF, TOO_MANY_OWNERS
 * @see Graph surface spec §12.6; B2B and governance spec §2.5
 */
export async function requestAccess(
  directory: Directory,
  caller: Caller,
  input: NewAccessRequest,
): Promise<AccessRequest> {
  authorizeAction(caller, input);
  checkForm(input);
  const work = async (change: Change) => {
    const request = await ask(change, caller, input);
    if (input.isValidationOnly) throw new ValidationOnly(request);
    return request;
  };
  const operation = loggedAs[input.held.type][input.kind];
  return changeDirectory(directory, caller, operation, 'exclusive', work).catch((problem: unknown) => {
    if (problem instanceof ValidationOnly) return problem.request;
    throw problem;
  });
}

const isForOneself = (input: NewAccessRequest) => input.action.startsWith('self');

function authorizeAction(caller: Caller, input: NewAccessRequest): void {
  const operations = accessOperations[input.held.type];
  if (!isForOneself(input)) {
    if (input.held.type === 'role') authorize(caller, operations[input.kind]);
    else authorizeSome(caller, operations[input.kind]);
    return;
  }
  const { actor } = caller;
  authorizeSome(caller, operations.own);
  if (actor.kind !== 'user') throw directoryErrors.ROLE_REQUEST_NOT_OWN({ action: input.action });
  // Of somebody else nothing is looked up.
  if (actor.id !== input.principalId) authorize(caller, operations.own);
}

function checkForm({ kind, action, justification, ticket }: NewAccessRequest): void {
  const invalid = (reason: string) => directoryErrors.ROLE_REQUEST_INVALID({ reason });
  const isOfActive = action === 'selfActivate' || action === 'selfDeactivate';
  if (kind === 'eligibility' && isOfActive) throw invalid(`\`${action}\` is for requests about assignments`);
  if ((justification ?? '').length > longestJustification) {
    throw invalid(`the justification has more than ${longestJustification} characters`);
  }
  const texts = [ticket?.ticketNumber, ticket?.ticketSystem];
  if (texts.some((text) => (text ?? '').length > longestTicket)) {
    throw invalid(`ticketInfo has texts of more than ${longestTicket} characters`);
  }
}

async function ask(change: Change, caller: Caller, input: NewAccessRequest): Promise<AccessRequest> {
  const asked = await lookUp(change, caller, input, newObjectId());
  const act: (asked: Asked) => Promise<Answer> = { ...adminActions, ...selfActions }[input.action];
  const answer = await act(asked);
  const request: AccessRequest = {
    id: asked.requestId,
    kind: input.kind,
    action: input.action,
    held: asked.holding.held,
    principalId: asked.principal.id,
    justification: input.justification,
    ticket: input.ticket,
    wanted: input.wanted,
    createdAt: change.now,
    createdBy: loggedActor(caller.actor),
    completedAt: answer.waitsUntil === null ? change.now : null,
    review: null,
    ...answer,
  };
  await change.session.privilegedAccess.saveRequest(request);
  change.fact({ type: requestFact[input.held.type], id: request.id }, 'create', {
    action: [null, request.action],
    status: [null, request.status],
    justification: [null, request.justification],
    ticketNumber: [null, request.ticket?.ticketNumber ?? null],
  });
  await notifyOfRequest(asked, request);
  return request;
}

/** Looks up what a new request is about, for a caller who may ask for it. */
async function lookUp(change: Change, caller: Caller, input: NewAccessRequest, requestId: ObjectId): Promise<Asked> {
  const holding = await findHolding(change, input.held);
  if (!isForOneself(input)) await holding.authorizeManaging(caller, input.kind);
  const asked = await gather(change, caller, input, { requestId, holding });
  if (!isForOneself(input)) return asked;
  await authorizeFor(change, caller, accessOperations[input.held.type].own, asked.principal);
  await refuseUnseen(caller, holding, asked.principal);
  return asked;
}

/** Everything that is to be known of a request; throws in the words of such requests when something does not exist. */
export async function gather(
  change: Change,
  caller: Caller,
  input: Omit<NewAccessRequest, 'isValidationOnly'>,
  { requestId, holding }: Pick<Asked, 'requestId' | 'holding'>,
): Promise<Asked> {
  const principal = await findPrincipal(change, input.principalId);
  const settings = await readSettings(change.session, governedBy(holding.held));
  const { kind, action, justification, ticket, wanted } = input;
  return { change, caller, kind, action, holding, principal, settings, requestId, justification, ticket, wanted };
}
