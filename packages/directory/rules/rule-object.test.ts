import { type Instant, parseInstant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import type { Device, Properties, PropertyValue, User } from '../objects/directory-object.ts';
import {
  changedProperties,
  extensionText,
  ruleNamesTouchedBy,
  sameValue,
  toRuleObject,
  toRuleValues,
} from './rule-object.ts';

const user = (properties: Properties, managerId: string | null = null) =>
  ({ type: 'user', id: 'u', number: 1, version: 1, deletedAt: null, managerId, properties }) as unknown as User;
const extension = `extension_${'a'.repeat(32)}_X`;
const none = new Set<string>();

describe('what rules see', () => {
  it.each<[string, Properties, PropertyValue]>([
    ['department', { department: 'Sales' }, 'Sales'],
    ['department', {}, null],
    ['telephoneNumber', { businessPhones: ['1', '2'] }, '1'],
    ['telephoneNumber', { businessPhones: [] }, null],
    ['sipProxyAddress', { sipProxyAddress: 'a', imAddresses: ['b'] }, 'a'],
    ['sipProxyAddress', { imAddresses: ['b'] }, 'b'],
    ['extensionAttribute1', { onPremisesExtensionAttributes: { extensionAttribute1: 'x' } }, 'x'],
    ['extensionAttribute2', { onPremisesExtensionAttributes: { extensionAttribute1: 'x' } }, null],
    [extension.toLowerCase(), { [extension]: 42 }, '42'],
  ])('%s of %j', (name, properties, value) => {
    const view = { dateExtensions: none, dialect: 'entra' } as const;
    expect(toRuleObject(user(properties), [], view).values[name]).toEqual(value);
    expect(toRuleValues(user(properties), [name], view)).toEqual({ [name]: value });
  });

  it('is the object itself, and nothing where the language has no such property', () => {
    const view = { dateExtensions: none, dialect: 'entra' } as const;
    const names = ['objectId', 'managerId', 'employeeLeaveDateTime', extension.toLowerCase()];
    expect(Object.values(toRuleValues(user({ employeeLeaveDateTime: 5 }, 'm'), names, view))).toEqual([
      'u',
      'm',
      null,
      null,
    ]);
  });

  it('is a device’s own extension attributes', () => {
    const device = {
      ...user({ extensionAttributes: { extensionAttribute1: 'x' } }),
      type: 'device',
    } as unknown as Device;
    expect(toRuleObject(device, [], { dateExtensions: none, dialect: 'entra' }).values.extensionAttribute1).toBe('x');
  });

  it.each<[PropertyValue, boolean, string | null]>([
    ['x', false, 'x'],
    [true, false, 'true'],
    [7, false, '7'],
    [parseInstant('2026-01-31T08:00:00Z') as Instant, true, '2026-01-31T08:00:00Z'],
    [['a'], false, null],
    [null, true, null],
  ])('of the extension value %j, a date: %s', (value, isInstant, text) => {
    expect(extensionText(value, isInstant)).toBe(text);
  });
});

describe('what a changed property can change in rules', () => {
  it.each<['user' | 'device', string, string[]]>([
    ['user', 'department', ['department']],
    ['user', 'businessPhones', ['telephoneNumber']],
    ['user', 'imAddresses', ['sipProxyAddress']],
    ['user', 'sipProxyAddress', ['sipProxyAddress']],
    ['user', 'managerId', ['managerId']],
    ['user', extension, [extension.toLowerCase()]],
    ['user', 'securityIdentifier', []],
    ['device', 'operatingSystem', ['deviceOSType']],
  ])('%s %s', (type, property, names) => {
    expect(ruleNamesTouchedBy(type, property)).toEqual(names);
  });

  it('is every one of the fifteen attributes', () => {
    expect(ruleNamesTouchedBy('user', 'onPremisesExtensionAttributes')).toHaveLength(15);
    expect(ruleNamesTouchedBy('device', 'extensionAttributes')).toHaveLength(15);
  });
});

describe('changedProperties', () => {
  it('names what differs, the manager included', () => {
    const before = user({ city: 'Bern', department: 'HR', otherMails: ['a'] });
    const after = user({ city: 'Bern', department: null, otherMails: ['a'], jobTitle: null }, 'm');
    expect(changedProperties(before, after)).toEqual(['department', 'managerId']);
  });

  it.each<[PropertyValue, PropertyValue, boolean]>([
    [['a', 'b'], ['a', 'b'], true],
    [['a', 'b'], ['b', 'a'], false],
    [{ a: 1, b: null }, { a: 1 }, true],
    [{ a: 1 }, { a: 2 }, false],
    [[], {}, false],
    [null, {}, false],
  ])('%j and %j are the same: %s', (a, b, same) => {
    expect(sameValue(a, b)).toBe(same);
    expect(sameValue(b, a)).toBe(same);
  });
});
