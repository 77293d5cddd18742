import type { ObjectId } from '@muster/kernel';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { StoredRoleSettings } from '../ports/privileged-access-store.ts';
import { type RoleRuleId, roleRuleIds } from './rule-ids.ts';

export interface ExpirationRule {
  readonly isExpirationRequired: boolean;
  /** ISO 8601; counts while an end is required. */
  readonly maximumDuration: string;
}

/** What has to come with a request. */
export const enablements = ['MultiFactorAuthentication', 'Justification', 'Ticketing'] as const;

export interface EnablementRule {
  readonly enabledRules: readonly (typeof enablements)[number][];
}

/** Who may decide: one user, or the direct members of a group. */
export interface Approver {
  readonly kind: 'user' | 'group';
  readonly id: ObjectId;
  readonly description: string | null;
}

export interface ApprovalRule {
  readonly isApprovalRequired: boolean;
  readonly isApproverJustificationRequired: boolean;
  /** Days after which a request that nobody decided is denied. */
  readonly timeOutInDays: number;
  /** Empty: whoever may assign roles. */
  readonly approvers: readonly Approver[];
}

export interface AuthenticationContextRule {
  readonly isEnabled: boolean;
  readonly claimValue: string;
}

export interface NotificationRule {
  readonly notificationType: 'Email';
  readonly recipientType: 'Admin' | 'Requestor' | 'Approver';
  readonly notificationLevel: 'None' | 'Critical' | 'All';
  readonly isDefaultRecipientsEnabled: boolean;
  readonly notificationRecipients: readonly string[];
}

export type RoleRules = { readonly [Id in RoleRuleId]: RuleOf<Id> };
type RuleOf<Id extends RoleRuleId> = Id extends `Expiration_${string}`
  ? ExpirationRule
  : Id extends `Enablement_${string}`
    ? EnablementRule
    : Id extends `Approval_${string}`
      ? ApprovalRule
      : Id extends `AuthenticationContext_${string}`
        ? AuthenticationContextRule
        : NotificationRule;

/** The rules of one role. */
export interface RoleSettings {
  readonly roleId: ObjectId;
  readonly rules: RoleRules;
  readonly modifiedAt: StoredRoleSettings['modifiedAt'] | null;
  readonly modifiedBy: StoredRoleSettings['modifiedBy'] | null;
}

/** As long as nobody has set anything. @see B2B and governance spec §2.5 */
export const defaultRoleRules: RoleRules = {
  Expiration_Admin_Eligibility: { isExpirationRequired: false, maximumDuration: 'P365D' },
  Enablement_Admin_Eligibility: { enabledRules: [] },
  Notification_Admin_Admin_Eligibility: notification('Admin'),
  Notification_Requestor_Admin_Eligibility: notification('Requestor'),
  Notification_Approver_Admin_Eligibility: notification('Approver'),
  Expiration_Admin_Assignment: { isExpirationRequired: false, maximumDuration: 'P180D' },
  Enablement_Admin_Assignment: { enabledRules: ['MultiFactorAuthentication', 'Justification'] },
  Notification_Admin_Admin_Assignment: notification('Admin'),
  Notification_Requestor_Admin_Assignment: notification('Requestor'),
  Notification_Approver_Admin_Assignment: notification('Approver'),
  Expiration_EndUser_Assignment: { isExpirationRequired: true, maximumDuration: 'PT8H' },
  Enablement_EndUser_Assignment: { enabledRules: ['MultiFactorAuthentication', 'Justification'] },
  Approval_EndUser_Assignment: {
    isApprovalRequired: false,
    isApproverJustificationRequired: true,
    timeOutInDays: 1,
    approvers: [],
  },
  AuthenticationContext_EndUser_Assignment: { isEnabled: false, claimValue: '' },
  Notification_Admin_EndUser_Assignment: notification('Admin'),
  Notification_Requestor_EndUser_Assignment: notification('Requestor'),
  Notification_Approver_EndUser_Assignment: notification('Approver'),
};

function notification(recipientType: NotificationRule['recipientType']): NotificationRule {
  return {
    notificationType: 'Email',
    recipientType,
    notificationLevel: 'All',
    isDefaultRecipientsEnabled: true,
    notificationRecipients: [],
  };
}

/** The settings of a role: what was set, over what holds at first. */
export function settingsOf(roleId: ObjectId, stored: StoredRoleSettings | undefined): RoleSettings {
  const own: Readonly<Record<string, PropertyValue>> = stored?.rules ?? {};
  const rules = Object.fromEntries(
    roleRuleIds.map((id) => [id, { ...defaultRoleRules[id], ...(own[id] as object | undefined) }]),
  );
  return {
    roleId,
    rules: rules as unknown as RoleRules,
    modifiedAt: stored?.modifiedAt ?? null,
    modifiedBy: stored?.modifiedBy ?? null,
  };
}

export async function readRoleSettings(session: ReadSession, roleId: ObjectId): Promise<RoleSettings> {
  const [stored] = await session.privilegedAccess.roleSettings(roleId);
  return settingsOf(roleId, stored);
}
