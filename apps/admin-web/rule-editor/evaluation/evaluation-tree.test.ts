import type { Instant } from '@muster/kernel';
import { checkRule, type Explanation, explain, type RuleObject } from '@muster/rules';
import { arbitraryObject, arbitraryRule } from '@muster/rules/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EvaluationNode, type ExpressionDetails, evaluationTree } from './evaluation-tree.ts';

const ann: RuleObject = { type: 'user', values: { objectId: 'a', city: 'Lagos', department: 'Sales' } };

/** An explanation in the shape of Graph. */
function answered({ expression, result, propertyName, propertyValue, children }: Explanation): ExpressionDetails {
  return {
    expression,
    expressionResult: result,
    ...(propertyName === undefined ? {} : { propertyToEvaluate: { propertyName, propertyValue: propertyValue ?? '' } }),
    ...(children.length === 0 ? {} : { expressionEvaluationDetails: children.map(answered) }),
  };
}

function treeOf(text: string): EvaluationNode {
  const result = checkRule(text);
  if (!result.ok) throw new Error(text);
  return evaluationTree(answered(explain(result.rule, ann, 0 as Instant)), text);
}

/** The tree as one line: kind or property and value, and the tone. */
function shown({ kind, tone, property, value, children }: EvaluationNode): string {
  const inner = children.length === 0 ? '' : `[${children.map(shown).join(', ')}]`;
  return `${kind === 'test' ? `${property}=${value}` : kind} ${tone}${inner}`;
}

describe('the tree of an evaluation', () => {
  it.each([
    ['user.city -eq "Lagos"', 'city=Lagos pass'],
    ['user.city -eq "Rome" -and user.department -eq "Sales"', 'and fail[city=Lagos fail, department=Sales idle]'],
    ['user.city -eq "Rome" -or user.department -eq "Sales"', 'or pass[city=Lagos idle, department=Sales pass]'],
    ['-not (user.city -eq "Rome")', 'not pass[city=Lagos fail]'],
    [
      'user.mail -ne null -and (user.city -eq "Lagos" -or user.city -eq "Rome")',
      'and fail[mail= fail, or idle[city=Lagos idle, city=Lagos idle]]',
    ],
  ])('%s', (text, expected) => {
    expect(shown(treeOf(text))).toBe(expected);
  });

  it('has the place of every comparison in the text', () => {
    const text = '( USER.city  eq "Rome" ) or user.otherMails -any (_ -eq "x") or user.mail -eq null';
    const places = treeOf(text).children.map(({ place }) =>
      place === undefined ? '' : text.slice(place.position, place.position + place.length),
    );
    expect(places).toEqual(['USER.city  eq "Rome"', '', 'user.mail -eq null']);
  });

  it('has no places from the text of another rule', () => {
    const details: ExpressionDetails = { expression: 'user.city -eq "x"', expressionResult: true };
    expect(evaluationTree(details, 'user.city -eq "x" -or user.city -eq "y"').place).toBeUndefined();
  });

  it('has a way of one tone from the root to a test, and the answers of all expressions', () => {
    fc.assert(
      fc.property(arbitraryRule('user'), arbitraryObject('user'), (rule, object) => {
        const details = answered(explain(rule, object, 0 as Instant));
        const tree = evaluationTree(details, rule.text);
        expect(tree.tone).toBe(tree.isTrue ? 'pass' : 'fail');
        expectReason(tree);
        expect(answersOf(tree)).toEqual(answersIn(details));
      }),
    );
  });
});

/** Every deciding expression has a deciding one below it. */
function expectReason(node: EvaluationNode): void {
  if (node.children.length === 0) return;
  const deciding = node.children.filter((each) => each.tone !== 'idle');
  expect(deciding.length > 0).toBe(node.tone !== 'idle');
  for (const each of node.children) expectReason(each);
}

function answersOf(node: EvaluationNode): readonly boolean[] {
  return [node.isTrue, ...node.children.flatMap(answersOf)];
}

function answersIn(details: ExpressionDetails): readonly boolean[] {
  return [details.expressionResult, ...(details.expressionEvaluationDetails ?? []).flatMap(answersIn)];
}
