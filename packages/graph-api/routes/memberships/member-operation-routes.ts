import { checkMemberGroups, getMemberGroups, listObjects, type MemberType, rolesOfMember } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { maximumPageSize } from '../../capabilities/limits.ts';
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
 * take in directory roles as well, held in the whole directory by the object itself or through a group, and the administrative
 * units that the object is in itself.
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

function check(find: FindMember, parameter: string, isOfObjects: boolean): Handler {
  return async (api, request) => {
    const groupIds = readIds(readActionBody(request), parameter);
    const { type, id } = await find(api, request);
    const groups = await checkMemberGroups(api.directory, request.caller, type, id, groupIds);
    if (!isOfObjects) return idsAnswer(request, groups);
    const found = new Set([...groups, ...(await otherIdsOf(api, request, type, id))]);
    return idsAnswer(
      request,
      groupIds.filter((each) => found.has(each)),
    );
  };
}

function get(find: FindMember, isOfObjects: boolean): Handler {
  return async (api, request) => {
    const body = readActionBody(request);
    const isSecurityOnly = readFlag(body, 'securityEnabledOnly');
    const { type, id } = await find(api, request);
    if (isSecurityOnly && type !== 'user') {
      const place = { property: 'securityEnabledOnly', resource: body.action };
      throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'true is for users only' });
    }
    const groups = await getMemberGroups(api.directory, request.caller, type, id, isSecurityOnly);
    const others = isOfObjects ? await otherIdsOf(api, request, type, id) : [];
    return idsAnswer(request, [...groups, ...others]);
  };
}

/** Ids of the roles that it holds and of the units that it is in. */
async function otherIdsOf(api: GraphApi, request: GraphRequest, type: MemberType, id: ObjectId) {
  const roles = await rolesOfMember(api.directory, request.caller, type, id, true);
  const units = await listObjects(api.directory, request.caller, {
    types: ['administrativeUnit'],
    scope: { kind: 'relation', relation: 'memberOf', of: id, from: type },
    filter: null,
    orderBy: null,
    limit: maximumPageSize,
    after: null,
    wantsCount: false,
  });
  return [...roles, ...units.objects].map((each) => each.id);
}

function idsAnswer(request: GraphRequest, ids: readonly ObjectId[]): GraphAnswer {
  return { status: 200, body: valueAnswer(request, 'Collection(Edm.String)', ids) };
}
