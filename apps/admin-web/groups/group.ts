/** How far the membership of a group by its rule is, as the API says it. */
export interface ProcessingStatus {
  readonly status: 'NotStarted' | 'Running' | 'Succeeded' | 'Failed';
  readonly lastMembershipUpdated: string | null;
  readonly errorMessage: string | null;
  readonly doneCount: number | null;
  readonly totalCount: number | null;
  readonly joinedCount: number | null;
  readonly leftCount: number | null;
  readonly countPerSecond: number | null;
  readonly estimatedCompletionDateTime: string | null;
  readonly isApprovalRequired: boolean;
  readonly leavingCount: number | null;
  readonly joiningCount: number | null;
  readonly approvalExpirationDateTime: string | null;
}

/** A group as the API gives it; a list gives some of it. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly groupTypes: readonly string[];
  readonly mailEnabled: boolean;
  readonly securityEnabled: boolean;
  readonly mail: string | null;
  readonly mailNickname: string;
  readonly isAssignableToRole: boolean | null;
  readonly membershipRule: string | null;
  readonly membershipRuleProcessingState: 'On' | 'Paused' | null;
  /** Null for a group without a rule that is in force. */
  readonly membershipRuleProcessingStatus: ProcessingStatus | null;
  readonly membershipGuard: Readonly<Record<string, number | null>> | null;
  readonly visibility: string | null;
  readonly classification: string | null;
  readonly preferredLanguage: string | null;
  readonly onPremisesSyncEnabled: boolean | null;
  readonly createdDateTime: string | null;
  readonly uniqueName: string | null;
}

/** What a page about one group reads. */
export const groupProperties = [
  ...['id', 'displayName', 'description', 'groupTypes', 'mailEnabled', 'securityEnabled', 'mail', 'mailNickname'],
  ...['isAssignableToRole', 'membershipRule', 'membershipRuleProcessingState', 'membershipRuleProcessingStatus'],
  ...['membershipGuard', 'visibility', 'classification', 'preferredLanguage', 'onPremisesSyncEnabled'],
  ...['createdDateTime', 'uniqueName'],
] as const;

/** What tells whether, and by what, members come and go. */
type Ruled = Partial<
  Pick<Group, 'groupTypes' | 'membershipRule' | 'membershipRuleProcessingState' | 'membershipRuleProcessingStatus'>
>;

/** Whether a rule decides who is a member, be it paused or not. */
export function isDynamic({ groupTypes }: Ruled): boolean {
  return groupTypes?.includes('DynamicMembership') === true;
}

/** Whether a rule is about users or about devices; what stands between quotes says nothing of it. */
export function ruleKind(rule: string | null | undefined): 'user' | 'device' {
  const bare = (rule ?? '').replaceAll(/"(?:`["`]|[^"])*"|'(?:''|[^'])*'/g, '');
  return /\bdevice\./i.test(bare) ? 'device' : 'user';
}

export type MembershipType = 'assigned' | 'dynamicUser' | 'dynamicDevice';

/** The membership type in Entra's words. */
export function membershipType(group: Ruled): MembershipType {
  if (!isDynamic(group)) return 'assigned';
  return ruleKind(group.membershipRule) === 'device' ? 'dynamicDevice' : 'dynamicUser';
}

export type GroupType = 'security' | 'microsoft365' | 'mailSecurity' | 'distribution';

/** What kind of group it is. */
export function groupType(group: Partial<Pick<Group, 'groupTypes' | 'mailEnabled' | 'securityEnabled'>>): GroupType {
  if (group.groupTypes?.includes('Unified') === true) return 'microsoft365';
  if (group.mailEnabled !== true) return 'security';
  return group.securityEnabled === true ? 'mailSecurity' : 'distribution';
}

/** How a group stands to its rule. */
export type Processing = 'none' | 'paused' | 'held' | 'failed' | 'running' | 'waiting' | 'done';

/** How a group stands to its rule; `none` for an assigned one. */
export function processingOf(group: Ruled): Processing {
  if (!isDynamic(group)) return 'none';
  const { membershipRuleProcessingState: state, membershipRuleProcessingStatus: status } = group;
  if (state === 'Paused') return 'paused';
  if (status === null || status === undefined) return 'done';
  if (status.isApprovalRequired) return 'held';
  return ({ NotStarted: 'waiting', Running: 'running', Succeeded: 'done', Failed: 'failed' } as const)[status.status];
}
