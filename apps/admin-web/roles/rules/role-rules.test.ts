import { describe, expect, it } from 'vitest';
import {
  approverId,
  approverOf,
  changedRules,
  demands,
  type RoleRule,
  rulesById,
  stageOf,
  withDemand,
  withStage,
} from './role-rules.ts';

const enablement: RoleRule = {
  '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule',
  id: 'Enablement_EndUser_Assignment',
  enabledRules: ['Justification'],
};
const approval: RoleRule = {
  '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyApprovalRule',
  id: 'Approval_EndUser_Assignment',
  setting: {
    isApprovalRequired: true,
    approvalStages: [{ approvalStageTimeOutInDays: 1, isApproverJustificationRequired: true, primaryApprovers: [] }],
  },
};
const before = rulesById([enablement, approval]);

describe('the rules of a role', () => {
  it('are sent when they were changed, and only then', () => {
    expect(changedRules(before, { ...before })).toEqual([]);
    const changed = withDemand(enablement, 'Ticketing', true);
    expect(changedRules(before, { ...before, [changed.id]: changed })).toEqual([
      { ...enablement, enabledRules: ['Justification', 'Ticketing'] },
    ]);
    expect(withDemand(changed, 'Ticketing', false)).toEqual(enablement);
    expect(demands(before, 'EndUser_Assignment', 'Justification')).toBe(true);
    expect(demands(before, 'EndUser_Assignment', 'MultiFactorAuthentication')).toBe(false);
  });

  it('name approvers', () => {
    const changed = withStage(approval, {
      primaryApprovers: [approverOf('user', 'u', 'Ben'), approverOf('group', 'g', 'All')],
    });
    expect(stageOf(changed).primaryApprovers.map(approverId)).toEqual(['u', 'g']);
    expect(changed.setting!.isApprovalRequired).toBe(true);
  });
});
