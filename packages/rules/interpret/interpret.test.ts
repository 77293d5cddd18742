import { foldCase, type Instant } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ComparisonOperator,
  checkRule,
  evaluate,
  explain,
  isNegative,
  operatorRoles,
  positiveOf,
  printRule,
  type RuleObject,
} from '../index.ts';
import { arbitraryInstant, arbitraryObject, arbitraryRule } from '../testing/generators.ts';
import { texts } from '../testing/value-pools.ts';

const now = 0 as Instant;

function holds(text: string, values: RuleObject['values'], type: 'user' | 'device' = 'user'): boolean {
  const result = checkRule(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return evaluate(result.rule, { type, values }, now);
}

/** The table of rule language spec §4.4: the value null, "Sales", "" and "HR", in that order. */
describe('the laws of null', () => {
  it.each([
    ['-eq null', 'T...'],
    ['-ne null', '.TTT'],
    ['-eq "Sales"', '.T..'],
    ['-ne "Sales"', 'T.TT'],
    ['-eq ""', '..T.'],
    ['-ne ""', 'TT.T'],
    ['-startsWith "S"', '.T..'],
    ['-endsWith "s"', '.T..'],
    ['-contains "ale"', '.T..'],
    ['-notStartsWith "S"', 'T.TT'],
    ['-notEndsWith "s"', 'T.TT'],
    ['-notContains "ale"', 'T.TT'],
    ['-match "^S"', '.T..'],
    ['-notMatch "^S"', 'T.TT'],
    ['-in ["Sales"]', '.T..'],
    ['-notIn ["Sales"]', 'T.TT'],
    ['-eq "null"', '....'],
  ])('%s', (test, expected) => {
    const answers = [null, 'Sales', '', 'HR'].map((department) => holds(`user.department ${test}`, { department }));
    expect(answers.map((each) => (each ? 'T' : '.')).join('')).toBe(expected);
    expect(holds(`user.department ${test}`, {})).toBe(expected[0] === 'T');
  });

  it('makes every negative operator the complement of its twin, whatever the object', () => {
    const comparisons = (Object.keys(operatorRoles) as ComparisonOperator[]).filter(isNegative);
    const value = (operator: string) => (operator === 'notIn' ? '["Sales", "a.b"]' : '"Sale"');
    fc.assert(
      fc.property(arbitraryObject('user'), fc.constantFrom(...comparisons), (object, operator) => {
        for (const property of ['department', 'otherMails']) {
          const negative = `user.${property} -${operator} ${value(operator)}`;
          const positive = `user.${property} -${positiveOf(operator)} ${value(operator)}`;
          expect(holds(negative, object.values)).toBe(!holds(positive, object.values));
        }
      }),
    );
  });
});

describe('ignoring case', () => {
  it.each([
    ['é', 'É', true],
    ['i', 'I', true],
    ['ω', 'Ω', true],
    ['𐐨', '𐐀', true],
    ['ß', 'SS', false],
    ['ß', 'ẞ', false],
    ['İ', 'i', false],
    ['ı', 'I', false],
    ['ſ', 'S', false],
    ['é', 'e', false],
    ['é', 'e\u0301', false],
  ])('%s is %s: %s', (a, b, expected) => {
    expect(holds(`user.city -eq "${a}"`, { city: b })).toBe(expected);
    expect(holds(`user.city -eq "${b}"`, { city: a })).toBe(expected);
    expect(holds(`user.city -in ["${a}"]`, { city: b })).toBe(expected);
    expect(holds(`user.city -startsWith "${a}"`, { city: `${b}x` })).toBe(expected);
    expect(holds(`user.city -endsWith "${a}"`, { city: `x${b}` })).toBe(expected);
    expect(holds(`user.city -contains "${a}"`, { city: `x${b}x` })).toBe(expected);
    expect(holds(`user.city -match "^${a}$"`, { city: b })).toBe(expected);
  });

  it('folding keeps the length of a text, on which the interpreter relies', () => {
    const text = fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'binary' }));
    fc.assert(
      fc.property(text, (each) => {
        expect(foldCase(each).length).toBe(each.length);
      }),
    );
  });
});

describe('values of another kind than the test', () => {
  it.each([
    ['user.department -eq "5"', { department: 5 as Instant }],
    ['user.accountEnabled -eq true', { accountEnabled: 'true' }],
    ['user.employeeHireDate -ge 1970-01-01', { employeeHireDate: '2020-01-01' }],
    ['user.otherMails -any (_ -eq "a")', { otherMails: 'a' }],
    ['user.assignedPlans -any (assignedPlan.service -eq "a")', { assignedPlans: ['a'] }],
  ])('%s is false', (text, values) => {
    expect(holds(text, values)).toBe(false);
  });

  it('a rule about users is false for every device, and explains itself', () => {
    const result = checkRule('user.department -ne "Sales"');
    const device: RuleObject = { type: 'device', values: {} };
    expect(result.ok && evaluate(result.rule, device, now)).toBe(false);
    expect(result.ok && explain(result.rule, device, now).result).toBe(false);
  });
});

describe('OS versions', () => {
  it.each([
    ['-ge "10.0.22000"', '10.0.22631.4317', true],
    ['-ge "10.0.22000"', '10.0.9200', false],
    ['-ge "10"', '10.0.0.0', true],
    ['-le "14"', '14.0.0', true],
    ['-le "14"', '14.0.0.1', false],
    ['-ge "10"', 'unknown', false],
    ['-le "10"', '1.2.3.4.5', false],
    ['-ge "ten"', '10', false],
    ['-ge 10.1', '10.1', true],
  ])('%s on %s: %s', (test, deviceOSVersion, expected) => {
    expect(holds(`device.deviceOSVersion ${test}`, { deviceOSVersion }, 'device')).toBe(expected);
  });
});

describe.each(['user', 'device'] as const)('generated rules about a %s', (type) => {
  it('mean the same after printing, and explain what they answer', () => {
    let [yes, no] = [0, 0];
    const cases = fc.tuple(arbitraryRule(type), arbitraryObject(type), arbitraryInstant());
    fc.assert(
      fc.property(cases, ([rule, object, instant]) => {
        const answer = evaluate(rule, object, instant);
        if (answer) yes += 1;
        else no += 1;
        const printed = checkRule(printRule(rule));
        expect(printed.ok && evaluate(printed.rule, object, instant)).toBe(answer);
        expect(printed.ok && printRule(printed.rule)).toBe(printRule(rule));
        expect(explain(rule, object, instant).result).toBe(answer);
      }),
      { numRuns: 4000 },
    );
    expect(Math.min(yes, no), 'both answers must be common, or the test shows little').toBeGreaterThan(800);
  });
});
