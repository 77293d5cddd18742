import { type ComparisonOperator, type PositiveOperator, positiveOf } from '../ast/operators.ts';
import type { PropertyType, RuleProperty } from '../properties/rule-property.ts';

const textOperators: readonly PositiveOperator[] = ['eq', 'startsWith', 'endsWith', 'contains', 'match', 'in'];

/** Which operators take which type of property; a negative operator goes with its positive twin (§4.1, D-20). */
const supported: Readonly<Record<PropertyType, readonly PositiveOperator[]>> = {
  text: textOperators,
  texts: textOperators,
  boolean: ['eq'],
  date: ['eq', 'ge', 'le', 'gt', 'lt'],
  plans: ['eq'],
  groups: [],
};

/** True for the operators that compare by order. */
export function isOrder(operator: ComparisonOperator): operator is 'ge' | 'le' | 'gt' | 'lt' {
  return operator === 'ge' || operator === 'le' || operator === 'gt' || operator === 'lt';
}

/** True when the operator can compare such a property with some value; elements of a collection count as text. */
export function isSupported(operator: ComparisonOperator, property: Pick<RuleProperty, 'type' | 'isVersion'>): boolean {
  if (property.isVersion && isOrder(operator)) return true;
  return supported[property.type].includes(positiveOf(operator));
}

/** What a type is called in messages. */
export const typeNames: Readonly<Record<PropertyType, string>> = {
  text: 'a text',
  boolean: 'true or false',
  date: 'a date',
  texts: 'a collection of texts',
  plans: 'a collection of plans',
  groups: 'the groups of the object',
};
