import { type AccessSettings, type ApprovalRule, type Approver, kindOfRule, type RoleRuleId } from '@muster/directory';
import type { JsonMembers } from '../../wire/present-object.ts';

const typeNames = {
  expiration: 'Expiration',
  enablement: 'Enablement',
  approval: 'Approval',
  authenticationContext: 'AuthenticationContext',
  notification: 'Notification',
} as const;

/** Whom the rule binds, as its id says. */
function targetOf(id: RoleRuleId): JsonMembers {
  return {
    caller: id.endsWith('_EndUser_Assignment') ? 'EndUser' : 'Admin',
    operations: ['All'],
    level: id.endsWith('_Eligibility') ? 'Eligibility' : 'Assignment',
    inheritableSettings: [],
    enforcedSettings: [],
  };
}

/** One rule as clients read it. @see Graph schema v1.0, types unifiedRoleManagementPolicy…Rule */
export function presentRule(id: RoleRuleId, { rules }: AccessSettings): JsonMembers {
  const kind = kindOfRule(id);
  const rule: object = rules[id];
  const own = kind === 'approval' ? { setting: presentApproval(rule as ApprovalRule) } : (rule as JsonMembers);
  return {
    '@odata.type': `#microsoft.graph.unifiedRoleManagementPolicy${typeNames[kind]}Rule`,
    id,
    target: targetOf(id),
    ...own,
  };
}

function presentApproval(rule: ApprovalRule): JsonMembers {
  return {
    isApprovalRequired: rule.isApprovalRequired,
    isApprovalRequiredForExtension: false,
    isRequestorJustificationRequired: true,
    approvalMode: 'SingleStage',
    approvalStages: [
      {
        approvalStageTimeOutInDays: rule.timeOutInDays,
        isApproverJustificationRequired: rule.isApproverJustificationRequired,
        escalationTimeInMinutes: 0,
        isEscalationEnabled: false,
        primaryApprovers: rule.approvers.map(presentApprover),
        escalationApprovers: [],
      },
    ],
  };
}

function presentApprover({ kind, id, description }: Approver): JsonMembers {
  if (kind === 'user') return { '@odata.type': '#microsoft.graph.singleUser', userId: id, description };
  return { '@odata.type': '#microsoft.graph.groupMembers', groupId: id, description };
}
