import { type MemberRole, type MemberType, rolesOfMember } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { hasEventualConsistency, readCountOption, readQueryOptions } from '../../odata/query-options.ts';
import type { GraphAnswer, GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer, entityAnswer, referencesAnswer } from '../../wire/answers.ts';
import { collectionOf } from '../../wire/complex-types.ts';
import { isJsonObject } from '../../wire/json-body.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { addressedId, segmentId } from '../objects/addressed-object.ts';
import { relationRoutes } from '../objects/relation-routes.ts';
import { presentRecord, readRecordSelect } from '../organization/record-answers.ts';
import { answerRoleRecords } from './answer-role-records.ts';
import { directoryRoleType, presentDirectoryRole } from './role-records.ts';

/**
 * What an object is a member of: groups, and the directory roles that it holds in the whole directory. Roles come after
 * the last group, in pages as all the rest; a filter, search or sorting without a cast is about groups alone.
 *
 * @see Graph surface spec §11.1
 */
export function memberOfRoutes(type: MemberType, relation: 'memberOf' | 'transitiveMemberOf'): readonly Route[] {
  const base = `${collectionOf[type]}/{}/${relation}`;
  return relationRoutes(type, relation).map((each) => {
    const { method, path, handler, ...options } = each;
    const rolesOf: RolesOf = async (api, request) =>
      rolesOfMember(
        api.directory,
        request.caller,
        type,
        await addressedId(api, request, type),
        relation === 'transitiveMemberOf',
      );
    const wrapped = path === `${base}/{}` ? withRole(rolesOf, handler) : withRoles(rolesOf, handler);
    return route(`${method} ${path}`, wrapped, options);
  });
}

type RolesOf = (api: GraphApi, request: GraphRequest) => Promise<readonly MemberRole[]>;

const castOf = (request: GraphRequest) => request.segments.find((segment) => segment.cast !== undefined)?.cast;

/** One object by its id: a role when the id is a role's. */
function withRole(rolesOf: RolesOf, handler: Handler): Handler {
  return async (api, request) => {
    const cast = castOf(request);
    if (cast !== undefined && cast !== 'directoryRole' && cast !== 'directoryObject') return handler(api, request);
    const id = segmentId(request.segments.at(-1)!);
    const role = (await rolesOf(api, request)).find((each) => each.id === id);
    if (role === undefined) return handler(api, request);
    const select = readRecordSelect(readQueryOptions(request.queryString).get('select'), directoryRoleType);
    const shown = presentRecord(request, directoryRoleType, presentMemberRole(request, role), select);
    return { status: 200, body: entityAnswer(request, 'directoryObjects', shown, select) };
  };
}

const rolesToken = 'roles.';

function withRoles(rolesOf: RolesOf, handler: Handler): Handler {
  return async (api, request) => {
    const cast = castOf(request);
    if (cast === 'directoryRole') return answerRoles(api, request, await rolesOf(api, request));
    if (cast !== undefined && cast !== 'directoryObject') return handler(api, request);
    const options = readQueryOptions(request.queryString);
    const token = options.get('skiptoken') ?? '';
    if (token.startsWith(rolesToken)) return answerPageOfRoles(request, await rolesOf(api, request), token);
    const answer = await handler(api, request);
    if (options.has('filter') || options.has('search') || options.has('orderby')) return answer;
    return append(request, answer, await rolesOf(api, request));
  };
}

/** `/microsoft.graph.directoryRole`, its `/$count` and its `/$ref`. */
async function answerRoles(api: GraphApi, request: GraphRequest, roles: readonly MemberRole[]): Promise<GraphAnswer> {
  const ending = request.segments.at(-1)!.name;
  if (ending === '$ref') return { status: 200, body: referencesAnswer(request, roles.map(idOf)) };
  if (ending === '$count') {
    if (api.strict && !hasEventualConsistency(request.headers)) throw graphErrors.QUERY_COUNT_NEEDS_HEADER({});
    return { status: 200, body: String(roles.length) };
  }
  const records = roles.map(({ id, role }) => (role === null ? { id } : presentDirectoryRole(role)));
  return answerRoleRecords(request, 'directoryRoles', directoryRoleType, records);
}

const idOf = ({ id }: MemberRole): ObjectId => id;

function presentMemberRole(request: GraphRequest, { id, role }: MemberRole): JsonMembers {
  const type = request.metadata === 'none' ? {} : { '@odata.type': '#microsoft.graph.directoryRole' };
  return { ...type, ...(role === null ? { id } : presentDirectoryRole(role)) };
}

/** Puts the roles behind the last page of groups, as far as they find room; the others have a page of their own. */
function append(request: GraphRequest, answer: GraphAnswer, roles: readonly MemberRole[]): GraphAnswer {
  if (roles.length === 0) return answer;
  // `$count`
  if (typeof answer.body === 'string') return { ...answer, body: String(Number(answer.body) + roles.length) };
  if (!isJsonObject(answer.body)) return answer;
  const body: JsonMembers = { ...answer.body };
  if (typeof body['@odata.count'] === 'number') body['@odata.count'] += roles.length;
  const items = body.value as readonly JsonMembers[];
  if (body['@odata.nextLink'] !== undefined) return { ...answer, body };
  const room = readTop(readQueryOptions(request.queryString).get('top')) - items.length;
  const shown = itemsOf(request, roles.slice(0, room));
  const { '@odata.context': context, '@odata.count': count, value: _, ...rest } = body;
  const more = room < roles.length ? { '@odata.nextLink': linkTo(request, room) } : {};
  return {
    ...answer,
    body: {
      ...(context === undefined ? {} : { '@odata.context': context }),
      ...(count === undefined ? {} : { '@odata.count': count }),
      ...more,
      ...rest,
      value: [...items, ...shown],
    },
  };
}

function itemsOf(request: GraphRequest, roles: readonly MemberRole[]): readonly JsonMembers[] {
  if (request.segments.at(-1)!.name === '$ref') {
    return roles.map(({ id }) => ({ '@odata.id': `${request.root}/directoryObjects/${id}` }));
  }
  const names = (readQueryOptions(request.queryString).get('select') ?? '').split(',').map((name) => name.trim());
  const known = Object.keys(directoryRoleType.empty).filter((name) =>
    names.some((each) => each.toLowerCase() === name.toLowerCase()),
  );
  // What is selected may belong to groups alone.
  const isAll = names.includes('*') || names.join('') === '';
  const select = isAll ? ({ kind: 'default' } as const) : ({ kind: 'names', names: known, relations: [] } as const);
  return roles.map((role) => presentRecord(request, directoryRoleType, presentMemberRole(request, role), select));
}

const linkTo = (request: GraphRequest, from: number) =>
  nextLink(request.address, request.queryString, `${rolesToken}${from}`);

function answerPageOfRoles(request: GraphRequest, roles: readonly MemberRole[], token: string): GraphAnswer {
  const text = token.slice(rolesToken.length);
  if (!/^\d{1,6}$/.test(text)) throw graphErrors.QUERY_PAGE_TOKEN({});
  const options = readQueryOptions(request.queryString);
  readCountOption(options);
  const from = Number(text);
  const to = from + readTop(options.get('top'));
  const items = itemsOf(request, roles.slice(from, to));
  const link = to < roles.length ? linkTo(request, to) : undefined;
  const isRef = request.segments.at(-1)!.name === '$ref';
  const context = isRef ? 'Collection($ref)' : 'directoryObjects';
  return { status: 200, body: collectionAnswer(request, context, items, { nextLink: link }) };
}
