import { type RoleSettings, roleRuleIds } from '@muster/directory';
import { formatInstant } from '@muster/kernel';
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

export const policyId = (tenant: string, { roleId }: RoleSettings) => `Directory_${tenant}_${roleId}`;

export function presentPolicy(tenant: string, settings: RoleSettings): JsonMembers {
  const { modifiedAt, modifiedBy } = settings;
  return {
    id: policyId(tenant, settings),
    description: 'DirectoryRole',
    displayName: 'DirectoryRole',
    isOrganizationDefault: modifiedAt === null,
    lastModifiedBy: modifiedBy === null ? null : { displayName: modifiedBy.name, id: modifiedBy.id },
    lastModifiedDateTime: modifiedAt === null ? null : formatInstant(modifiedAt),
    scopeId: '/',
    scopeType: 'DirectoryRole',
  };
}

export function presentAssignment(tenant: string, settings: RoleSettings): JsonMembers {
  const id = policyId(tenant, settings);
  const { roleId } = settings;
  return { id: `${id}_${roleId}`, policyId: id, roleDefinitionId: roleId, scopeId: '/', scopeType: 'DirectoryRole' };
}

export const presentRules = (settings: RoleSettings) => roleRuleIds.map((id) => presentRule(id, settings));

type ById = ReadonlyMap<unknown, RoleSettings>;

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
