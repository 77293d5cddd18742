import {
  cancelRoleRequest,
  getRoleRequest,
  listApprovals,
  listOwnRequests,
  listRoleRequests,
  requestRole,
} from '@muster/directory';
import { toObjectId } from '@muster/kernel';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerCreatedRecord } from '../organization/record-answers.ts';
import { answerRoleRecords, readRecordQuery } from '../roles/answer-role-records.ts';
import { expandRoleRecords } from '../roles/expand-role-records.ts';
import { answerRoleRecord } from './answer-role-record.ts';
import { readRequestBody } from './read-request-body.ts';
import { type Kind, presentRequest, scheduleTypes } from './schedule-records.ts';
import { currentUserAs } from './schedule-routes.ts';

function routesOf(kind: Kind, path: string): readonly Route[] {
  const type = scheduleTypes[kind].request;
  const list: Handler = async (api, request) => {
    const { filter } = readRecordQuery(request, type);
    const principalId = toObjectId(filter?.demands.get('principalId') ?? '');
    const wanted = { kind, ...(principalId === undefined ? {} : { principalId }) };
    const found = await listRoleRequests(api.directory, request.caller, wanted);
    return answerRoleRecords(request, path, type, found.map(presentRequest), expandRoleRecords(api, request));
  };
  const listOwn: Handler = async (api, request) => {
    const as = currentUserAs(request, ['principal', 'createdBy', 'approver']);
    const { directory } = api;
    const found =
      as === 'approver'
        ? (await listApprovals(directory, request.caller)).filter((each) => each.kind === kind)
        : await listOwnRequests(directory, request.caller, kind, as);
    return answerRoleRecords(request, path, type, found.map(presentRequest), expandRoleRecords(api, request));
  };
  const read: Handler = async (api, request) => {
    const found = await getRoleRequest(api.directory, request.caller, kind, segmentId(request.segments[2]!));
    return answerRoleRecord(request, path, type, presentRequest(found), expandRoleRecords(api, request));
  };
  const create: Handler = async (api, request) => {
    const asked = readRequestBody(kind, request.body);
    const made = await requestRole(api.directory, request.caller, asked);
    const record = { ...presentRequest(made), isValidationOnly: asked.isValidationOnly };
    return answerCreatedRecord(request, path, type, record, `${request.root}/${path}/${made.id}`);
  };
  const cancel: Handler = async (api, request) => {
    await cancelRoleRequest(api.directory, request.caller, kind, segmentId(request.segments[2]!));
    return noContent;
  };
  return [
    route(`GET ${path}`, list),
    route(`POST ${path}`, create),
    route(`GET ${path}/{}`, read),
    route(`POST ${path}/{}/cancel`, cancel),
    route(`GET ${path}/filterByCurrentUser/{}`, listOwn),
  ];
}

/** @see Graph surface spec §11.5, §12.6 */
export const requestRoutes: readonly Route[] = [
  ...routesOf('eligibility', 'roleManagement/directory/roleEligibilityScheduleRequests'),
  ...routesOf('assignment', 'roleManagement/directory/roleAssignmentScheduleRequests'),
];
