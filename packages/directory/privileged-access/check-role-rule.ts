import { directoryErrors } from '../errors.ts';
import { isMailAddress } from '../mail/enqueue-mail.ts';
import type { ApprovalRule, RoleRules } from './access-settings.ts';
import { kindOfRule, type RoleRuleId } from './rule-ids.ts';
import { readDuration } from './schedule-times.ts';

const mostApprovers = 50;
const mostRecipients = 50;
const longestTimeOut = 30;
const contextForm = /^c([1-9]|[1-9]\d)$/;

const invalid = (property: string, reason: string) => directoryErrors.PROPERTY_INVALID({ property, reason });

/** @throws AppError PROPERTY_INVALID for values that a rule of this kind cannot have */
export function checkRoleRule(id: RoleRuleId, rule: object): void {
  const kind = kindOfRule(id);
  if (kind === 'expiration') checkExpiration(rule as RoleRules['Expiration_Admin_Assignment']);
  if (kind === 'authenticationContext') checkContext(rule as RoleRules['AuthenticationContext_EndUser_Assignment']);
  if (kind === 'approval') checkApproval(rule as ApprovalRule);
  if (kind === 'notification') checkNotification(rule as RoleRules['Notification_Admin_Admin_Assignment']);
}

function checkExpiration({ maximumDuration }: RoleRules['Expiration_Admin_Assignment']): void {
  if (readDuration(maximumDuration) !== undefined) return;
  throw invalid('maximumDuration', 'an ISO 8601 duration such as PT8H or P180D is expected');
}

function checkContext({ isEnabled, claimValue }: RoleRules['AuthenticationContext_EndUser_Assignment']): void {
  if (isEnabled && !contextForm.test(claimValue)) throw invalid('claimValue', 'c1 to c99 is expected');
}

function checkApproval({ approvers, timeOutInDays }: ApprovalRule): void {
  if (approvers.length > mostApprovers) throw invalid('primaryApprovers', `there are more than ${mostApprovers}`);
  if (timeOutInDays >= 1 && timeOutInDays <= longestTimeOut) return;
  throw invalid('approvalStageTimeOutInDays', `1 to ${longestTimeOut} is expected`);
}

function checkNotification({ notificationRecipients }: RoleRules['Notification_Admin_Admin_Assignment']): void {
  if (notificationRecipients.every(isMailAddress) && notificationRecipients.length <= mostRecipients) return;
  throw invalid('notificationRecipients', `up to ${mostRecipients} mail addresses are expected`);
}
