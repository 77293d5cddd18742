import { checkMemberGroups, getMemberGroups, type MemberType } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { GraphAnswer, GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { valueAnswer } from '../../wire/answers.ts';
import { readActionBody, readFlag, readIds } from '../objects/action-body.ts';

/** Finds out whose memberships a request is about. */
export type FindMember = (
  api: GraphApi,
  request: GraphRequest,
) => Promise<{ readonly type: MemberType; readonly id: ObjectId }>;

/**
 * `checkMemberGroups`, `checkMemberObjects`, `getMemberGroups` and `getMemberObjects` on an object. There are no
 * directory roles or administrative units here, so that the forms over objects answer as those over groups.
 *
 * @param path address of the object: `users/{}`
 * @see Graph surface spec §11.1, §11.2
 */
export function memberOperationRoutes(path: string, find: FindMember): readonly Route[] {
  return [
    route(`POST ${path}/checkMemberGroups`, check(find, 'groupIds')),
    route(`POST ${path}/checkMemberObjects`, check(find, 'ids')),
    route(`POST ${path}/getMemberGroups`, get(find)),
    route(`POST ${path}/getMemberObjects`, get(find)),
  ];
}

function check(find: FindMember, parameter: string): Handler {
  return async (api, request) => {
    const groupIds = readIds(readActionBody(request), parameter);
    const { type, id } = await find(api, request);
    return idsAnswer(request, await checkMemberGroups(api.directory, request.caller, type, id, groupIds));
  };
}

function get(find: FindMember): Handler {
  return async (api, request) => {
    const body = readActionBody(request);
    const isSecurityOnly = readFlag(body, 'securityEnabledOnly');
    const { type, id } = await find(api, request);
    if (isSecurityOnly && type !== 'user') {
      const place = { property: 'securityEnabledOnly', resource: body.action };
      throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'true is for users only' });
    }
    return idsAnswer(request, await getMemberGroups(api.directory, request.caller, type, id, isSecurityOnly));
  };
}

function idsAnswer(request: GraphRequest, ids: readonly ObjectId[]): GraphAnswer {
  return { status: 200, body: valueAnswer(request, 'Collection(Edm.String)', ids) };
}
