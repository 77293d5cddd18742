import { type AccessSettings, type DirectionChoice, directionOf, settingOf } from './access-settings.ts';

/** Everything that the form of the access settings holds. */
export interface AccessValues {
  readonly inbound: DirectionChoice;
  readonly outbound: DirectionChoice;
  readonly trust: 'default' | 'yes' | 'no';
  readonly consentsInbound: boolean;
  readonly consentsOutbound: boolean;
  readonly order: readonly string[];
  readonly fallback: string;
}

/** What the form shows of settings. */
export function accessValuesOf(settings: AccessSettings): AccessValues {
  const { inboundTrust: trust, automaticUserConsentSettings: consent } = settings;
  const redemption = settings.invitationRedemptionIdentityProviderConfiguration;
  return {
    inbound: directionOf(settings.b2bCollaborationInbound),
    outbound: directionOf(settings.b2bCollaborationOutbound),
    trust: trust === null ? 'default' : trust.isMfaAccepted ? 'yes' : 'no',
    consentsInbound: consent?.inboundAllowed === true,
    consentsOutbound: consent?.outboundAllowed === true,
    order: redemption?.primaryIdentityProviderPrecedenceOrder ?? [],
    fallback: redemption?.fallbackIdentityProvider ?? '',
  };
}

/** The body that makes the settings be what the form shows: what differs from them, and nothing else. */
export function accessPatch(settings: AccessSettings, now: AccessValues): Partial<AccessSettings> {
  const before = accessValuesOf(settings);
  const isChanged = (...names: readonly (keyof AccessValues)[]) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  return {
    ...(isChanged('inbound') ? { b2bCollaborationInbound: settingOf(now.inbound) } : {}),
    ...(isChanged('outbound') ? { b2bCollaborationOutbound: settingOf(now.outbound) } : {}),
    ...(isChanged('trust') ? { inboundTrust: trustOf(settings, now.trust) } : {}),
    ...(isChanged('consentsInbound', 'consentsOutbound')
      ? { automaticUserConsentSettings: { inboundAllowed: now.consentsInbound, outboundAllowed: now.consentsOutbound } }
      : {}),
    ...(isChanged('order', 'fallback')
      ? {
          invitationRedemptionIdentityProviderConfiguration: {
            primaryIdentityProviderPrecedenceOrder: now.order,
            fallbackIdentityProvider: now.fallback,
          },
        }
      : {}),
  };
}

/** The kinds of trust that the form does not show stay. */
const trustOf = ({ inboundTrust }: AccessSettings, trust: AccessValues['trust']) =>
  trust === 'default' ? null : { ...inboundTrust, isMfaAccepted: trust === 'yes' };

/** Which consequences have to be named before it is saved. */
export function consequencesOf(patch: Partial<AccessSettings>, settings: AccessSettings) {
  const narrows = (name: 'b2bCollaborationInbound' | 'b2bCollaborationOutbound') => {
    const to = patch[name];
    return to !== undefined && to !== null && directionOf(to).mode !== 'all';
  };
  return {
    isInboundNarrowed: narrows('b2bCollaborationInbound'),
    isOutboundNarrowed: narrows('b2bCollaborationOutbound'),
    isTrustLost: settings.inboundTrust?.isMfaAccepted === true && patch.inboundTrust?.isMfaAccepted === false,
  };
}
