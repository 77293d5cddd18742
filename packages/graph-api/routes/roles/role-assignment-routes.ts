import {
  type AssignmentFilter,
  assignRole,
  flag,
  getRoleAssignment,
  guid,
  listRoleAssignments,
  listTransitiveRoleAssignments,
  type PropertyTable,
  removeRoleAssignment,
  required,
  text,
} from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { readQueryOptions } from '../../odata/query-options.ts';
import { type GraphApi, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { entityAnswer } from '../../wire/answers.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import { answerCreatedRecord, presentRecord, readRecordSelect } from '../organization/record-answers.ts';
import { answerRolePage } from './answer-role-page.ts';
import { answerRoleRecords, expand, readRecordQuery } from './answer-role-records.ts';
import { expandRoleRecords } from './expand-role-records.ts';
import { presentRoleAssignment, roleAssignmentType, typeIn } from './role-records.ts';

const context = 'roleManagement/directory/roleAssignments';

const newAssignment: PropertyTable = {
  roleDefinitionId: guid(required),
  principalId: guid(required),
  directoryScopeId: text(128, required),
};

const list: Handler = async (api, request) => {
  const type = typeIn(request.version, roleAssignmentType);
  const { filter } = readRecordQuery(request, type);
  const wanted = wantedBy(filter?.demands);
  const readAfter = async (after: string | null, limit: number) => {
    const page = { after: after as ObjectId | null, limit };
    const found = await listRoleAssignments(api.directory, request.caller, { ...(wanted ?? { principals: [] }), page });
    return presentAll(api, found.map(presentRoleAssignment));
  };
  return answerRolePage(request, context, type, readAfter, expandRoleRecords(api, request));
};

/** Lets the store look for one role or principal; undefined when the filter asks for what cannot be. */
function wantedBy(demands: ReadonlyMap<string, string> = new Map()): AssignmentFilter | undefined {
  const [role, principal] = [demands.get('roleDefinitionId'), demands.get('principalId')];
  const [roleId, principalId] = [toObjectId(role ?? ''), toObjectId(principal ?? '')];
  if ((role !== undefined && roleId === undefined) || (principal !== undefined && principalId === undefined)) {
    return undefined;
  }
  return {
    ...(roleId === undefined ? {} : { roleId }),
    ...(principalId === undefined ? {} : { principals: [principalId] }),
  };
}

/** The organisation of every principal is this directory. */
async function presentAll(api: GraphApi, records: readonly JsonMembers[]): Promise<readonly JsonMembers[]> {
  const organization = await api.directory.store.read((session) => session.settings.organization());
  return records.map((record) => ({ ...record, principalOrganizationId: organization?.id ?? null }));
}

const read: Handler = async (api, request) => {
  const options = readQueryOptions(request.queryString);
  const type = typeIn(request.version, roleAssignmentType);
  const select = readRecordSelect(options.get('select'), type);
  const found = await getRoleAssignment(api.directory, request.caller, segmentId(request.segments[2]!));
  const records = await presentAll(api, [presentRoleAssignment(found)]);
  const [expanded] = await expand(options.get('expand'), records, expandRoleRecords(api, request));
  const own = presentRecord(request, type, records[0]!, select);
  const related = Object.fromEntries(Object.entries(expanded!).filter(([name]) => !(name in roleAssignmentType.empty)));
  return { status: 200, body: entityAnswer(request, context, { ...own, ...related }, select) };
};

const create: Handler = async (api, request) => {
  const body = readJsonObject(request.body);
  if (Object.keys(body).some((name) => name.toLowerCase() === 'appscopeid' && body[name] !== null)) {
    const reason = 'roles are assigned at a directoryScopeId here';
    throw graphErrors.BODY_INVALID_VALUE({ property: 'appScopeId', resource: 'UnifiedRoleAssignment', reason });
  }
  const known = { ...newAssignment, appScopeId: text(128), condition: text(1024), id: flag() };
  const { roleDefinitionId, principalId, directoryScopeId } = readRecordBody(
    request.body,
    known,
    'UnifiedRoleAssignment',
  );
  const assignment = await assignRole(api.directory, request.caller, {
    roleDefinitionId: roleDefinitionId as string,
    principalId: principalId as ObjectId,
    directoryScopeId: directoryScopeId as string,
  });
  const [record] = await presentAll(api, [presentRoleAssignment(assignment)]);
  const location = `${request.root}/${context}/${assignment.id}`;
  return answerCreatedRecord(request, context, typeIn(request.version, roleAssignmentType), record!, location);
};

const remove: Handler = async (api, request) => {
  await removeRoleAssignment(api.directory, request.caller, { id: segmentId(request.segments[2]!) });
  return noContent;
};

const listTransitive: Handler = async (api, request) => {
  // Who may not ask at all is told so, whatever is wrong with the question.
  await listRoleAssignments(api.directory, request.caller, { principals: [] });
  const type = typeIn(request.version, roleAssignmentType);
  const { filter, isAdvanced } = readRecordQuery(request, type);
  if (api.strict && !isAdvanced) {
    throw graphErrors.QUERY_UNSUPPORTED({ reason: 'send ConsistencyLevel: eventual and $count=true' });
  }
  const principal = toObjectId(filter?.demands.get('principalId') ?? '');
  if (principal === undefined) throw graphErrors.QUERY_UNSUPPORTED({ reason: "filter by principalId eq '{id}'" });
  const found = await listTransitiveRoleAssignments(api.directory, request.caller, principal);
  // Those of groups have the group as their principal: the filter by the principal was answered already.
  const records = (await presentAll(api, found.map(presentRoleAssignment))).filter((record) =>
    filter!.keeps({ ...record, principalId: principal }),
  );
  const rest = request.queryString
    .split('&')
    .filter((part) => !/^(?:\$|%24)?filter=/i.test(part))
    .join('&');
  const unfiltered = { ...request, queryString: rest };
  const path = 'roleManagement/directory/transitiveRoleAssignments';
  return answerRoleRecords(unfiltered, path, type, records, expandRoleRecords(api, request));
};

/** @see Graph surface spec §11.5 */
export const roleAssignmentRoutes: readonly Route[] = [
  route(`GET ${context}`, list),
  route(`POST ${context}`, create),
  route(`GET ${context}/{}`, read),
  route(`DELETE ${context}/{}`, remove),
  route('GET roleManagement/directory/transitiveRoleAssignments', listTransitive, { version: 'beta' }),
];
