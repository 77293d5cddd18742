import {
  cancelAccessRequest,
  getAccessRequest,
  listApprovals,
  listOwnRequests,
  requestAccess,
} from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerCreatedRecord } from '../organization/record-answers.ts';
import { answerRoleRecords } from '../roles/answer-role-records.ts';
import { type AccessSurface, groupSurface, roleSurface } from './access-surface.ts';
import { answerRoleRecord } from './answer-role-record.ts';
import { currentUserAs } from './current-user-as.ts';
import { readRequestBody } from './read-request-body.ts';
import { type Kind, presentRequest } from './schedule-records.ts';

function routesOf(surface: AccessSurface, kind: Kind): readonly Route[] {
  const path = `${surface.root}/${surface.nameOf(kind, 'ScheduleRequests')}`;
  const { type: held, depth, expand, expandApprovals, expandOwn } = surface;
  const type = surface.types[kind].request;
  const list: Handler = async (api, request) => {
    const found = await surface.requests(api, request, kind, type);
    return answerRoleRecords(request, path, type, found.map(presentRequest), expand(api, request));
  };
  const listOwn: Handler = async (api, request) => {
    const as = currentUserAs(request, ['principal', 'createdBy', 'approver']);
    const { directory } = api;
    const found =
      as === 'approver'
        ? (await listApprovals(directory, request.caller, held)).filter((each) => each.kind === kind)
        : await listOwnRequests(directory, request.caller, held, kind, as);
    const expandFound = (as === 'approver' ? expandApprovals : expandOwn)(api, request);
    return answerRoleRecords(request, path, type, found.map(presentRequest), expandFound);
  };
  const read: Handler = async (api, request) => {
    const id = segmentId(request.segments[depth]!);
    const found = await getAccessRequest(api.directory, request.caller, held, kind, id);
    return answerRoleRecord(request, path, type, presentRequest(found), expand(api, request));
  };
  const create: Handler = async (api, request) => {
    const asked = readRequestBody(held, kind, request.body);
    const made = await requestAccess(api.directory, request.caller, asked);
    const record = { ...presentRequest(made), isValidationOnly: asked.isValidationOnly };
    return answerCreatedRecord(request, path, type, record, `${request.root}/${path}/${made.id}`);
  };
  const cancel: Handler = async (api, request) => {
    await cancelAccessRequest(api.directory, request.caller, held, kind, segmentId(request.segments[depth]!));
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
export const requestRoutes: readonly Route[] = [roleSurface, groupSurface].flatMap((surface) => [
  ...routesOf(surface, 'eligibility'),
  ...routesOf(surface, 'assignment'),
]);
