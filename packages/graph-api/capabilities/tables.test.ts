import { objectTypes, propertyTables } from '@muster/directory';
import { describe, expect, it } from 'vitest';
import { complexTypeNames } from '../wire/complex-types.ts';
import { capabilityOf, capabilityTables } from './capability-tables.ts';
import { defaultProperties } from './default-properties.ts';
import { foreignProperties, foreignPropertyName } from './foreign-properties.ts';
import { navigationName } from './navigations.ts';

describe.each(objectTypes)('the tables of %s', (type) => {
  const table = propertyTables[type];

  it('name properties and fields that exist', () => {
    const unknown = Object.keys(capabilityTables[type]).filter((key) => {
      const [property = '', field] = key.split('/');
      const fields = table[property]?.fields ?? {};
      return table[property] === undefined || (field !== undefined && field !== '*' && fields[field] === undefined);
    });
    expect(unknown).toEqual([]);
  });

  it.each(['v1.0', 'beta'] as const)('give default properties of %s that exist', (version) => {
    const names = defaultProperties(type, version);
    expect(names.filter((name) => table[name] === undefined)).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('id');
  });

  it('keep kept and foreign properties apart', () => {
    expect(Object.keys(foreignProperties[type]).filter((name) => table[name] !== undefined)).toEqual([]);
  });

  it('name the type of every complex property', () => {
    const complex = Object.keys(table).filter((name) => table[name]!.type === 'Complex');
    expect(complex.filter((name) => complexTypeNames[name] === undefined)).toEqual([]);
  });
});

it('the subsets of v1.0 are smaller, and beta-only properties stay out', () => {
  expect(defaultProperties('user', 'v1.0')).toHaveLength(11);
  expect(defaultProperties('user', 'beta')).toContain('department');
  expect(defaultProperties('group', 'v1.0')).not.toContain('membershipRuleProcessingStatus');
  expect(defaultProperties('group', 'beta')).toContain('membershipRuleProcessingStatus');
  expect(defaultProperties('device', 'v1.0')).not.toContain('extensionAttributes');
});

it('numbered fields share one entry, and fields fall back to their property', () => {
  expect(
    capabilityOf('user', ['onPremisesExtensionAttributes', 'extensionAttribute3'], false)?.filterAdvanced,
  ).toContain('eq');
  expect(capabilityOf('user', ['assignedLicenses', 'skuId'], false)?.filter).toContain('eq');
  expect(capabilityOf('user', ['showInAddressList'], false)).toBeUndefined();
});

it('names are found in any case', () => {
  expect(foreignPropertyName('user', 'SIGNINACTIVITY')).toBe('signInActivity');
  expect(navigationName('group', 'MEMBERS')).toBe('members');
  expect(navigationName('application', 'members')).toBeUndefined();
});
