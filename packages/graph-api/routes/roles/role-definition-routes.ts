import {
  createRoleDefinition,
  deleteRoleDefinition,
  getRoleDefinition,
  listRoleDefinitions,
  type RoleDraft,
  updateRoleDefinition,
} from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { isJsonObject, type JsonValue, readJsonObject } from '../../wire/json-body.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerCreatedRecord, answerRecord } from '../organization/record-answers.ts';
import { answerRoleRecords } from './answer-role-records.ts';
import { presentRoleDefinition, roleDefinitionType, typeIn } from './role-records.ts';

const context = 'roleManagement/directory/roleDefinitions';
const resource = 'UnifiedRoleDefinition';

const list: Handler = async (api, request) => {
  const roles = await listRoleDefinitions(api.directory, request.caller);
  const type = typeIn(request.version, roleDefinitionType);
  return answerRoleRecords(request, context, type, roles.map(presentRoleDefinition), (relation, records) =>
    // No role stands on another one here.
    relation === 'inheritsPermissionsFrom'
      ? Promise.resolve(records.map((record) => ({ ...record, inheritsPermissionsFrom: [] })))
      : undefined,
  );
};

const idOf = (request: GraphRequest) => segmentId(request.segments[2]!);

const read: Handler = async (api, request) => {
  const role = await getRoleDefinition(api.directory, request.caller, idOf(request));
  return answerRecord(request, context, typeIn(request.version, roleDefinitionType), presentRoleDefinition(role));
};

const create: Handler = async (api, request) => {
  const patch = readRole(request);
  for (const property of ['displayName', 'actions'] as const) {
    const shown = property === 'actions' ? 'rolePermissions' : property;
    if (patch[property] === undefined) throw graphErrors.BODY_VALUE_REQUIRED({ property: shown, resource });
  }
  const draft: RoleDraft = {
    displayName: '',
    description: null,
    isEnabled: true,
    actions: [],
    version: null,
    ...patch,
  };
  const role = await createRoleDefinition(api.directory, request.caller, draft, readTemplateId(request));
  const location = `${request.root}/${context}/${role.id}`;
  const type = typeIn(request.version, roleDefinitionType);
  return answerCreatedRecord(request, context, type, presentRoleDefinition(role), location);
};

const update: Handler = async (api, request) => {
  await updateRoleDefinition(api.directory, request.caller, idOf(request), readRole(request));
  return noContent;
};

const remove: Handler = async (api, request) => {
  await deleteRoleDefinition(api.directory, request.caller, idOf(request));
  return noContent;
};

/** A template id of the client's own becomes the role's id, as in Graph. */
function readTemplateId(request: GraphRequest): ObjectId | undefined {
  const members = Object.entries(readJsonObject(request.body));
  const value = members.find(([name]) => name.toLowerCase() === 'templateid')?.[1] ?? null;
  if (value === null) return undefined;
  const id = toObjectId(String(value));
  if (id === undefined) throw invalid('templateId', 'the value is not a GUID');
  return id;
}

const ignored: readonly string[] = ['id', 'templateid', 'isbuiltin', 'resourcescopes', 'inheritspermissionsfrom'];

/** The members that a role's body may set; those that the directory sets are tolerated, as clients send them back. */
function readRole(request: GraphRequest): Partial<RoleDraft> {
  const draft: { -readonly [K in keyof RoleDraft]?: RoleDraft[K] } = {};
  for (const [name, value] of Object.entries(readJsonObject(request.body))) {
    const lower = name.toLowerCase();
    if (name.includes('@') || ignored.includes(lower)) continue;
    if (lower === 'displayname') draft.displayName = readText(name, value);
    else if (lower === 'description') draft.description = value === null ? null : readText(name, value);
    else if (lower === 'version') draft.version = value === null ? null : readText(name, value);
    else if (lower === 'isenabled') draft.isEnabled = readFlag(name, value);
    else if (lower === 'rolepermissions') draft.actions = readPermissions(value);
    else throw graphErrors.BODY_UNKNOWN_PROPERTY({ property: name, resource });
  }
  return draft;
}

function invalid(property: string, reason: string) {
  return graphErrors.BODY_INVALID_VALUE({ property, resource, reason });
}

function readText(property: string, value: JsonValue): string {
  if (typeof value !== 'string' || value.includes('\0')) throw invalid(property, 'the value is not a text');
  return value;
}

function readFlag(property: string, value: JsonValue): boolean {
  if (typeof value !== 'boolean') throw invalid(property, 'the value is not true or false');
  return value;
}

const mostActions = 1000;

function readPermissions(value: JsonValue): readonly string[] {
  const property = 'rolePermissions';
  if (!Array.isArray(value)) throw invalid(property, 'the value is not a list');
  const actions = (value as readonly JsonValue[]).flatMap((permission) => {
    if (!isJsonObject(permission)) throw invalid(property, 'an element is not an object');
    const { allowedResourceActions: allowed, condition = null, excludedResourceActions: excluded = [] } = permission;
    if (condition !== null) throw invalid(property, 'conditions are not supported');
    if (Array.isArray(excluded) && excluded.length > 0) throw invalid(property, 'exclusions are not supported');
    if (!Array.isArray(allowed)) throw invalid(property, 'allowedResourceActions is not a list');
    return (allowed as readonly JsonValue[]).map((action) => readText('allowedResourceActions', action));
  });
  if (actions.length > mostActions) throw invalid(property, `more than ${mostActions} resource actions`);
  return actions;
}

/** @see Graph surface spec §11.5 */
export const roleDefinitionRoutes: readonly Route[] = [
  route(`GET ${context}`, list),
  route(`POST ${context}`, create),
  route(`GET ${context}/{}`, read),
  route(`PATCH ${context}/{}`, update),
  route(`DELETE ${context}/{}`, remove),
];
