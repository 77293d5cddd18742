import type { ObjectId } from '@muster/kernel';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { Governed, StoredAccessSettings } from '../ports/privileged-access-store.ts';
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
  /** Empty: whoever may assign roles; of a group its owners and whoever may give access to it. */
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

/** The rules of one role, or of one access to a group. */
export interface AccessSettings {
  readonly governed: Governed;
  readonly rules: RoleRules;
  readonly modifiedAt: StoredAccessSettings['modifiedAt'] | null;
  readonly modifiedBy: StoredAccessSettings['modifiedBy'] | null;
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

/** The settings: what was set, over what holds at first. */
export function settingsOf(governed: Governed, stored: StoredAccessSettings | undefined): AccessSettings {
  const own: Readonly<Record<string, PropertyValue>> = stored?.rules ?? {};
  const rules = Object.fromEntries(
    roleRuleIds.map((id) => [id, { ...defaultRoleRules[id], ...(own[id] as object | undefined) }]),
  );
  return {
    governed,
    rules: rules as unknown as RoleRules,
    modifiedAt: stored?.modifiedAt ?? null,
    modifiedBy: stored?.modifiedBy ?? null,
  };
}

/** A text that differs for everything that has settings of its own. */
export const settingsKey = (governed: Governed) =>
  governed.type === 'role' ? governed.id : `${governed.id} ${governed.scope}`;

/** What was set of it; undefined when nothing was. */
export async function storedSettings(
  session: ReadSession,
  governed: Governed,
): Promise<StoredAccessSettings | undefined> {
  const found = await session.privilegedAccess.accessSettings(governed.type, [governed.id]);
  return found.find((each) => settingsKey(each.governed) === settingsKey(governed));
}

export async function readSettings(session: ReadSession, governed: Governed): Promise<AccessSettings> {
  return settingsOf(governed, await storedSettings(session, governed));
}
