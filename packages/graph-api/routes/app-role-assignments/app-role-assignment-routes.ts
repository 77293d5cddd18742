import {
  type AppRoleOwner,
  type AppRoleSide,
  assignAppRole,
  getAppRoleAssignment,
  guid,
  listAppRoleAssignments,
  type PropertyTable,
  readOnly,
  removeAppRoleAssignment,
  required,
  type ShownAppRoleAssignment,
  text,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, hasEventualConsistency, readCountOption, readQueryOptions } from '../../odata/query-options.ts';
import { type GraphApi, type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer } from '../../wire/answers.ts';
import { formatTimestamp, type JsonMembers } from '../../wire/present-object.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import {
  answerCreatedRecord,
  answerRecord,
  presentRecord,
  type RecordType,
  readRecordSelect,
} from '../organization/record-answers.ts';
import { assignmentFilter } from './assignment-filter.ts';

const assignmentType: RecordType = {
  name: 'appRoleAssignment',
  empty: {
    id: null,
    deletedDateTime: null,
    appRoleId: null,
    createdDateTime: null,
    principalDisplayName: null,
    principalId: null,
    principalType: null,
    resourceDisplayName: null,
    resourceId: null,
  },
};

const resourceName = 'AppRoleAssignment';
const newAssignment: PropertyTable = {
  id: text(64, readOnly),
  appRoleId: guid(required),
  createdDateTime: text(64, readOnly),
  principalDisplayName: text(256, readOnly),
  principalId: guid(required),
  principalType: text(32, readOnly),
  resourceDisplayName: text(256, readOnly),
  resourceId: guid(required),
};

function present({ createdAt, principalNumber: _, ...rest }: ShownAppRoleAssignment): JsonMembers {
  return { ...rest, createdDateTime: formatTimestamp(createdAt) };
}

/** The collection below an object, and whose assignments it holds. */
interface Collection {
  readonly context: string;
  readonly owner: AppRoleOwner;
  /** Which member of an assignment names the object. */
  readonly side: 'principalId' | 'resourceId';
}

const types = { users: 'user', groups: 'group', servicePrincipals: 'servicePrincipal' } as const;

async function collectionOf(api: GraphApi, request: GraphRequest): Promise<Collection> {
  const [parent, own] = request.segments;
  const type = types[parent!.name as keyof typeof types];
  const id = await addressedId(api, request, type);
  const context = `${parent!.name}('${id}')/${own!.name}`;
  if (own!.name === 'appRoleAssignedTo') return { context, owner: { kind: 'resource', id }, side: 'resourceId' };
  return { context, owner: { kind: 'principal', type, id }, side: 'principalId' };
}

const list: Handler = async (api, request) => {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'filter', 'top', 'skiptoken', 'count']);
  const select = readRecordSelect(options.get('select'), assignmentType);
  const filter = assignmentFilter(options.get('filter'));
  const token = options.get('skiptoken');
  const wantsCount = readCountOption(options) && hasEventualConsistency(request.headers);
  const page = {
    limit: readTop(options.get('top')),
    wantsCount,
    ...(token === undefined ? {} : { after: readToken(token) }),
  };
  const { context, owner } = await collectionOf(api, request);
  const found = await listAppRoleAssignments(api.directory, request.caller, owner, filter, page);
  const items = found.assignments.map((each) => presentRecord(request, assignmentType, present(each), select));
  const link = (id: string) => nextLink(request.address, request.queryString, Buffer.from(id).toString('base64url'));
  const extras = {
    select,
    count: found.count ?? undefined,
    nextLink: found.next === null ? undefined : link(found.next),
  };
  return { status: 200, body: collectionAnswer(request, context, items, extras) };
};

/** @throws AppError QUERY_PAGE_TOKEN */
function readToken(token: string): string {
  const id = Buffer.from(token, 'base64url').toString('utf8');
  if (!/^[\w-]{1,64}$/.test(id)) throw graphErrors.QUERY_PAGE_TOKEN({});
  return id;
}

const keyOf = (request: GraphRequest) => request.segments[1]!.key!;

const read: Handler = async (api, request) => {
  const { context, owner } = await collectionOf(api, request);
  const found = await getAppRoleAssignment(api.directory, request.caller, owner, keyOf(request));
  return answerRecord(request, context, assignmentType, present(found));
};

const create: Handler = async (api, request) => {
  const body = readRecordBody(request.body, newAssignment, resourceName);
  const { context, owner, side } = await collectionOf(api, request);
  if (body[side] !== owner.id) {
    const reason = 'it names another object than the address';
    throw graphErrors.BODY_INVALID_VALUE({ property: side, resource: resourceName, reason });
  }
  const made = await assignAppRole(api.directory, request.caller, {
    principalId: body.principalId as ObjectId,
    resourceId: body.resourceId as ObjectId,
    appRoleId: body.appRoleId as ObjectId,
  });
  const shown = await namesOf(api, request, owner, made.id);
  const { root, segments } = request;
  const location = `${root}/${segments[0]!.name}/${owner.id}/${segments[1]!.name}/${made.id}`;
  return answerCreatedRecord(request, context, assignmentType, present({ ...made, ...shown }), location);
};

/** Whoever may assign may not always read. */
async function namesOf(api: GraphApi, request: GraphRequest, owner: AppRoleOwner, id: string) {
  const nobody = { principalDisplayName: null, resourceDisplayName: null };
  return getAppRoleAssignment(api.directory, request.caller, owner, id).catch(() => nobody);
}

const remove: Handler = async (api, request) => {
  const { owner, side } = await collectionOf(api, request);
  await removeAppRoleAssignment(api.directory, request.caller, { [side]: owner.id } as AppRoleSide, keyOf(request));
  return noContent;
};

const below = (path: string): readonly Route[] => [
  route(`GET ${path}`, list),
  route(`POST ${path}`, create),
  route(`GET ${path}/{}`, read),
  route(`DELETE ${path}/{}`, remove),
];

/** What people are assigned to. @see Graph surface spec §11.1 */
export const userAssignmentRoutes: readonly Route[] = below('users/{}/appRoleAssignments');

/** Who may use which application, in which role. @see Graph surface spec §11.2, §11.9 */
export const appRoleAssignmentRoutes: readonly Route[] = [
  'groups/{}/appRoleAssignments',
  'servicePrincipals/{}/appRoleAssignments',
  'servicePrincipals/{}/appRoleAssignedTo',
].flatMap(below);
