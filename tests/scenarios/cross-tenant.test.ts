import {
  type Comer,
  createPartner,
  crossTenantDefault,
  deletePartner,
  getDefaultAccess,
  getPartner,
  inboundAccess,
  listPartners,
  outboundAccess,
  type Properties,
  resetDefaultAccess,
  updateDefaultAccess,
  updatePartner,
} from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from './builders.ts';
import { codeOf, refusal } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

const fabrikam = newObjectId();
const ann = newObjectId();
const payroll = newObjectId();

const setting = (accessType: string, user: string = 'AllUsers', application: string = 'AllApplications') => ({
  usersAndGroups: { accessType, targets: [{ target: user, targetType: 'user' }] },
  applications: { accessType, targets: [{ target: application, targetType: 'application' }] },
});
const change = (patch: Properties) => updateDefaultAccess(test.directory, administrator, patch);
const create = (tenantId: string, properties: Properties = {}) =>
  createPartner(test.directory, administrator, tenantId, properties);
const update = (patch: Properties) => updatePartner(test.directory, administrator, fabrikam, patch);
const inbound = (more: Partial<Comer> = {}) =>
  test.directory.store.read((session) =>
    inboundAccess(session, { tenantId: fabrikam, userId: ann, appId: null, ...more }),
  );

describe('the settings for all other directories', () => {
  it('are those of the service until somebody changes them, and again after a reset', async () => {
    const read = () => getDefaultAccess(test.directory, administrator);
    expect(await read()).toEqual({ access: crossTenantDefault, isServiceDefault: true });
    await change({ inboundTrust: { isMfaAccepted: true } });
    const { access, isServiceDefault } = await read();
    expect([access.inboundTrust.isMfaAccepted, access.inboundTrust.isCompliantDeviceAccepted]).toEqual([true, false]);
    expect(isServiceDefault).toBe(false);
    await resetDefaultAccess(test.directory, administrator);
    expect(await read()).toEqual({ access: crossTenantDefault, isServiceDefault: true });
  });

  const order = (steps: unknown, fallback: unknown = 'defaultConfiguredIdp') => ({
    invitationRedemptionIdentityProviderConfiguration: {
      primaryIdentityProviderPrecedenceOrder: steps,
      fallbackIdentityProvider: fallback,
    },
  });
  it.each([
    ['no step', order([])],
    ['a step twice', order(['externalFederation', 'externalFederation'])],
    ['an unknown step', order(['magic'])],
    ['a fallback among the steps', order(['emailOneTimePasscode'])],
    ['an unknown fallback', order(['externalFederation'], 'nobody')],
    ['half a setting', { b2bCollaborationInbound: { usersAndGroups: setting('allowed').usersAndGroups } }],
    [
      'no targets',
      { b2bCollaborationInbound: { ...setting('allowed'), usersAndGroups: { accessType: 'allowed', targets: [] } } },
    ],
    ['an unknown target', { b2bCollaborationInbound: setting('allowed', 'ann') }],
    [
      'people kept out of some applications only',
      { b2bCollaborationInbound: { ...setting('blocked'), applications: setting('allowed').applications } },
    ],
    ['trust in everybody', { automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: true } }],
    ['a trust that is no flag', { inboundTrust: { isMfaAccepted: 'yes' } }],
    ['an unknown setting', { tenantRestrictions: {} }],
  ])('refuse %s', async (_name, patch) => {
    expect(await refusal(test, () => change(patch as Properties))).toBe('PROPERTY_INVALID');
  });
});

