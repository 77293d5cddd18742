import { formatInstant, type Instant } from '@muster/kernel';
import type { CheckedNode, CheckedRule } from '../ast/checked-rule.ts';
import { printRule } from '../ast/print-rule.ts';
import { holds } from '../interpret/interpret.ts';
import type { AssignedPlan, RuleObject, RuleValue } from '../objects/rule-object.ts';

/** Why an object satisfies a rule or not, expression by expression. */
export interface Explanation {
  /** `-and`, `-or`, `-not`, or the canonical text of the comparison or collection test. */
  readonly expression: string;
  readonly result: boolean;
  /** The property the expression reads; absent on logical expressions. */
  readonly propertyName?: string;
  /** Its value as text, empty for none; absent on logical expressions. */
  readonly propertyValue?: string;
  /** The operands of a logical expression, all of them, even when the first already decides. */
  readonly children: readonly Explanation[];
}

/**
 * Evaluates every expression of the rule for the object at `now`. The result at the root is what `evaluate` answers.
 * An object of the other kind than the rule's is one false expression.
 *
 * @see rule language spec §7.13, D-42
 */
export function explain(rule: CheckedRule, object: RuleObject, now: Instant): Explanation {
  if (rule.objectType !== object.type) return { expression: printRule(rule), result: false, children: [] };
  return explainNode(rule.tree, object, now);
}

function explainNode(node: CheckedNode, object: RuleObject, now: Instant): Explanation {
  const result = holds(node, object, now);
  switch (node.kind) {
    case 'and':
    case 'or':
      return {
        expression: `-${node.kind}`,
        result,
        children: node.operands.map((each) => explainNode(each, object, now)),
      };
    case 'not':
      return { expression: '-not', result, children: [explainNode(node.operand, object, now)] };
    default:
      return { expression: printRule(node), result, ...propertyOf(node, object), children: [] };
  }
}

function propertyOf(
  node: Exclude<CheckedNode, { kind: 'and' | 'or' | 'not' }>,
  object: RuleObject,
): Pick<Explanation, 'propertyName' | 'propertyValue'> {
  if (node.kind === 'directReports') {
    return { propertyName: 'manager', propertyValue: writeValue(object.values.managerId, false) };
  }
  if (node.kind === 'reports') {
    const above = (object.values.managerIds ?? []) as readonly string[];
    return { propertyName: 'manager', propertyValue: writeValue(node.isDirect ? above.slice(0, 1) : above, false) };
  }
  if (node.subject.kind !== 'property') return {};
  const { name, type } = node.subject.property;
  return { propertyName: name, propertyValue: writeValue(object.values[name], type === 'date') };
}

function writeValue(value: RuleValue | undefined, isDate: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return value.map(writeElement).join(', ');
  return isDate && typeof value === 'number' ? formatInstant(value) : String(value);
}

function writeElement(element: string | AssignedPlan): string {
  if (typeof element === 'string') return element;
  const { service, servicePlanId, capabilityStatus } = element;
  return `${service ?? ''}/${servicePlanId ?? ''}/${capabilityStatus ?? ''}`;
}
