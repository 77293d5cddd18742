import { describeProperty, extendProperties, isSupported, type RuleProperty, ruleProperties } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import { type OfferedOperator, offeredTests, readableProperties } from './offered-operators.ts';
import { operatorWords, wordsOfOperator } from './operator-words.ts';

function shown(operators: readonly OfferedOperator[]): string {
  return operators.map(({ operator, valueKinds }) => `${operator}(${valueKinds.join(' ')})`).join(' ');
}

function property(type: 'user' | 'device', name: string): RuleProperty {
  return readableProperties(type).find((each) => each.name === name)!;
}

const texts =
  'eq(text null) ne(text null) startsWith(text) notStartsWith(text) endsWith(text) notEndsWith(text) ' +
  'contains(text) notContains(text) match(pattern) notMatch(pattern)';

describe('the tests offered for a property', () => {
  it.each([
    ['user', 'city', `${texts} in(list) notIn(list)`],
    ['user', 'accountEnabled', 'eq(boolean null) ne(boolean null)'],
    ['user', 'employeeHireDate', 'eq(date null) ne(date null) ge(date clock) le(date clock)'],
    ['device', 'deviceOSVersion', `${texts} ge(text) le(text) in(list) notIn(list)`],
    ['user', 'assignedPlans', 'eq(null) ne(null)'],
    ['user', 'memberOf', ''],
  ] as const)('%s.%s', (type, name, expected) => {
    expect(shown(offeredTests(type, property(type, name)).direct)).toBe(expected);
  });

  it('include the elements of a collection', () => {
    const names = (name: string) => offeredTests('user', property('user', name)).elements.map((each) => each.element);
    expect(names('otherMails')).toEqual(['_']);
    expect(names('assignedPlans')).toEqual([
      'assignedPlan.service',
      'assignedPlan.servicePlanId',
      'assignedPlan.capabilityStatus',
    ]);
    expect(names('city')).toEqual([]);
    expect(offeredTests('user', property('user', 'otherMails')).elements[0]?.quantifiers).toEqual(['any', 'all']);
  });

  it('agree with the operators that the rule language supports', () => {
    for (const type of ['user', 'device'] as const) {
      for (const each of readableProperties(type)) {
        for (const { operator } of offeredTests(type, each).direct) expect(isSupported(operator, each)).toBe(true);
      }
    }
  });

  it('know what the extended dialect adds, and properties given from outside', () => {
    const hired = offeredTests('user', property('user', 'employeeHireDate'), { dialect: 'extended' });
    expect(shown(hired.direct)).toContain('gt(date clock) lt(date clock)');
    const properties = extendProperties(ruleProperties, { user: [{ name: 'badge', type: 'boolean' }] });
    expect(shown(offeredTests('user', describeProperty({ name: 'badge' }), { properties }).direct)).toBe(
      'eq(boolean null) ne(boolean null)',
    );
  });
});

describe('the words of operators', () => {
  it('differ from one operator to the next in every language', () => {
    for (const words of Object.values(operatorWords)) {
      expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
    }
  });

  it('fit dates', () => {
    expect(wordsOfOperator('ge', true, 'en')).toBe('is on or after');
    expect(wordsOfOperator('ge', false, 'de')).toBe('ist mindestens');
    expect(wordsOfOperator('eq', true, 'de')).toBe('ist gleich');
  });
});
