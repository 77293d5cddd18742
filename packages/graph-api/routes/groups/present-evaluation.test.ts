import { expect, it } from 'vitest';
import { presentEvaluation } from './present-evaluation.ts';

it('gives leaves their property and logical expressions their operands', () => {
  const leaf = (expression: string, result: boolean, propertyName: string, propertyValue: string) => ({
    expression,
    result,
    propertyName,
    propertyValue,
    children: [],
  });
  const membershipRule = 'user.city -eq "x" -and -not (user.mail -eq "y")';
  const not = { expression: '-not', result: true, children: [leaf('user.mail -eq "y"', false, 'mail', '')] };
  const children = [leaf('user.city -eq "x"', true, 'city', 'x'), not];
  const details = { expression: '-and', result: true, children };
  expect(presentEvaluation({ membershipRule, result: true, details })).toEqual({
    membershipRule,
    membershipRuleEvaluationResult: true,
    membershipRuleEvaluationDetails: {
      expression: '-and',
      expressionResult: true,
      expressionEvaluationDetails: [
        {
          expression: 'user.city -eq "x"',
          expressionResult: true,
          propertyToEvaluate: { propertyName: 'city', propertyValue: 'x' },
        },
        {
          expression: '-not',
          expressionResult: true,
          expressionEvaluationDetails: [
            {
              expression: 'user.mail -eq "y"',
              expressionResult: false,
              propertyToEvaluate: { propertyName: 'mail', propertyValue: '' },
            },
          ],
        },
      ],
    },
  });
});
