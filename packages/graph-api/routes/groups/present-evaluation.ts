import type { Evaluation } from '@muster/directory';
import type { JsonMembers } from '../../wire/present-object.ts';

type Explanation = Evaluation['details'];

/** A tree of clauses; leaves name the property they looked at, logical expressions hold their operands. */
export function presentExplanation(explanation: Explanation): JsonMembers {
  const { expression, result, propertyName, propertyValue, children } = explanation;
  const shown: JsonMembers = { expression, expressionResult: result };
  if (propertyName !== undefined) shown.propertyToEvaluate = { propertyName, propertyValue: propertyValue ?? '' };
  if (children.length > 0) shown.expressionEvaluationDetails = children.map(presentExplanation);
  return shown;
}

/**
 * The answer of `evaluateDynamicMembership`: leaves name the property they looked at, logical expressions hold their
 * operands.
 *
 * @see rule language spec §7.13, D-42
 */
export function presentEvaluation(evaluation: Evaluation): JsonMembers {
  return {
    membershipRule: evaluation.membershipRule,
    membershipRuleEvaluationResult: evaluation.result,
    membershipRuleEvaluationDetails: presentExplanation(evaluation.details),
  };
}
