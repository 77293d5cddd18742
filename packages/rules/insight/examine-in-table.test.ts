import type { Instant } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ColumnTable,
  checkRule,
  describeTableInsight,
  examineInTable,
  examineRule,
  type RuleObject,
  satisfies,
} from '../index.ts';
import { arbitraryObject, arbitraryRule } from '../testing/generators.ts';
import { absentValues } from './absent-values.ts';

const now = 0 as Instant;
const departments = ['Sales', 'Sales', 'Sales', 'Sates', 'Marketing', 'Marketing EMEA', 'Straße', null];
const table = new ColumnTable('user');
for (const [row, department] of departments.entries()) {
  const values: RuleObject['values'] = {
    objectId: `${row}`,
    department,
    mail: department && `p${row}@contoso.com`,
    accountEnabled: true,
    otherMails: [`p${row}@fabrikam.com`],
  };
  table.setRow(row + 1, values);
}
table.setRow(20, { department: 'Gone', objectId: '20' });
table.clearRow(20);

function examine(text: string) {
  const result = checkRule(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  const insight = examineInTable(result.rule, examineRule(result.rule), table, now);
  return describeTableInsight(insight, ({ nearest }) => nearest?.test.folded.toLowerCase()).map((each) => ({
    at: text.slice(each.position, each.position + each.length),
    ...each,
  }));
}

describe('values that nobody has', () => {
  it.each([
    ['user.department -eq "Salse"', 'Salse', '"sales"', 'which 3 have'],
    ['user.department -ne "Salse"', 'Salse', '"sales"', 'which 3 have'],
    ['user.department -in ["Sales", "Marketng"]', 'Marketng', '"marketing"', 'which 1 have'],
    ['user.department -startsWith "Mrketing"', 'Mrketing', '"marketing"', 'which 2 have'],
    ['user.department -startsWith "Markteing"', 'Markteing', '"marketing"', 'which 2 have'],
    ['user.mail -endsWith "@contso.com"', '@contso.com', '"@contoso.com"', 'which 7 have'],
    ['user.mail -endsWith "@cnotoso.com"', '@cnotoso.com', '"@contoso.com"', 'which 7 have'],
    ['user.otherMails -any (_ -endsWith "@fabrikma.com")', '@fabrikma.com', '"@fabrikam.com"', 'which 8 have'],
    ['user.department -contains "emae"', 'emae', undefined, ''],
    ['user.department -eq "Strasse"', 'Strasse', '"straße"', 'which 1 have'],
    ['user.department -eq "Marketing EME"', 'Marketing EME', '"marketing emea"', 'which 1 have'],
    ['user.department -eq "Gone"', 'Gone', undefined, ''],
    ['user.department -eq "Gonee"', 'Gonee', undefined, ''],
    ['user.department -eq "xy"', 'xy', undefined, ''],
  ])('%s: %s, nearest %s', (rule, value, fix, message) => {
    const found = examine(rule).filter(({ code }) => code === 'W_VALUE_NOWHERE');
    expect(found.map((each) => [each.at, each.fix])).toEqual([[`"${value}"`, fix]]);
    expect(found[0]!.message).toContain(message);
  });

  it.each([
    'user.department -eq "sales"',
    'user.department -match "zzz"',
    'user.department -eq ""',
    'user.city -ne null',
  ])('says nothing of %s', (rule) => {
    expect(examine(rule).filter(({ code }) => code === 'W_VALUE_NOWHERE')).toEqual([]);
  });
});

describe('conditions that change nobody', () => {
  const codes = (rule: string) => examine(rule).map(({ code, at }) => `${code} ${at}`);

  it.each([
    [
      'user.department -eq "Sales" -and user.accountEnabled -eq true',
      ['W_IDLE_AT_PRESENT user.accountEnabled -eq true'],
    ],
    ['user.department -eq "Sales" -or user.department -eq "Salse"', ['W_VALUE_NOWHERE "Salse"']],
    ['user.department -eq "Sales" -and user.department -ne null', []],
    ['user.accountEnabled -eq false', ['W_SELECTS_NOBODY user.accountEnabled -eq false']],
    ['user.department -eq "Salse" -and user.accountEnabled -eq true', ['W_VALUE_NOWHERE "Salse"']],
    ['user.department -eq "a" -and user.department -eq "b"', ['W_VALUE_NOWHERE "a"', 'W_VALUE_NOWHERE "b"']],
    ['device.displayName -eq "x"', []],
  ])('%s: %j', (rule, expected) => {
    expect(codes(rule)).toEqual(expected);
  });
});

describe('on generated rules and objects', () => {
  it('an absent value fits nobody, and the nearest is had by as many as is said', () => {
    let [absent, near] = [0, 0];
    fc.assert(
      fc.property(arbitraryRule('user'), fc.array(arbitraryObject('user'), { maxLength: 30 }), (rule, objects) => {
        const some = new ColumnTable('user');
        for (const [row, each] of objects.entries()) some.setRow(row + 1, each.values);
        for (const { property, test, nearest } of absentValues(rule, some, now)) {
          absent += 1;
          const values = objects.map((each) => each.values[property.property.name]);
          expect(values.filter((value) => satisfies(value, test, now))).toEqual([]);
          if (nearest === null) continue;
          near += 1;
          expect(values.filter((value) => satisfies(value, nearest.test, now))).toHaveLength(nearest.count);
          expect(satisfies(values[nearest.row - 1], nearest.test, now)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
    expect(absent).toBeGreaterThan(100);
    expect(near).toBeGreaterThan(10);
  });
});
