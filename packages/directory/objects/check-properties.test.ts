import { describe, expect, it } from 'vitest';
import { checkExtensionCount, checkProperties, requireProperties } from './check-properties.ts';
import type { ObjectType } from './property-definition.ts';

const extension = `extension_${'a'.repeat(32)}_x`;

describe('checkProperties', () => {
  it.each<[ObjectType, string, unknown, unknown]>([
    ['user', 'department', '', null],
    ['user', 'department', 'x'.repeat(64), 'x'.repeat(64)],
    ['user', 'userType', 'guest', 'Guest'],
    ['user', 'businessPhones', [], []],
    ['user', 'onPremisesExtensionAttributes', { extensionAttribute1: '' }, { extensionAttribute1: null }],
    ['user', extension, '', null],
    ['group', 'groupTypes', ['dynamicmembership'], ['DynamicMembership']],
    ['group', 'membershipRuleProcessingState', 'paused', 'Paused'],
  ])('%s %s: %j is kept as %j', (type, name, value, kept) => {
    expect(checkProperties(type, { [name]: value as never })).toEqual({ [name]: kept });
  });

  it.each<[ObjectType, string, unknown, string]>([
    ['user', 'departmnt', 'x', 'PROPERTY_INVALID'],
    ['user', 'department', 'x'.repeat(65), 'PROPERTY_INVALID'],
    ['user', 'department', 'a\0b', 'PROPERTY_INVALID'],
    ['user', 'displayName', '', 'PROPERTY_REQUIRED'],
    ['user', 'userType', 'Robot', 'PROPERTY_INVALID'],
    ['user', 'businessPhones', '1', 'PROPERTY_INVALID'],
    ['user', 'businessPhones', null, 'PROPERTY_REQUIRED'],
    ['user', 'onPremisesExtensionAttributes', 'x', 'PROPERTY_INVALID'],
    ['user', 'onPremisesExtensionAttributes', { extensionAttribute1: 'x'.repeat(1025) }, 'PROPERTY_INVALID'],
    ['user', extension, 'x'.repeat(257), 'PROPERTY_INVALID'],
    ['group', 'groupTypes', ['Dynamic'], 'PROPERTY_INVALID'],
  ])('%s %s: %j is refused', (type, name, value, code) => {
    const check = () => checkProperties(type, { [name]: value as never });
    expect(check).toThrow(expect.objectContaining({ code }));
  });
});

describe('requireProperties', () => {
  it('asks for what a new object must have', () => {
    const group = { displayName: 'x', mailEnabled: false, mailNickname: 'x', securityEnabled: true };
    expect(() => requireProperties('group', group)).not.toThrow();
    for (const name of Object.keys(group)) {
      const without = { ...group, [name]: null };
      expect(() => requireProperties('group', without)).toThrow(expect.objectContaining({ code: 'PROPERTY_REQUIRED' }));
    }
  });
});

describe('checkExtensionCount', () => {
  const values = (count: number, value: string | null = 'x') =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`${extension}${i}`, value]));
  it('allows 100 values; what is cleared does not count', () => {
    expect(() => checkExtensionCount(values(100))).not.toThrow();
    expect(() => checkExtensionCount(values(101, null))).not.toThrow();
    expect(() => checkExtensionCount(values(101))).toThrow(
      expect.objectContaining({ code: 'TOO_MANY_EXTENSION_VALUES' }),
    );
  });
});
