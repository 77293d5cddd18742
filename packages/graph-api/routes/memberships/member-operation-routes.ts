import { checkMemberGroups, getMemberGroups, type MemberType, rolesOfMember } from '@muster/directory';
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
 * `checkMemberGroups`, `checkMemberObjects`, `getMemberGroups` and `getMemberObjects` on an object. The forms over objects
 * take in directory roles as well, held in the whole directory by the object itself or through a group.
 *
 * @param path address of the object: `users/{}`
 * @see Graph surface spec §11.1, §11.2
 */
export function memberOperationRoutes(path: string, find: FindMember): readonly Route[] {
  return [
    route(`POST ${path}/checkMemberGroups`, check(find, 'groupIds', false)),
    route(`POST ${path}/checkMemberObjects`, check(find, 'ids', true)),
    route(`POST ${path}/getMemberGroups`, get(find, false)),
    route(`POST ${path}/getMemberObjects`, get(find, true)),
  ];
}

function check(find: FindMember, parameter: string, hasRoles: boolean): Handler {
  return async (api, request) => {
    const groupIds = readIds(readActionBody(request), parameter);
    const { type, id } = await find(api, request);
    const groups = await checkMemberGroups(api.directory, request.caller, type, id, groupIds);
    if (!hasRoles) return idsAnswer(request, groups);
    const found = new Set([...groups, ...(await roleIdsOf(api, request, type, id))]);
    return idsAnswer(
      request,
      groupIds.filter((each) => found.has(each)),
    );
  };
}

function get(find: FindMember, hasRoles: boolean): Handler {
  return async (api, request) => {
    const body = readActionBody(request);
    const isSecurityOnly = readFlag(body, 'securityEnabledOnly');
    const { type, id } = await find(api, request);
    if (isSecurityOnly && type !== 'user') {
      const place = { property: 'securityEnabledOnly', resource: body.action };
      throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'true is for users only' });
    }
    const groups = await getMemberGroups(api.directory, request.caller, type, id, isSecurityOnly);
    const roles = hasRoles ? await roleIdsOf(api, request, type, id) : [];
    return idsAnswer(request, [...groups, ...roles]);
  };
}

async function roleIdsOf(api: GraphApi, request: GraphRequest, type: MemberType, id: ObjectId) {
  const roles = await rolesOfMember(api.directory, request.caller, type, id, true);
  return roles.map((role) => role.id);
}

function idsAnswer(request: GraphRequest, ids: readonly ObjectId[]): GraphAnswer {
  return { status: 200, body: valueAnswer(request, 'Collection(Edm.String)', ids) };
}
