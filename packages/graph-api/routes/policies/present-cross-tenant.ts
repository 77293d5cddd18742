import type { CollaborationSetting, DefaultAccess, Partner } from '@muster/directory';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from '../organization/record-answers.ts';

const nobody: CollaborationSetting = {
  usersAndGroups: { accessType: 'blocked', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: { accessType: 'blocked', targets: [{ target: 'AllApplications', targetType: 'application' }] },
};

/** @see Graph schema v1.0, type crossTenantAccessPolicy */
export const policyType: RecordType = {
  name: 'crossTenantAccessPolicy',
  empty: { id: 'crossTenantAccessPolicy', displayName: 'CrossTenantAccessPolicy', allowedCloudEndpoints: [] },
};

/** What this directory does not do stands there as switched off, and cannot be written. */
const withoutEffect = {
  appServiceConnectInbound: null,
  b2bDirectConnectInbound: nobody as unknown as JsonMembers,
  b2bDirectConnectOutbound: nobody as unknown as JsonMembers,
  m365CollaborationInbound: null,
  m365CollaborationOutbound: null,
  tenantRestrictions: null,
};

/** @see Graph schema v1.0, type crossTenantAccessPolicyConfigurationDefault */
export const defaultType: RecordType = {
  name: 'crossTenantAccessPolicyConfigurationDefault',
  empty: {
    id: 'default',
    ...withoutEffect,
    automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: false },
    b2bCollaborationInbound: null,
    b2bCollaborationOutbound: null,
    inboundTrust: null,
    invitationRedemptionIdentityProviderConfiguration: null,
    isServiceDefault: true,
  },
};

/** @see Graph schema v1.0, type crossTenantAccessPolicyConfigurationPartner */
export const partnerType: RecordType = {
  name: 'crossTenantAccessPolicyConfigurationPartner',
  empty: {
    tenantId: null,
    ...withoutEffect,
    b2bDirectConnectInbound: null,
    b2bDirectConnectOutbound: null,
    automaticUserConsentSettings: null,
    b2bCollaborationInbound: null,
    b2bCollaborationOutbound: null,
    inboundTrust: null,
    isInMultiTenantOrganization: false,
    isServiceProvider: false,
  },
};

/** The names that a body may hold; every other name of the types is read-only. */
export const writableNames: readonly string[] = [
  'automaticUserConsentSettings',
  'b2bCollaborationInbound',
  'b2bCollaborationOutbound',
  'inboundTrust',
  'invitationRedemptionIdentityProviderConfiguration',
];

export function presentDefault(access: DefaultAccess, isServiceDefault: boolean): JsonMembers {
  return { ...(access as unknown as JsonMembers), isServiceDefault };
}

export function presentPartner(partner: Partner): JsonMembers {
  return { ...(partner as unknown as JsonMembers) };
}
