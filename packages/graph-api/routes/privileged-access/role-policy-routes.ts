import {
  directoryErrors,
  findRuleId,
  getRoleSettings,
  listRoleSettings,
  type RoleRuleId,
  updateRoleRule,
} from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { defaultSelect } from '../../odata/select.ts';
import type { GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer, entityAnswer } from '../../wire/answers.ts';
import type { RecordType } from '../organization/record-answers.ts';
import { answerRoleRecords, readRecordQuery } from '../roles/answer-role-records.ts';
import { answerRoleRecord } from './answer-role-record.ts';
import { readRuleBody } from './read-rule-body.ts';
import {
  assignmentType,
  expandAssignments,
  expandPolicies,
  policyId,
  policyType,
  presentAssignment,
  presentPolicy,
  presentRules,
} from './role-policy-records.ts';
import { presentRule } from './role-rules.ts';

const policies = 'policies/roleManagementPolicies';
const assignments = 'policies/roleManagementPolicyAssignments';

async function tenantOf(api: GraphApi): Promise<string> {
  const organization = await api.directory.store.read((session) => session.settings.organization());
  return organization?.id ?? '';
}

/** Graph wants to be told of which scope policies are asked for. @throws AppError QUERY_UNSUPPORTED */
function requireScope(request: GraphRequest, type: RecordType): void {
  const { filter } = readRecordQuery(request, type);
  if (filter?.demands.has('scopeId') && filter.demands.has('scopeType')) return;
  throw graphErrors.QUERY_UNSUPPORTED({ reason: "filter by scopeId eq '/' and scopeType eq 'DirectoryRole'" });
}

async function everySetting(api: GraphApi, request: GraphRequest) {
  const all = await listRoleSettings(api.directory, request.caller);
  const tenant = await tenantOf(api);
  return { all, tenant, byId: new Map(all.map((each) => [policyId(tenant, each), each])) };
}

const listPolicies: Handler = async (api, request) => {
  const { all, tenant, byId } = await everySetting(api, request);
  requireScope(request, policyType);
  const records = all.map((each) => presentPolicy(tenant, each));
  return answerRoleRecords(request, policies, policyType, records, expandPolicies(byId));
};

const listAssignments: Handler = async (api, request) => {
  const { all, tenant, byId } = await everySetting(api, request);
  requireScope(request, assignmentType);
  const records = all.map((each) => presentAssignment(tenant, each));
  return answerRoleRecords(request, assignments, assignmentType, records, expandAssignments(tenant, byId));
};

const idForm = /^Directory_([\da-f-]{36})_([\da-f-]{36})(?:_([\da-f-]{36}))?$/i;

/** The settings that the second segment names, by the id of a policy or of its assignment. */
async function addressed(api: GraphApi, request: GraphRequest) {
  const id = request.segments[1]!.key ?? '';
  const tenant = await tenantOf(api);
  const [, ofTenant, roleId] = idForm.exec(id) ?? [];
  // Whoever may not read any is told that first.
  const settings = await getRoleSettings(api.directory, request.caller, roleId ?? id);
  if (ofTenant?.toLowerCase() !== tenant) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
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
  const changed = await updateRoleRule(
    api.directory,
    request.caller,
    settings.roleId,
    id,
    readRuleBody(id, request.body),
  );
  return { status: 200, body: entityAnswer(request, `${policies}/rules`, presentRule(id, changed)) };
};

/** @see Graph surface spec §11.4 */
export const rolePolicyRoutes: readonly Route[] = [
  route(`GET ${policies}`, listPolicies),
  route(`GET ${policies}/{}`, readPolicy),
  route(`GET ${policies}/{}/rules`, listRules),
  route(`GET ${policies}/{}/effectiveRules`, listRules),
  route(`GET ${policies}/{}/rules/{}`, readRule),
  route(`PATCH ${policies}/{}/rules/{}`, updateRule),
  route(`GET ${assignments}`, listAssignments),
  route(`GET ${assignments}/{}`, readAssignment),
];
