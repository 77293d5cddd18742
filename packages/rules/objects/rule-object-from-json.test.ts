import { describe, expect, it } from 'vitest';
import { extendProperties, ruleObjectFromJson, ruleProperties } from '../index.ts';

const id = 'AAAAAAAA-0000-1111-2222-BBBBBBBBBBBB';

describe('objects from JSON', () => {
  it('reads a user under Graph names', () => {
    const user = {
      '@odata.type': '#microsoft.graph.user',
      id,
      accountEnabled: false,
      onPremisesSyncEnabled: true,
      employeeHireDate: '2026-01-01T00:00:00Z',
      mailNickname: 'ann',
      mobilePhone: '+1',
      faxNumber: '+2',
      officeLocation: 'HQ',
      businessPhones: ['+3', '+4'],
      imAddresses: ['sip:ann@contoso.com'],
      onPremisesExtensionAttributes: { extensionAttribute1: 'one', extensionAttribute2: null },
      extension_c272a57b722d4eb29bfe327874ae79cb_Level: 5,
      extension_c272a57b722d4eb29bfe327874ae79cb_Lead: true,
      manager: { id },
      memberOf: [{ id }, { id: 'x' }],
      otherMails: ['a@x.com'],
      assignedPlans: [{ servicePlanId: '1', service: 'SCO', capabilityStatus: 'Enabled', assignedDateTime: 'x' }],
      createdDateTime: '2026-01-01T00:00:00Z',
    };
    expect(ruleObjectFromJson(user)).toMatchObject({
      type: 'user',
      values: {
        objectId: id.toLowerCase(),
        accountEnabled: false,
        dirSyncEnabled: true,
        employeeHireDate: Date.parse('2026-01-01T00:00:00Z'),
        mailNickName: 'ann',
        mobile: '+1',
        facsimileTelephoneNumber: '+2',
        physicalDeliveryOfficeName: 'HQ',
        telephoneNumber: '+3',
        sipProxyAddress: 'sip:ann@contoso.com',
        extensionAttribute1: 'one',
        extensionAttribute2: null,
        extension_c272a57b722d4eb29bfe327874ae79cb_level: '5',
        extension_c272a57b722d4eb29bfe327874ae79cb_lead: 'true',
        managerId: id.toLowerCase(),
        memberOf: [id.toLowerCase(), 'x'],
        otherMails: ['a@x.com'],
        assignedPlans: [{ servicePlanId: '1', service: 'SCO', capabilityStatus: 'Enabled' }],
      },
    });
  });

  it('reads a device under Graph names', () => {
    const device = {
      type: 'Device',
      id,
      operatingSystem: 'Windows',
      operatingSystemVersion: '10.0.1',
      trustType: 'AzureAD',
      physicalIds: ['[ZTDId]:1'],
      extensionAttributes: { extensionAttribute15: 'x' },
    };
    expect(ruleObjectFromJson(device)).toEqual({
      type: 'device',
      values: {
        objectId: id.toLowerCase(),
        deviceOSType: 'Windows',
        deviceOSVersion: '10.0.1',
        deviceTrustType: 'AzureAD',
        devicePhysicalIds: ['[ZTDId]:1'],
        extensionAttribute15: 'x',
      },
    });
  });

  it('prefers a rule name that has a value', () => {
    const both = { type: 'user', mobile: '1', mobilePhone: '2', sipProxyAddress: null, imAddresses: ['sip'] };
    expect(ruleObjectFromJson(both)).toMatchObject({ values: { mobile: '1', sipProxyAddress: 'sip' } });
  });

  it('reads names that a deployment added', () => {
    const properties = extendProperties(ruleProperties, { user: [{ name: 'employeeType' }] });
    expect(ruleObjectFromJson({ type: 'user', employeeType: 'x' }, { properties })).toMatchObject({
      values: { employeeType: 'x' },
    });
  });

  it.each([
    [null, 'the object must be a JSON object'],
    [[], 'the object must be a JSON object'],
    [{}, '`type` must be user or device'],
    [{ type: 'group' }, '`type` must be user or device'],
    [{ type: 'user', department: 5 }, '`department` must be a text or null'],
    [{ type: 'user', accountEnabled: 'true' }, '`accountEnabled` must be true or false or null'],
    [{ type: 'user', employeeHireDate: '2026-02-30' }, '`employeeHireDate` must be an ISO 8601 date or time or null'],
    [{ type: 'user', otherMails: 'a' }, '`otherMails` must be a list of texts or null'],
    [{ type: 'user', assignedPlans: [{ service: 5 }] }, '`assignedPlans` must be a list of plans or null'],
    [{ type: 'user', memberOf: [5] }, '`memberOf` must be a list of group ids or null'],
    [{ type: 'user', managerId: 5 }, '`managerId` must be a text or null'],
  ])('%j: %s', (json, expected) => {
    expect(ruleObjectFromJson(json)).toEqual({ problems: [expected] });
  });
});
