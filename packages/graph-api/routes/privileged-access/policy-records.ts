import { type AccessSettings, type Governed, type GroupAccess, groupAccesses, roleRuleIds } from '@muster/directory';
import { formatInstant, toObjectId } from '@muster/kernel';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from '../organization/record-answers.ts';
import type { ExpandRecords } from '../roles/answer-role-records.ts';
import { presentRule } from './role-rules.ts';

/** @see Graph schema v1.0, type unifiedRoleManagementPolicy */
export const policyType: RecordType = {
  name: 'unifiedRoleManagementPolicy',
  empty: {
    id: null,
    description: 'DirectoryRole',
    displayName: 'DirectoryRole',
    isOrganizationDefault: false,
    lastModifiedBy: null,
    lastModifiedDateTime: null,
    scopeId: '/',
    scopeType: 'DirectoryRole',
  },
};

/** @see Graph schema v1.0, type unifiedRoleManagementPolicyAssignment */
export const assignmentType: RecordType = {
  name: 'unifiedRoleManagementPolicyAssignment',
  empty: { id: null, policyId: null, roleDefinitionId: null, scopeId: '/', scopeType: 'DirectoryRole' },
};

/** The third part of the ids of groups' policies, where clients expect a GUID: the same for every group. */
const accessIds: Readonly<Record<GroupAccess, string>> = {
  member: '6f0c4c9e-2f5b-4a57-9a7e-0f1f6c1d0a01',
  owner: '6f0c4c9e-2f5b-4a57-9a7e-0f1f6c1d0a02',
};

/** Roles are of a directory, so its id stands in those of their policies. */
export function policyId(tenant: string, { governed }: Pick<AccessSettings, 'governed'>): string {
  if (governed.type === 'role') return `Directory_${tenant}_${governed.id}`;
  return `Group_${governed.id}_${accessIds[governed.scope]}`;
}

const idForm = /^(directory|group)_([\da-f-]{36})_([\da-f-]{36})(?:_(\w[\w-]{0,35}))?$/;

/** What a policy, or the assignment of one, is about; undefined for what is no such id. */
export function governedById(tenant: string, id: string): Governed | undefined {
  const [, kind, first = '', second = ''] = idForm.exec(id.toLowerCase()) ?? [];
  const [of, policy] = [toObjectId(first), toObjectId(second)];
  if (of === undefined || policy === undefined) return undefined;
  if (kind === 'directory') return of === tenant ? { type: 'role', id: policy } : undefined;
  const scope = groupAccesses.find((each) => accessIds[each] === policy);
  return scope === undefined ? undefined : { type: 'group', id: of, scope };
}

function scopeOf({ governed }: AccessSettings): JsonMembers {
  if (governed.type === 'role') return { scopeId: '/', scopeType: 'DirectoryRole' };
  return { scopeId: governed.id, scopeType: 'Group' };
}

export function presentPolicy(tenant: string, settings: AccessSettings): JsonMembers {
  const { modifiedAt, modifiedBy } = settings;
  const scope = scopeOf(settings);
  return {
    id: policyId(tenant, settings),
    description: scope.scopeType!,
    displayName: scope.scopeType!,
    isOrganizationDefault: modifiedAt === null,
    lastModifiedBy: modifiedBy === null ? null : { displayName: modifiedBy.name, id: modifiedBy.id },
    lastModifiedDateTime: modifiedAt === null ? null : formatInstant(modifiedAt),
    ...scope,
  };
}

/** For groups `member` and `owner` stand where roles have their ids. */
export function presentAssignment(tenant: string, settings: AccessSettings): JsonMembers {
  const id = policyId(tenant, settings);
  const { governed } = settings;
  const roleDefinitionId = governed.type === 'role' ? governed.id : governed.scope;
  return { id: `${id}_${roleDefinitionId}`, policyId: id, roleDefinitionId, ...scopeOf(settings) };
}

export const presentRules = (settings: AccessSettings) => roleRuleIds.map((id) => presentRule(id, settings));

type ById = ReadonlyMap<unknown, AccessSettings>;

export const expandPolicies =
  (byId: ById): ExpandRecords =>
  (relation, records) => {
    if (relation !== 'rules' && relation !== 'effectiveRules') return undefined;
    return Promise.resolve(records.map((each) => ({ ...each, [relation]: presentRules(byId.get(each.id)!) })));
  };

const nested = /^policy(?:\(\$expand=(rules|effectiveRules)\))?$/;

export const expandAssignments =
  (tenant: string, byId: ById): ExpandRecords =>
  (relation, records) => {
    const match = nested.exec(relation);
    if (match === null) return undefined;
    const rules = match[1];
    const policyOf = (record: JsonMembers) => {
      const settings = byId.get(record.policyId)!;
      const own = rules === undefined ? {} : { [rules]: presentRules(settings) };
      return { ...presentPolicy(tenant, settings), ...own };
    };
    return Promise.resolve(records.map((each) => ({ ...each, policy: policyOf(each) })));
  };
