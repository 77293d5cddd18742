/** Whom a rule of a role binds: an administrator who makes eligible or active, or the person who activates. */
type Part = 'Admin_Eligibility' | 'Admin_Assignment' | 'EndUser_Assignment';

/** What a rule is about. */
export type RuleKind = 'expiration' | 'enablement' | 'approval' | 'authenticationContext' | 'notification';

/** The seventeen rules of a role, in the order in which clients know them. @see well-known-ids.json, pimRuleIds */
export const roleRuleIds = [
  'Expiration_Admin_Eligibility',
  'Enablement_Admin_Eligibility',
  'Notification_Admin_Admin_Eligibility',
  'Notification_Requestor_Admin_Eligibility',
  'Notification_Approver_Admin_Eligibility',
  'Expiration_Admin_Assignment',
  'Enablement_Admin_Assignment',
  'Notification_Admin_Admin_Assignment',
  'Notification_Requestor_Admin_Assignment',
  'Notification_Approver_Admin_Assignment',
  'Expiration_EndUser_Assignment',
  'Enablement_EndUser_Assignment',
  'Approval_EndUser_Assignment',
  'AuthenticationContext_EndUser_Assignment',
  'Notification_Admin_EndUser_Assignment',
  'Notification_Requestor_EndUser_Assignment',
  'Notification_Approver_EndUser_Assignment',
] as const satisfies readonly `${string}_${Part}`[];

export type RoleRuleId = (typeof roleRuleIds)[number];

/** The id as it is written in the list, found ignoring case. */
export function findRuleId(text: string): RoleRuleId | undefined {
  return roleRuleIds.find((id) => id.toLowerCase() === text.toLowerCase());
}

/** What the rule is about, by its id. */
export function kindOfRule(id: RoleRuleId): RuleKind {
  const beginning = id.slice(0, id.indexOf('_'));
  return `${beginning[0]!.toLowerCase()}${beginning.slice(1)}` as RuleKind;
}
