/** A rule of a role's settings, as the API gives it; which members it has depends on its kind. */
export interface RoleRule {
  readonly '@odata.type': string;
  readonly id: string;
  readonly isExpirationRequired?: boolean;
  readonly maximumDuration?: string;
  readonly enabledRules?: readonly string[];
  readonly isEnabled?: boolean;
  readonly claimValue?: string;
  readonly notificationLevel?: 'None' | 'Critical' | 'All';
  readonly isDefaultRecipientsEnabled?: boolean;
  readonly notificationRecipients?: readonly string[];
  readonly setting?: ApprovalSetting;
}

export interface Approver {
  readonly '@odata.type': string;
  readonly userId?: string;
  readonly groupId?: string;
  /** The name by which it was picked. */
  readonly description: string | null;
}

export interface ApprovalStage {
  readonly approvalStageTimeOutInDays: number;
  readonly isApproverJustificationRequired: boolean;
  readonly primaryApprovers: readonly Approver[];
}

export interface ApprovalSetting {
  readonly isApprovalRequired: boolean;
  readonly approvalStages: readonly ApprovalStage[];
}

/** All rules of a role by their ids. */
export type RoleRules = Readonly<Record<string, RoleRule>>;

export const rulesById = (rules: readonly RoleRule[]): RoleRules =>
  Object.fromEntries(rules.map((rule) => [rule.id, rule]));

/** The rules that differ, as bodies of requests that change them. */
export function changedRules(before: RoleRules, now: RoleRules): readonly RoleRule[] {
  return Object.values(now).filter((rule) => JSON.stringify(rule) !== JSON.stringify(before[rule.id]));
}

/** What is asked of somebody by a rule `Enablement_…`. */
export type Demand = 'MultiFactorAuthentication' | 'Justification' | 'Ticketing';

export const demands = (rules: RoleRules | undefined, part: string, demand: Demand): boolean =>
  rules?.[`Enablement_${part}`]?.enabledRules?.includes(demand) === true;

/** The rule with a demand set or taken away. */
export function withDemand(rule: RoleRule, demand: Demand, isWanted: boolean): RoleRule {
  const others = (rule.enabledRules ?? []).filter((each) => each !== demand);
  return { ...rule, enabledRules: isWanted ? [...others, demand] : others };
}

/** The one stage of a rule about approval. */
export const stageOf = (rule: RoleRule): ApprovalStage => rule.setting!.approvalStages[0]!;

/** The rule with members of its approval changed. */
export function withStage(rule: RoleRule, changed: Partial<ApprovalStage>): RoleRule {
  return { ...rule, setting: { ...rule.setting!, approvalStages: [{ ...stageOf(rule), ...changed }] } };
}

/** Somebody, or the direct members of a group, as one who may approve. */
export function approverOf(kind: 'user' | 'group', id: string, name: string): Approver {
  if (kind === 'user') return { '@odata.type': '#microsoft.graph.singleUser', userId: id, description: name };
  return { '@odata.type': '#microsoft.graph.groupMembers', groupId: id, description: name };
}

export const approverId = ({ userId, groupId }: Approver) => userId ?? groupId ?? '';

/** Whether the days after which a request is denied are what the API takes. */
export function isTimeoutRight(rules: RoleRules): boolean {
  const days = stageOf(rules.Approval_EndUser_Assignment!).approvalStageTimeOutInDays;
  return Number.isInteger(days) && days >= 1 && days <= 30;
}
