import { describe, expect, it } from 'vitest';
import {
  type AccessSettings,
  type Collaboration,
  directionOf,
  idsOf,
  isUnfinished,
  moved,
  settingOf,
} from './access-settings.ts';
import { accessPatch, accessValuesOf, consequencesOf } from './access-values.ts';

const id = '11111111-2222-4333-8444-555555555555';
const setting = (access: 'allowed' | 'blocked', people: string, apps: string): Collaboration => ({
  usersAndGroups: { accessType: access, targets: [{ target: people, targetType: 'user' }] },
  applications: { accessType: access, targets: [{ target: apps, targetType: 'application' }] },
});

describe('cross-tenant access', () => {
  it.each([
    ['default', null],
    ['all', setting('allowed', 'AllUsers', 'AllApplications')],
    ['none', setting('blocked', 'AllUsers', 'AllApplications')],
    ['chosen', setting('allowed', id, 'AllApplications')],
    ['chosen', setting('blocked', id, id)],
    ['chosen', setting('allowed', 'AllUsers', id)],
  ])('is shown as %s, and is the same when it is sent back', (mode, given) => {
    expect(directionOf(given).mode).toBe(mode);
    expect(settingOf(directionOf(given))).toEqual(given);
  });

  it('needs somebody where only some are meant', () => {
    const some = directionOf(setting('allowed', id, 'AllApplications'));
    expect([isUnfinished(some), isUnfinished({ ...some, peopleIds: [] })]).toEqual([false, true]);
    expect(isUnfinished({ ...some, mode: 'all', peopleIds: [] })).toBe(false);
  });

  it('takes ids as they are pasted, and nothing else', () => {
    expect(idsOf(`${id.toUpperCase()},\n ${id}`)).toEqual([id, id]);
    expect([idsOf(''), idsOf(`${id} ann@fabrikam.example`)]).toEqual([[], undefined]);
  });

  it('has an order whose entries move and stay within it', () => {
    expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
  });
});

describe('the form of cross-tenant access', () => {
  const settings: AccessSettings = {
    b2bCollaborationInbound: setting('allowed', 'AllUsers', 'AllApplications'),
    b2bCollaborationOutbound: null,
    inboundTrust: { isMfaAccepted: true, isCompliantDeviceAccepted: true } as { isMfaAccepted: boolean },
    invitationRedemptionIdentityProviderConfiguration: {
      primaryIdentityProviderPrecedenceOrder: ['externalFederation'],
      fallbackIdentityProvider: 'emailOneTimePasscode',
    },
  };
  const values = accessValuesOf(settings);

  it('sends what differs, and keeps what it does not show', () => {
    expect(accessPatch(settings, values)).toEqual({});
    expect(accessPatch(settings, { ...values, trust: 'no' })).toEqual({
      inboundTrust: { isMfaAccepted: false, isCompliantDeviceAccepted: true },
    });
    expect(accessPatch(settings, { ...values, trust: 'default' })).toEqual({ inboundTrust: null });
    expect(accessPatch(settings, { ...values, fallback: 'microsoftAccount' })).toEqual({
      invitationRedemptionIdentityProviderConfiguration: {
        primaryIdentityProviderPrecedenceOrder: ['externalFederation'],
        fallbackIdentityProvider: 'microsoftAccount',
      },
    });
    expect(accessPatch(settings, { ...values, consentsInbound: true })).toEqual({
      automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: false },
    });
  });

  it('knows what has to be named before it is saved', () => {
    const blocked = { ...values.inbound, mode: 'none' } as const;
    const narrowed = accessPatch(settings, { ...values, inbound: blocked, trust: 'no' });
    expect(consequencesOf(narrowed, settings)).toEqual({
      isInboundNarrowed: true,
      isOutboundNarrowed: false,
      isTrustLost: true,
    });
    const widened = accessPatch(settings, { ...values, outbound: values.inbound });
    expect(consequencesOf(widened, settings).isOutboundNarrowed).toBe(false);
  });
});
