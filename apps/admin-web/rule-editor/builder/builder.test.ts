import { checkRule } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import { writeContent } from '../rows/write-rows.ts';
import { extensionsOf } from './extensions-of.ts';
import { choicesFor, keyOf, propertyOfRow, withProperty, withTest } from './row-choices.ts';
import { readRowValue, writeRowValue } from './row-value.ts';

describe('the value of a row', () => {
  it.each([
    ['"Sales"', { kind: 'text', text: 'Sales' }],
    ['"a `"b`" c"', { kind: 'text', text: 'a "b" c' }],
    ["'it''s'", { kind: 'text', text: "it's" }],
    ['["a", \'b\']', { kind: 'list', items: ['a', 'b'] }],
    ['[""]', { kind: 'list', items: [] }],
    ['TRUE', { kind: 'flag', isTrue: true }],
    ['null', { kind: 'none' }],
    ['system.now -minus P90D', { kind: 'written', text: 'system.now -minus P90D' }],
    ['[1, "a"]', { kind: 'written', text: '[1, "a"]' }],
  ] as const)('%s', (source, value) => {
    expect(readRowValue(source)).toEqual(value);
  });

  it.each(['plain', 'with "quotes"', "it's", '`', '`"', "''", '', ' é “x” '])(
    'comes back as it was typed: %s',
    (text) => {
      const written = writeRowValue({ kind: 'text', text });
      const rule = checkRule(`user.city -eq ${written}`);
      expect(rule.ok, written).toBe(true);
      const read = readRowValue(written);
      if (read.kind === 'text') expect(read.text).toBe(text);
      else expect(read).toEqual({ kind: 'written', text: written });
    },
  );
});

describe('the choices of a row', () => {
  const department = propertyOfRow('USER.Department', {})!;

  it('name a property as the tables do', () => {
    expect(department).toEqual({ type: 'user', name: 'department', isDate: false });
    expect(propertyOfRow('user.employeeHireDate', {})?.isDate).toBe(true);
    expect(propertyOfRow('user.departmnt', {})).toBeUndefined();
  });

  it('offer elements of collections before the collection itself', () => {
    const keys = choicesFor({ type: 'user', name: 'proxyAddresses' }, {}).map(({ key }) => key);
    expect(keys[0]).toBe('any _ eq');
    expect(keys).toContain(keyOf({ operator: 'contains' }));
  });

  it('begin every property with a test that the checker takes', () => {
    for (const name of [
      'department',
      'accountEnabled',
      'employeeHireDate',
      'proxyAddresses',
      'assignedPlans',
      'objectId',
    ]) {
      const content = withProperty(undefined, { type: 'user', name }, {})!;
      expect([name, checkRule(writeContent(content)).ok]).toEqual([name, true]);
    }
  });

  it('keep test and value where the next property takes them', () => {
    const before = { property: 'user.city', operator: 'startsWith', value: '"Ber"' } as const;
    expect(withProperty(before, department, {})).toEqual({ ...before, property: 'user.department' });
    const flag = withProperty(before, { type: 'user', name: 'accountEnabled' }, {})!;
    expect(writeContent(flag)).toBe('user.accountEnabled -eq true');
  });

  it('turn a value into what the next test takes, and back', () => {
    const choices = choicesFor(department, {});
    const choice = (operator: string) => choices.find((each) => each.operator === operator)!;
    const one = { property: 'user.department', operator: 'eq', value: '"Sales"' } as const;
    const list = withTest(one, choice('in'));
    expect(writeContent(list)).toBe('user.department -in ["Sales"]');
    expect(withTest(list, choice('eq'))).toEqual(one);
    expect(withTest({ ...one, value: 'null' }, choice('contains')).value).toBe('""');
  });
});

describe('the extension properties of an application', () => {
  it('are found by its id, with or without hyphens', () => {
    const extension = (app: string, name: string, ...targetObjects: string[]) => ({
      name: `extension_${app.repeat(32)}_${name}`,
      targetObjects,
    });
    const all = [
      extension('a', 'shoe', 'User'),
      extension('a', 'badge', 'User'),
      extension('a', 'x', 'Device'),
      extension('b', 'y', 'User'),
    ];
    const id = 'AAAAAAAA-aaaa-aaaa-aaaa-aaaaaaaaaaaa ';
    expect(extensionsOf(all, id)).toEqual([all[1]!.name, all[0]!.name]);
    expect(extensionsOf(all, '')).toEqual([]);
  });
});
