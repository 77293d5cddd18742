import {
  directoryErrors,
  findRuleId,
  getAccessSettings,
  listGroupSettings,
  listRoleSettings,
  type RoleRuleId,
  updateAccessRule,
} from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { defaultSelect } from '../../odata/select.ts';
import type { GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer, entityAnswer } from '../../wire/answers.ts';
import type { RecordType } from '../organization/record-answers.ts';
import { answerRoleRecords, readRecordQuery } from '../roles/answer-role-records.ts';
import { answerRoleRecord } from './answer-role-record.ts';
import {
  assignmentType,
  expandAssignments,
  expandPolicies,
  governedById,
  policyId,
  policyType,
  presentAssignment,
  presentPolicy,
  presentRules,
} from './policy-records.ts';
import { readRuleBody } from './read-rule-body.ts';
import { presentRule } from './role-rules.ts';

const policies = 'policies/roleManagementPolicies';
const assignments = 'policies/roleManagementPolicyAssignments';

async function tenantOf(api: GraphApi): Promise<string> {
  const organization = await api.directory.store.read((session) => session.settings.organization());
  return organization?.id ?? '';
}

/** What the filter asks for: the policies of all roles, or of the group with this id; undefined when it says neither. */
function scopeOf(request: GraphRequest, type: RecordType): ObjectId | 'roles' | undefined {
  const { filter } = readRecordQuery(request, type);
  const [scope, kind] = ['scopeId', 'scopeType'].map((member) => filter?.demands.get(member)?.toLowerCase());
  if (kind === 'group') return toObjectId(scope ?? '');
  return scope === undefined || kind === undefined ? undefined : 'roles';
}

/** Graph wants to be told of which scope policies are asked for. @throws AppError QUERY_UNSUPPORTED */
async function everySetting(api: GraphApi, request: GraphRequest, type: RecordType) {
  const { directory } = api;
  const asked = scopeOf(request, type) ?? 'none';
  const isOfGroup = asked !== 'roles' && asked !== 'none';
  // Whoever may not read any is told that first.
  const all = isOfGroup
    ? await listGroupSettings(directory, request.caller, asked)
    : await listRoleSettings(directory, request.caller);
  if (asked === 'none') {
    const reason =
      "filter by scopeId eq '/' and scopeType eq 'DirectoryRole', or by the id of a group and scopeType eq 'Group'";
    throw graphErrors.QUERY_UNSUPPORTED({ reason });
  }
  const tenant = await tenantOf(api);
  return { all, tenant, byId: new Map(all.map((each) => [policyId(tenant, each), each])) };
}

const listPolicies: Handler = async (api, request) => {
  const { all, tenant, byId } = await everySetting(api, request, policyType);
  const records = all.map((each) => presentPolicy(tenant, each));
  return answerRoleRecords(request, policies, policyType, records, expandPolicies(byId));
};

const listAssignments: Handler = async (api, request) => {
  const { all, tenant, byId } = await everySetting(api, request, assignmentType);
  const records = all.map((each) => presentAssignment(tenant, each));
  return answerRoleRecords(request, assignments, assignmentType, records, expandAssignments(tenant, byId));
};

/** The settings that the second segment names, by the id of a policy or of its assignment. */
async function addressed(api: GraphApi, request: GraphRequest) {
  const id = request.segments[1]!.key ?? '';
  const tenant = await tenantOf(api);
  const governed = governedById(tenant, id);
  // Whoever may not read any is told that first.
  const settings = await getAccessSettings(
    api.directory,
    request.caller,
    governed ?? { type: 'role', id: id as ObjectId },
  );
  if (governed === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return { settings, tenant, byId: new Map([[policyId(tenant, settings), settings]]) };
}

const readPolicy: Handler = async (api, request) => {
  const { settings, tenant, byId } = await addressed(api, request);
  return answerRoleRecord(request, policies, policyType, presentPolicy(tenant, settings), expandPolicies(byId));
};

const readAssignment: Handler = async (api, request) => {
  const { settings, tenant, byId } = await addressed(api, request);
  const record = presentAssignment(tenant, settings);
  return answerRoleRecord(request, assignments, assignmentType, record, expandAssignments(tenant, byId));
};

const listRules: Handler = async (api, request) => {
  const { settings } = await addressed(api, request);
  return {
    status: 200,
    body: collectionAnswer(request, `${policies}/rules`, presentRules(settings), {
      select: defaultSelect,
      count: undefined,
    }),
  };
};

function ruleIdOf(request: GraphRequest): RoleRuleId {
  const id = request.segments[2]!.key ?? '';
  const found = findRuleId(id);
  if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return found;
}

const readRule: Handler = async (api, request) => {
  const { settings } = await addressed(api, request);
  return { status: 200, body: entityAnswer(request, `${policies}/rules`, presentRule(ruleIdOf(request), settings)) };
};

const updateRule: Handler = async (api, request) => {
  const { settings } = await addressed(api, request);
  const id = ruleIdOf(request);
  const patch = readRuleBody(id, request.body);
  const changed = await updateAccessRule(api.directory, request.caller, settings.governed, id, patch);
  return { status: 200, body: entityAnswer(request, `${policies}/rules`, presentRule(id, changed)) };
};

/** @see Graph surface spec §11.4 */
export const policyRoutes: readonly Route[] = [
  route(`GET ${policies}`, listPolicies),
  route(`GET ${policies}/{}`, readPolicy),
  route(`GET ${policies}/{}/rules`, listRules),
  route(`GET ${policies}/{}/effectiveRules`, listRules),
  route(`GET ${policies}/{}/rules/{}`, readRule),
  route(`PATCH ${policies}/{}/rules/{}`, updateRule),
  route(`GET ${assignments}`, listAssignments),
  route(`GET ${assignments}/{}`, readAssignment),
];
