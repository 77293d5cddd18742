import type { PropertyValue } from '../objects/directory-object.ts';

/** Whom or what a setting is about, as Graph writes it. */
export interface AccessTargets {
  readonly accessType: 'allowed' | 'blocked';
  readonly targets: readonly { readonly target: string; readonly targetType: 'user' | 'group' | 'application' }[];
}

/** Graph's `crossTenantAccessPolicyB2BSetting`. */
export interface CollaborationSetting {
  readonly usersAndGroups: AccessTargets;
  readonly applications: AccessTargets;
}

export const redemptionSteps = ['azureActiveDirectory', 'externalFederation', 'socialIdentityProviders'] as const;
export type RedemptionStep = (typeof redemptionSteps)[number];
export const redemptionFallbacks = ['defaultConfiguredIdp', 'emailOneTimePasscode', 'microsoftAccount'] as const;

export interface RedemptionOrder {
  readonly primaryIdentityProviderPrecedenceOrder: readonly RedemptionStep[];
  readonly fallbackIdentityProvider: (typeof redemptionFallbacks)[number];
}

/** What counts for other directories unless a partner's own settings say otherwise. */
export interface DefaultAccess {
  readonly b2bCollaborationInbound: CollaborationSetting;
  readonly b2bCollaborationOutbound: CollaborationSetting;
  readonly inboundTrust: { readonly [kind: string]: boolean };
  readonly invitationRedemptionIdentityProviderConfiguration: RedemptionOrder;
}

/** The settings for one other directory; null falls back to the default. */
export interface PartnerAccess {
  readonly b2bCollaborationInbound: CollaborationSetting | null;
  readonly b2bCollaborationOutbound: CollaborationSetting | null;
  readonly inboundTrust: { readonly [kind: string]: boolean } | null;
  readonly automaticUserConsentSettings: {
    readonly inboundAllowed: boolean | null;
    readonly outboundAllowed: boolean | null;
  };
}

export interface Partner extends PartnerAccess {
  readonly tenantId: string;
}

const everybody: CollaborationSetting = {
  usersAndGroups: { accessType: 'allowed', targets: [{ target: 'AllUsers', targetType: 'user' }] },
  applications: { accessType: 'allowed', targets: [{ target: 'AllApplications', targetType: 'application' }] },
};

/** What the settings are as long as nobody has changed them. @see Graph, "crossTenantAccessPolicyConfigurationDefault" */
export const crossTenantDefault: DefaultAccess = {
  b2bCollaborationInbound: everybody,
  b2bCollaborationOutbound: everybody,
  inboundTrust: { isMfaAccepted: false, isCompliantDeviceAccepted: false, isHybridAzureADJoinedDeviceAccepted: false },
  invitationRedemptionIdentityProviderConfiguration: {
    primaryIdentityProviderPrecedenceOrder: redemptionSteps,
    fallbackIdentityProvider: 'defaultConfiguredIdp',
  },
};

/** A partner about whom nothing is set yet. */
export const emptyPartner: PartnerAccess = {
  b2bCollaborationInbound: null,
  b2bCollaborationOutbound: null,
  inboundTrust: null,
  automaticUserConsentSettings: { inboundAllowed: null, outboundAllowed: null },
};

/** As values that are stored and logged. */
export function storedSettings(settings: object): Readonly<Record<string, PropertyValue>> {
  return settings as Readonly<Record<string, PropertyValue>>;
}
