import { foldCase, isGuid } from '@muster/kernel';
import type { CheckedNode, PropertySubject } from '../ast/checked-rule.ts';
import type { Chain, Comparison, Condition, Quantification, Reports } from '../ast/syntax-tree.ts';
import { checkComparison } from './check-comparison.ts';
import { checkMemberOf } from './check-member-of.ts';
import { resolveProperty } from './resolve-property.ts';
import type { RuleCheck } from './rule-check.ts';

/**
 * Checks a condition; inside a body `collection` is the property whose elements it is about.
 *
 * @returns the checked condition, or undefined when something in it was reported.
 */
export function checkCondition(
  check: RuleCheck,
  condition: Condition,
  collection?: PropertySubject,
): CheckedNode | undefined {
  switch (condition.kind) {
    case 'parenthesised':
      return checkCondition(check, condition.inner, collection);
    case 'not': {
      const operand = checkCondition(check, condition.operand, collection);
      return operand && { kind: 'not', operand };
    }
    case 'and':
    case 'or':
      return checkChain(check, condition, collection);
    case 'quantification':
    case 'comparison':
      return checkTest(check, condition, collection);
    case 'reports':
      return checkReports(check, condition, collection);
  }
}

/** Only users have managers. */
function checkReports(
  check: RuleCheck,
  reports: Reports,
  collection: PropertySubject | undefined,
): CheckedNode | undefined {
  check.objectType ??= 'user';
  if (check.objectType !== 'user') return check.report('MIXED_OBJECTS', reports);
  if (collection !== undefined) return check.report('OUTER_PROPERTY_IN_LAMBDA', reports);
  const { isDirect, manager } = reports;
  if (!isGuid(manager.value)) return check.report('INVALID_OBJECT_ID', manager, { text: manager.text });
  const test = { kind: 'equals', folded: foldCase(manager.value) } as const;
  return { kind: 'reports', isDirect, valueText: manager.text, test };
}

/** Chains of one connector inside one another mean the same as one chain. */
function checkChain(check: RuleCheck, chain: Chain, collection: PropertySubject | undefined): CheckedNode | undefined {
  const operands: CheckedNode[] = [];
  let isComplete = true;
  for (const each of chain.operands) {
    const operand = checkCondition(check, each, collection);
    if (operand === undefined) isComplete = false;
    else if (operand.kind === chain.kind) operands.push(...operand.operands);
    else operands.push(operand);
  }
  return isComplete ? { kind: chain.kind, operands } : undefined;
}

function checkTest(
  check: RuleCheck,
  test: Comparison | Quantification,
  collection: PropertySubject | undefined,
): CheckedNode | undefined {
  const resolved = resolveProperty(check, test.property, collection);
  if (resolved === undefined) return undefined;
  const { subject, type } = resolved;
  if (type === 'groups' && subject.kind === 'property') return checkMemberOf(check, test, subject);
  if (test.kind === 'comparison') return checkComparison(check, test, resolved);
  if (subject.kind !== 'property') return check.report('NESTED_COLLECTION_OPERATOR', test.quantifier);
  if (type !== 'texts' && type !== 'plans') {
    return check.report('COLLECTION_REQUIRED', test.quantifier, { property: subject.text });
  }
  const body = checkCondition(check, test.body, subject);
  return body && { kind: test.quantifier.name, subject, body };
}
