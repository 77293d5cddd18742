import { AppError, newObjectId, type ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { authorize, authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { RoleRequest } from '../ports/privileged-access-store.ts';
import { checkScope, lockPrincipal } from '../roles/assign-role.ts';
import { requireRole } from '../roles/require-role.ts';
import { formatScope } from '../roles/role-scope.ts';
import { adminActions } from './admin-actions.ts';
import type { Answer, Asked, NewRoleRequest } from './asked.ts';
import { readRoleSettings } from './role-settings.ts';
import { selfActions } from './self-actions.ts';

const longestJustification = 500;
const longestTicket = 64;

/** Undoes what was only to be checked. */
class ValidationOnly {
  constructor(readonly request: RoleRequest) {}
}

/**
 * Makes, changes or ends what somebody holds or can activate, or asks for it; the request is kept with its answer. One at a
 * time, alone: two requests for the same cannot both be granted.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, SCHEDULE_ROLE_NOT_FOUND, SCHEDULE_SUBJECT_NOT_FOUND, ROLE_SCOPE_NOT_ALLOWED,
 *   ROLE_REQUEST_NOT_OWN, ROLE_REQUEST_INVALID, ROLE_POLICY_VALIDATION_FAILED, ROLE_REQUEST_CONTEXT_MISSING, ROLE_REQUEST_PENDING,
 *   SCHEDULE_EXISTS, SCHEDULE_NOT_FOUND, ACTIVE_DURATION_TOO_SHORT, TOO_MANY_ROLES, LAST_GLOBAL_ADMINISTRATOR
 * @see Graph surface spec §12.6; B2B and governance spec §2.5
 */
export async function requestRole(directory: Directory, caller: Caller, input: NewRoleRequest): Promise<RoleRequest> {
  authorizeAction(caller, input);
  checkForm(input);
  const operation = input.kind === 'eligibility' ? 'request-eligible-role' : 'request-active-role';
  const work = async (change: Change) => {
    const request = await ask(change, caller, input);
    if (input.isValidationOnly) throw new ValidationOnly(request);
    return request;
  };
  return changeDirectory(directory, caller, operation, 'exclusive', work).catch((problem: unknown) => {
    if (problem instanceof ValidationOnly) return problem.request;
    throw problem;
  });
}

const isForOneself = (input: NewRoleRequest) => input.action.startsWith('self');

function authorizeAction(caller: Caller, input: NewRoleRequest): void {
  if (!isForOneself(input)) {
    authorize(caller, input.kind === 'eligibility' ? 'make people eligible for roles' : 'assign roles for a time');
    return;
  }
  const { actor } = caller;
  authorizeSome(caller, 'ask for roles for oneself');
  if (actor.kind !== 'user') throw directoryErrors.ROLE_REQUEST_NOT_OWN({ action: input.action });
  // Of somebody else nothing is looked up.
  if (actor.id !== input.principalId) authorize(caller, 'ask for roles for oneself');
}

function checkForm({ kind, action, justification, ticket }: NewRoleRequest): void {
  const invalid = (reason: string) => directoryErrors.ROLE_REQUEST_INVALID({ reason });
  const isOfActive = action === 'selfActivate' || action === 'selfDeactivate';
  if (kind === 'eligibility' && isOfActive) throw invalid(`\`${action}\` is for roleAssignmentScheduleRequests`);
  if ((justification ?? '').length > longestJustification) {
    throw invalid(`the justification has more than ${longestJustification} characters`);
  }
  const texts = [ticket?.ticketNumber, ticket?.ticketSystem];
  if (texts.some((text) => (text ?? '').length > longestTicket)) {
    throw invalid(`ticketInfo has texts of more than ${longestTicket} characters`);
  }
}

async function ask(change: Change, caller: Caller, input: NewRoleRequest): Promise<RoleRequest> {
  const asked = await lookUp(change, caller, input, newObjectId());
  if (isForOneself(input)) await authorizeFor(change, caller, 'ask for roles for oneself', asked.principal);
  const act: (asked: Asked) => Promise<Answer> = { ...adminActions, ...selfActions }[input.action];
  const answer = await act(asked);
  const request: RoleRequest = {
    id: asked.requestId,
    kind: input.kind,
    action: input.action,
    roleId: asked.role.id,
    principalId: asked.principal.id,
    scope: asked.scopeText,
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
  change.fact({ type: 'roleRequest', id: request.id }, 'create', {
    action: [null, request.action],
    status: [null, request.status],
    justification: [null, request.justification],
    ticketNumber: [null, request.ticket?.ticketNumber ?? null],
  });
  return request;
}

/** Looks up what a request is about; throws in the words of such requests when something does not exist. */
export async function lookUp(
  change: Change,
  caller: Caller,
  input: Omit<NewRoleRequest, 'isValidationOnly'>,
  requestId: ObjectId,
): Promise<Asked> {
  const missingRole = directoryErrors.SCHEDULE_ROLE_NOT_FOUND({ id: input.roleDefinitionId.slice(0, 64) });
  const role = await insteadOfNotFound(requireRole(change.session, input.roleDefinitionId), missingRole);
  const scope = await checkScope(change, role, input.directoryScopeId);
  const missing = directoryErrors.SCHEDULE_SUBJECT_NOT_FOUND({ id: input.principalId });
  const principal = await insteadOfNotFound<DirectoryObject>(lockPrincipal(change, input.principalId), missing);
  if (input.kind === 'eligibility' && principal.type === 'servicePrincipal') {
    throw directoryErrors.ROLE_REQUEST_INVALID({ reason: 'a service principal cannot activate roles' });
  }
  const settings = await readRoleSettings(change.session, role.id);
  const { kind, action, justification, ticket, wanted } = input;
  const scopeText = formatScope(scope);
  return {
    change,
    caller,
    kind,
    action,
    role,
    scope,
    scopeText,
    principal,
    settings,
    requestId,
    justification,
    ticket,
    wanted,
  };
}

function insteadOfNotFound<T>(work: Promise<T>, instead: AppError): Promise<T> {
  return work.catch((problem: unknown) => {
    throw problem instanceof AppError && problem.code === 'RESOURCE_NOT_FOUND' ? instead : problem;
  });
}
