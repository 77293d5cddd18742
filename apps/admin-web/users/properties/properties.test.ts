import { describe, expect, it } from 'vitest';
import { changedValues, valuesOf } from '../../forms/form-field.ts';
import { countries } from './countries.ts';
import { flatValues, nestedValues } from './flat-values.ts';
import { editedProperties } from './property-names.ts';
import { extensionSections, propertySections } from './property-sections.ts';
import { propertyTexts } from './property-texts.ts';

const { en, de } = propertyTexts;

describe('properties of a user', () => {
  it('have a name in every language', () => {
    const names = Object.keys(editedProperties) as (keyof typeof editedProperties)[];
    for (const texts of [en, de]) {
      const fields = propertySections(names, texts, 'en', false).flatMap((section) => section.fields);
      expect(fields.filter(({ label }) => label === undefined).map(({ name }) => name)).toEqual([]);
      const words = fields.flatMap(({ choices = [] }) => choices);
      expect(words.filter(({ label }) => label === undefined)).toEqual([]);
    }
  });

  it('are sent in parts when parts were changed', () => {
    const user = {
      city: 'Ulm',
      employeeOrgData: { costCenter: '12', division: null },
      onPremisesExtensionAttributes: { extensionAttribute1: 'a', extensionAttribute2: null },
    };
    const sections = propertySections(['job', 'contact', 'onPremises'], en, 'en', false);
    const fields = sections.flatMap((section) => section.fields);
    const before = valuesOf(fields, flatValues(user));
    const now = {
      ...before,
      'onPremisesExtensionAttributes.extensionAttribute1': '',
      'onPremisesExtensionAttributes.extensionAttribute2': 'b',
      'employeeOrgData.division': 'North',
    };
    expect(nestedValues(changedValues(fields, before, now))).toEqual({
      employeeOrgData: { division: 'North' },
      onPremisesExtensionAttributes: { extensionAttribute1: null, extensionAttribute2: 'b' },
    });
  });

  it('can only be read where another directory decides them', () => {
    const [section] = propertySections(['job'], en, 'en', true);
    const readOnly = section!.fields.filter(({ isReadOnly }) => isReadOnly).map(({ name }) => name);
    expect(readOnly).toContain('department');
    expect(readOnly).not.toContain('employeeHireDate');
  });

  it('of applications go by their own names', () => {
    const name = 'extension_0123456789abcdef0123456789abcdef_cost_center';
    const [section] = extensionSections([{ name, dataType: 'Integer', appDisplayName: 'Payroll' }], en);
    expect(section!.fields).toEqual([{ name, label: 'cost_center', kind: 'number', hint: 'Of Payroll' }]);
    expect(extensionSections([], en)).toEqual([]);
  });

  it('offer countries in the language of the page, without those that are no more', () => {
    const german = countries('de');
    expect(german.find(({ value }) => value === 'AT')).toEqual({ value: 'AT', label: 'Österreich' });
    expect(german.filter(({ value }) => ['DD', 'EU', 'UK', 'ZZ'].includes(value))).toEqual([]);
    expect(german.length).toBeGreaterThan(240);
  });
});
