import {
  type AccessRequest,
  decideAccessRequest,
  directoryErrors,
  listApprovals,
  type PropertyTable,
  text,
} from '@muster/directory';
import { formatInstant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { type GraphApi, type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import { answerRecord, answerRecords, type RecordType } from '../organization/record-answers.ts';
import { answerRoleRecords } from '../roles/answer-role-records.ts';
import { type AccessSurface, groupSurface, roleSurface } from './access-surface.ts';
import { answerRoleRecord } from './answer-role-record.ts';
import { currentUserAs } from './current-user-as.ts';

const approvalType: RecordType = { name: 'approval', empty: { id: null } };

/** @see Graph schema v1.0, type approvalStage; a request has one, with the id of the request */
const stageType: RecordType = {
  name: 'approvalStage',
  empty: {
    id: null,
    assignedToMe: false,
    displayName: null,
    justification: null,
    reviewedBy: null,
    reviewedDateTime: null,
    reviewResult: null,
    status: null,
  },
};

function presentStage({ id, review, waitsUntil }: AccessRequest): JsonMembers {
  return {
    id,
    assignedToMe: true,
    justification: review?.justification ?? null,
    reviewedBy: review === null ? null : { displayName: review.by.name, id: review.by.id },
    reviewedDateTime: review === null ? null : formatInstant(review.at),
    reviewResult: review === null ? 'NotReviewed' : review.isApproved ? 'Approve' : 'Deny',
    status: waitsUntil === null ? 'Completed' : 'InProgress',
  };
}

const expandStages = (found: readonly AccessRequest[]) => (relation: string, records: readonly JsonMembers[]) => {
  if (relation !== 'stages' && relation !== 'steps') return undefined;
  const stages = new Map<string, JsonMembers>(found.map((each) => [each.id, presentStage(each)]));
  return Promise.resolve(records.map((record) => ({ ...record, [relation]: [stages.get(record.id as string)!] })));
};

async function addressed(api: GraphApi, request: GraphRequest, surface: AccessSurface): Promise<AccessRequest> {
  const id = segmentId(request.segments[surface.depth]!);
  const [found] = await listApprovals(api.directory, request.caller, surface.type, id);
  const stage = request.segments[surface.depth + 1]?.key;
  if (found === undefined || (stage !== undefined && stage.toLowerCase() !== id)) {
    throw directoryErrors.RESOURCE_NOT_FOUND({ id: stage ?? id });
  }
  return found;
}

const decisionTable: PropertyTable = { reviewResult: text(16), justification: text(4096) };

async function decide(api: GraphApi, request: GraphRequest, surface: AccessSurface): Promise<void> {
  const { reviewResult, justification } = readRecordBody(request.body, decisionTable, 'ApprovalStage');
  const said = String(reviewResult ?? '').toLowerCase();
  if (said !== 'approve' && said !== 'deny') {
    const reason = 'allowed are Approve, Deny';
    throw graphErrors.BODY_INVALID_VALUE({ property: 'reviewResult', resource: 'ApprovalStage', reason });
  }
  const { id } = await addressed(api, request, surface);
  const decision = { isApproved: said === 'approve', justification: (justification as string | undefined) ?? null };
  await decideAccessRequest(api.directory, request.caller, surface.type, id, decision);
}

function routesOf(surface: AccessSurface, path: string, options: { readonly version?: 'beta' }): readonly Route[] {
  const list: Handler = async (api, request) => {
    currentUserAs(request, ['approver']);
    const found = await listApprovals(api.directory, request.caller, surface.type);
    const records = found.map(({ id }) => ({ id }));
    return answerRoleRecords(request, path, approvalType, records, expandStages(found));
  };
  const read: Handler = async (api, request) => {
    const found = await addressed(api, request, surface);
    return answerRoleRecord(request, path, approvalType, { id: found.id }, expandStages([found]));
  };
  const listStages: Handler = async (api, request) =>
    answerRecords(request, `${path}/stages`, stageType, [presentStage(await addressed(api, request, surface))]);
  const readStage: Handler = async (api, request) =>
    answerRecord(request, `${path}/stages`, stageType, presentStage(await addressed(api, request, surface)));
  const change: Handler = async (api, request) => {
    await decide(api, request, surface);
    return noContent;
  };
  return [
    route(`GET ${path}/filterByCurrentUser/{}`, list, options),
    route(`GET ${path}/{}`, read, options),
    ...(['stages', 'steps'] as const).flatMap((name) => [
      route(`GET ${path}/{}/${name}`, listStages, options),
      route(`GET ${path}/{}/${name}/{}`, readStage, options),
      route(`PATCH ${path}/{}/${name}/{}`, change, options),
    ]),
  ];
}

/** Graph has approvals of roles in beta alone; clients call the stages steps, too. */
export const approvalRoutes: readonly Route[] = [
  ...routesOf(roleSurface, `${roleSurface.root}/roleAssignmentApprovals`, { version: 'beta' }),
  ...routesOf(groupSurface, `${groupSurface.root}/assignmentApprovals`, {}),
];