describe('the settings for one directory', () => {
  it('are made, changed and removed', async () => {
    await create(fabrikam.toUpperCase(), { inboundTrust: { isMfaAccepted: true } });
    expect(await codeOf(create(fabrikam))).toBe('PARTNER_EXISTS');
    expect(await codeOf(create('fabrikam'))).toBe('PROPERTY_INVALID');
    const organization = await test.directory.store.read((session) => session.settings.organization());
    expect(await codeOf(create(organization!.id))).toBe('PROPERTY_INVALID');
    await update({ automaticUserConsentSettings: { inboundAllowed: true } });
    expect(await getPartner(test.directory, administrator, fabrikam)).toMatchObject({
      tenantId: fabrikam,
      inboundTrust: { isMfaAccepted: true },
      automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: null },
      b2bCollaborationInbound: null,
    });
    expect(await listPartners(test.directory, administrator)).toHaveLength(1);
    for (const unknown of [newObjectId(), "x' or true --"]) {
      expect(await codeOf(getPartner(test.directory, administrator, unknown))).toBe('RESOURCE_NOT_FOUND');
      expect(await codeOf(deletePartner(test.directory, administrator, unknown))).toBe('RESOURCE_NOT_FOUND');
      expect(await codeOf(updatePartner(test.directory, administrator, unknown, {}))).toBe('RESOURCE_NOT_FOUND');
    }
  });

  it('count before those for all, and fall back to them', async () => {
    expect(await inbound()).toEqual({ isAllowed: true, isConsentAutomatic: true, isMfaTrusted: true });
    expect(await inbound({ tenantId: newObjectId() })).toEqual({
      isAllowed: true,
      isConsentAutomatic: false,
      isMfaTrusted: false,
    });
    await change({ b2bCollaborationInbound: setting('blocked') });
    expect((await inbound()).isAllowed).toBe(false);
    expect((await inbound({ tenantId: null, userId: null })).isAllowed).toBe(false);
    await update({ b2bCollaborationInbound: setting('allowed') });
    expect((await inbound()).isAllowed).toBe(true);
    expect((await inbound({ tenantId: newObjectId() })).isAllowed).toBe(false);
    await update({ b2bCollaborationInbound: null, inboundTrust: null });
    expect(await inbound()).toMatchObject({ isAllowed: false, isMfaTrusted: false });
    await resetDefaultAccess(test.directory, administrator);
  });

  it('can let in or keep out single people and applications; who is not known yet is asked about later', async () => {
    await update({ b2bCollaborationInbound: setting('allowed', ann, payroll) });
    const allowed = async (userId: string | null, appId: string | null) =>
      (await inbound({ userId, appId } as Partial<Comer>)).isAllowed;
    expect([
      await allowed(ann, payroll),
      await allowed(ann, newObjectId()),
      await allowed(newObjectId(), payroll),
    ]).toEqual([true, false, false]);
    expect([await allowed(null, null), await allowed(ann.toUpperCase(), null)]).toEqual([true, true]);
    await update({ b2bCollaborationInbound: setting('blocked', ann, payroll) });
    expect([
      await allowed(ann, null),
      await allowed(newObjectId(), payroll),
      await allowed(newObjectId(), null),
    ]).toEqual([false, false, true]);
  });

  it('count for those who go out, too', async () => {
    const out = () =>
      test.directory.store.read((session) => outboundAccess(session, { tenantId: fabrikam, userId: ann, appId: null }));
    expect(await out()).toEqual({ isAllowed: true, isConsentAutomatic: false });
    await update({
      automaticUserConsentSettings: { outboundAllowed: true },
      b2bCollaborationOutbound: setting('blocked'),
    });
    expect(await out()).toEqual({ isAllowed: false, isConsentAutomatic: true });
    expect((await inbound()).isConsentAutomatic).toBe(false);
    await deletePartner(test.directory, administrator, fabrikam);
    expect(await out()).toEqual({ isAllowed: true, isConsentAutomatic: false });
  });

  it('are 500 at most', async () => {
    await test.query(`insert into cross_tenant_partners select gen_random_uuid(), '{}' from generate_series(1, 500)`);
    expect(await codeOf(create(newObjectId()))).toBe('TOO_MANY_PARTNERS');
  });
});
