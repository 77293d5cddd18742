import type { PropertyValue } from '../objects/directory-object.ts';
import type { SettingsReader } from '../ports/settings-store.ts';

/** Who may invite guests. */
export const invitationRights = [
  'none',
  'adminsAndGuestInviters',
  'adminsGuestInvitersAndAllMembers',
  'everyone',
] as const;

/** The level of guests, by the template id that Microsoft Entra ID gives it. */
export const guestRoleIds = {
  member: 'a0b1b346-4d3e-4e8b-98f8-753987be4970',
  guest: '10dae51f-b6af-4016-8d66-8c2a99b929b3',
  restrictedGuest: '2af84b1e-32c8-42b7-82bc-daa82404023b',
} as const;

/** What people may do without a role. Every change counts from the next request on. @see Graph surface spec §12.5 */
export interface AuthorizationPolicy {
  readonly allowInvitesFrom: (typeof invitationRights)[number];
  readonly guestUserRoleId: string;
  readonly allowedToSignUpEmailBasedSubscriptions: boolean;
  readonly allowedToUseSSPR: boolean;
  readonly allowEmailVerifiedUsersToJoinOrganization: boolean;
  readonly allowUserConsentForRiskyApps: boolean;
  readonly blockMsolPowerShell: boolean;
  readonly defaultUserRolePermissions: {
    readonly allowedToCreateApps: boolean;
    readonly allowedToCreateSecurityGroups: boolean;
    readonly allowedToCreateTenants: boolean;
    readonly allowedToReadBitlockerKeysForOwnedDevice: boolean;
    readonly allowedToReadOtherUsers: boolean;
    readonly permissionGrantPoliciesAssigned: readonly string[];
  };
}

/** The policy of a directory in which nobody has set anything. */
export const defaultAuthorizationPolicy: AuthorizationPolicy = {
  allowInvitesFrom: 'everyone',
  guestUserRoleId: guestRoleIds.guest,
  allowedToSignUpEmailBasedSubscriptions: true,
  allowedToUseSSPR: true,
  allowEmailVerifiedUsersToJoinOrganization: false,
  allowUserConsentForRiskyApps: false,
  blockMsolPowerShell: false,
  defaultUserRolePermissions: {
    allowedToCreateApps: true,
    allowedToCreateSecurityGroups: true,
    allowedToCreateTenants: true,
    allowedToReadBitlockerKeysForOwnedDevice: true,
    allowedToReadOtherUsers: true,
    permissionGrantPoliciesAssigned: ['ManagePermissionGrantsForSelf.microsoft-user-default-recommended'],
  },
};

/** Name of the document in which the policy is kept. */
export const authorizationPolicyDocument = 'authorization-policy';

/** The policy as stored; what nobody has set is as in the beginning. */
export async function readAuthorizationPolicy(settings: SettingsReader): Promise<AuthorizationPolicy> {
  const stored = ((await settings.document(authorizationPolicyDocument)) ?? {}) as Partial<AuthorizationPolicy>;
  const { defaultUserRolePermissions: own = {}, ...rest } = stored;
  const permissions = { ...defaultAuthorizationPolicy.defaultUserRolePermissions, ...own };
  return { ...defaultAuthorizationPolicy, ...rest, defaultUserRolePermissions: permissions };
}

/** The policy as a document. */
export function policyDocument(policy: AuthorizationPolicy): PropertyValue {
  return policy as unknown as PropertyValue;
}
