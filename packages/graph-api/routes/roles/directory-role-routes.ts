import {
  activateDirectoryRole,
  assignRole,
  builtInRoles,
  type DirectoryObject,
  type DirectoryRole,
  directoryErrors,
  getDirectoryRole,
  guid,
  listDirectoryRoles,
  listRoleDefinitions,
  listRoleHolders,
  objectTypes,
  type PropertyTable,
  removeRoleAssignment,
  required,
} from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { expectOptions, hasEventualConsistency, readQueryOptions } from '../../odata/query-options.ts';
import { readSelect } from '../../odata/select.ts';
import { type GraphApi, type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer, referencesAnswer } from '../../wire/answers.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readReferenceBody } from '../../wire/object-reference.ts';
import { referencedId, segmentId, segmentKey } from '../objects/addressed-object.ts';
import { presentObjects } from '../objects/present-objects.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import { answerCreatedRecord, answerRecord } from '../organization/record-answers.ts';
import { answerRoleRecords } from './answer-role-records.ts';
import { directoryRoleType, presentDirectoryRole, presentRoleTemplate, roleTemplateType } from './role-records.ts';

const list: Handler = async (api, request) => {
  const roles = await listDirectoryRoles(api.directory, request.caller);
  return answerRoleRecords(request, 'directoryRoles', directoryRoleType, roles.map(presentDirectoryRole));
};

/** The role that the address names, by its own id or by `roleTemplateId`; clients use either as the key. */
function addressedRole(api: GraphApi, request: GraphRequest): Promise<DirectoryRole> {
  const key = segmentKey(request.segments[0]!);
  const wanted = key.kind === 'id' ? { id: key.id } : { templateId: key.value as ObjectId };
  return getDirectoryRole(api.directory, request.caller, wanted);
}

const read: Handler = async (api, request) =>
  answerRecord(request, 'directoryRoles', directoryRoleType, presentDirectoryRole(await addressedRole(api, request)));

const newRole: PropertyTable = { roleTemplateId: guid(required) };

const activate: Handler = async (api, request) => {
  const { roleTemplateId } = readRecordBody(request.body, newRole, 'DirectoryRole');
  const role = await activateDirectoryRole(api.directory, request.caller, roleTemplateId as ObjectId);
  const location = `${request.root}/directoryRoles/${role.id}`;
  return answerCreatedRecord(request, 'directoryRoles', directoryRoleType, presentDirectoryRole(role), location);
};

const holderTypes = ['user', 'group', 'servicePrincipal'] as const;

/** Everybody who holds the role in the whole directory; there is no paging. */
const listMembers: Handler = async (api, request) => {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select']);
  const scope = { types: holderTypes, knownExtensions: request.knownExtensions };
  const select = readSelect(options.get('select'), scope, false);
  const role = await addressedRole(api, request);
  const holders = castTo(request, await listRoleHolders(api.directory, request.caller, role.templateId));
  const ending = request.segments.at(-1)!.name;
  if (ending === '$count') {
    if (api.strict && !hasEventualConsistency(request.headers)) throw graphErrors.QUERY_COUNT_NEEDS_HEADER({});
    return { status: 200, body: String(holders.length) };
  }
  if (ending === '$ref') {
    const ids = holders.map((object) => object.id);
    return { status: 200, body: referencesAnswer(request, ids) };
  }
  const items = await presentObjects(api, request, holders, { select, isPolymorphic: true });
  return { status: 200, body: collectionAnswer(request, 'directoryObjects', items, { select }) };
};

function castTo(request: GraphRequest, objects: readonly DirectoryObject[]): readonly DirectoryObject[] {
  const cast = request.segments.find((segment) => segment.cast !== undefined)?.cast;
  const type = objectTypes.find((each) => each === cast);
  return type === undefined ? objects : objects.filter((object) => object.type === type);
}

const addMember: Handler = async (api, request) => {
  const reference = readReferenceBody(readJsonObject(request.body));
  const { templateId } = await addressedRole(api, request);
  const principalId = await referencedId(api, request, reference);
  const wanted = { roleDefinitionId: templateId, principalId, directoryScopeId: '/' };
  await assignRole(api.directory, request.caller, wanted).catch((problem: unknown) => {
    const isHeld = problem instanceof AppError && problem.code === 'ROLE_ASSIGNMENT_EXISTS';
    throw isHeld ? directoryErrors.REFERENCE_EXISTS({ relation: 'members' }) : problem;
  });
  return noContent;
};

const removeMember: Handler = async (api, request) => {
  const principal = segmentId(request.segments[1]!);
  const { templateId } = await addressedRole(api, request);
  const wanted = { roleId: templateId, principalId: principal, scope: '/' };
  await removeRoleAssignment(api.directory, request.caller, wanted);
  return noContent;
};

const listTemplates: Handler = async (api, request) => {
  await listRoleDefinitions(api.directory, request.caller);
  return answerRoleRecords(request, 'directoryRoleTemplates', roleTemplateType, builtInRoles.map(presentRoleTemplate));
};

const readTemplate: Handler = async (api, request) => {
  await listRoleDefinitions(api.directory, request.caller);
  const id = segmentId(request.segments[0]!);
  const role = builtInRoles.find((each) => each.templateId === id);
  if (role === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return answerRecord(request, 'directoryRoleTemplates', roleTemplateType, presentRoleTemplate(role));
};

const casts = ['directoryObject', ...holderTypes];

/** @see Graph surface spec §11.5 */
export const directoryRoleRoutes: readonly Route[] = [
  route('GET directoryRoles', list),
  route('POST directoryRoles', activate),
  route('GET directoryRoles/{}', read),
  route('GET directoryRoles/{}/members', listMembers, { casts }),
  route('GET directoryRoles/{}/members/$count', listMembers, { casts }),
  route('GET directoryRoles/{}/members/$ref', listMembers, { casts }),
  route('POST directoryRoles/{}/members/$ref', addMember),
  route('DELETE directoryRoles/{}/members/{}/$ref', removeMember),
  route('GET directoryRoleTemplates', listTemplates),
  route('GET directoryRoleTemplates/{}', readTemplate),
];
