import { type Instant, parseInstant } from '@muster/kernel';
import { expect, it } from 'vitest';
import { checkRule, explain, type RuleValue } from '../index.ts';

function explained(text: string, values: Record<string, RuleValue>) {
  const result = checkRule(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return explain(result.rule, { type: 'user', values }, 0 as Instant);
}

it('gives a single comparison as one leaf in canonical form', () => {
  expect(explained('( USER.displayname startswith "End" )', { displayName: 'EndTestUser001' })).toEqual({
    expression: 'user.displayName -startsWith "End"',
    result: true,
    propertyName: 'displayName',
    propertyValue: 'EndTestUser001',
    children: [],
  });
});

it('flattens chains, reports every operand and gives null as empty text', () => {
  const leaf = (expression: string, result: boolean, propertyName: string, propertyValue: string) => ({
    expression,
    result,
    propertyName,
    propertyValue,
    children: [],
  });
  const text = 'user.city -eq "x" -and (user.mail -ne null -and -not user.accountEnabled -eq true)';
  expect(explained(text, { accountEnabled: true })).toEqual({
    expression: '-and',
    result: false,
    children: [
      leaf('user.city -eq "x"', false, 'city', ''),
      leaf('user.mail -ne null', false, 'mail', ''),
      {
        expression: '-not',
        result: false,
        children: [leaf('user.accountEnabled -eq true', true, 'accountEnabled', 'true')],
      },
    ],
  });
});

const plans = [
  { service: 'SCO', servicePlanId: '1', capabilityStatus: 'Enabled' },
  { service: null, servicePlanId: '2' },
];

it.each([
  [
    'user.employeeHireDate -le (System.Now –minus p1d)',
    { employeeHireDate: parseInstant('1969-01-01')! },
    'user.employeeHireDate -le system.now -minus p1d',
    '1969-01-01T00:00:00Z',
  ],
  [
    'user.otherMails any _ -eq "b" or _ -eq "c"',
    { otherMails: ['a', 'b'] },
    'user.otherMails -any (_ -eq "b" -or _ -eq "c")',
    'a, b',
  ],
  [
    'user.assignedPlans -all (assignedplan.service -ne "x")',
    { assignedPlans: plans },
    'user.assignedPlans -all (assignedPlan.service -ne "x")',
    'SCO/1/Enabled, /2/',
  ],
  ['user.city -in [ "x" ,5 ]', { city: '5' }, 'user.city -in ["x", 5]', '5'],
])('%s', (text, values, expression, propertyValue) => {
  expect(explained(text, values)).toMatchObject({ expression, result: true, propertyValue });
});

it('gives direct reports and memberOf as one leaf', () => {
  const id = '11111111-1111-1111-1111-111111111111';
  expect(explained(`direct reports for '${id}'`, { managerId: id })).toEqual({
    expression: `Direct Reports for '${id}'`,
    result: true,
    propertyName: 'manager',
    propertyValue: id,
    children: [],
  });
  expect(explained(`user.memberof -any (group.objectId -in ['${id}'])`, { memberOf: ['x', id] })).toMatchObject({
    expression: `user.memberOf -any (group.objectId -in ['${id}'])`,
    propertyName: 'memberOf',
    propertyValue: `x, ${id}`,
  });
});
