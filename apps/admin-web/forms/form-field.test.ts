import { describe, expect, it } from 'vitest';
import {
  apiValueOf,
  changedValues,
  type FormField,
  faultOf,
  refusedField,
  shownFields,
  valuesOf,
} from './form-field.ts';

const field = (name: string, kind: FormField['kind'], more: Partial<FormField> = {}): FormField => ({
  name,
  label: name,
  kind,
  ...more,
});
const fields = [
  field('displayName', 'text', { isRequired: true }),
  field('otherMails', 'lines'),
  field('accountEnabled', 'flag'),
  field('employeeHireDate', 'date'),
  field('id', 'text', { isReadOnly: true }),
];
const object = {
  displayName: 'Ann',
  otherMails: ['a@b.example', 'c@d.example'],
  accountEnabled: true,
  employeeHireDate: '2024-02-01T00:00:00Z',
  id: '1',
};

describe('fields of a form', () => {
  it('show an object, and send nothing when nothing was changed', () => {
    const values = valuesOf(fields, object);
    expect(values).toEqual({
      displayName: 'Ann',
      otherMails: 'a@b.example\nc@d.example',
      accountEnabled: 'true',
      employeeHireDate: '2024-02-01',
      id: '1',
    });
    expect(changedValues(fields, values, values)).toEqual({});
  });

  it('send what was changed in the form the API takes, and never what is read only', () => {
    const before = valuesOf(fields, object);
    const now = {
      displayName: 'Anna',
      otherMails: ' x@y.example \n',
      accountEnabled: 'false',
      employeeHireDate: '',
      id: '2',
    };
    expect(changedValues(fields, before, now)).toEqual({
      displayName: 'Anna',
      otherMails: ['x@y.example'],
      accountEnabled: false,
      employeeHireDate: null,
    });
  });

  it('give numbers and dates', () => {
    expect(apiValueOf(field('n', 'number'), '12')).toBe(12);
    expect(apiValueOf(field('d', 'date'), '2024-02-01')).toBe('2024-02-01T00:00:00Z');
    expect(apiValueOf(field('t', 'text'), ' ')).toBeNull();
  });

  it('are there as long as they have a meaning', () => {
    const list = field('domains', 'lines', { isShown: ({ mode }) => mode !== 'any' });
    const fieldsOf = (mode: string) => shownFields([field('mode', 'radio'), list], { mode }).map(({ name }) => name);
    expect([fieldsOf('any'), fieldsOf('deny')]).toEqual([['mode'], ['mode', 'domains']]);
  });

  it('take a refusal that names one of them', () => {
    const named = (message: string) => refusedField([...fields, field('data.costCenter', 'text')], message);
    expect(named("invalid value for property 'displayName': too long")).toBe('displayName');
    expect(named("Invalid value specified for property 'costCenter' of resource 'User'.")).toBe('data.costCenter');
    expect(named("'id' and 'displayName' do not go together")).toBeUndefined();
    expect(named('no rights')).toBeUndefined();
  });

  it('say what is wrong', () => {
    const even = field('n', 'number', { check: (text) => (Number(text) % 2 === 0 ? undefined : 'odd') });
    expect([faultOf(even, '3', 'needed'), faultOf(even, '4', 'needed'), faultOf(even, '', 'needed')]).toEqual([
      'odd',
      undefined,
      undefined,
    ]);
    expect(faultOf(fields[0]!, ' ', 'needed')).toBe('needed');
  });
});
