/**
 * The meaning of the rule language. Every other evaluator must answer exactly as this file does.
 *
 * Two laws carry everything (rule language spec §4.4): a positive operator is false on a missing value, and a negative
 * operator is the exact complement of its positive twin. There is no "unknown".
 */
import { foldCase, type Instant } from '@muster/kernel';
import type {
  CheckedComparison,
  CheckedNode,
  CheckedReports,
  CheckedRule,
  Moment,
  ValueTest,
} from '../ast/checked-rule.ts';
import type { AssignedPlan, RuleObject, RuleValue } from '../objects/rule-object.ts';
import { compareVersions, parseVersion } from './versions.ts';

type Value = RuleValue | undefined;
type Element = string | AssignedPlan;

/**
 * True when the object satisfies the rule at the instant `now`. A rule about users is false for a device, and the
 * other way round. Cost: linear in the rule, in the collections it reads, and in the texts it compares.
 */
export function evaluate(rule: CheckedRule, object: RuleObject, now: Instant): boolean {
  return rule.objectType === object.type && holds(rule.tree, object, now);
}

/** True when the condition, which stands outside any `-any` or `-all`, holds for the object at `now`. */
export function holds(node: CheckedNode, object: RuleObject, now: Instant, element?: Element): boolean {
  switch (node.kind) {
    case 'and':
      for (const operand of node.operands) if (!holds(operand, object, now, element)) return false;
      return true;
    case 'or':
      for (const operand of node.operands) if (holds(operand, object, now, element)) return true;
      return false;
    case 'not':
      return !holds(node.operand, object, now, element);
    case 'any':
      for (const each of elementsOf(object.values[node.subject.property.name])) {
        if (holds(node.body, object, now, each)) return true;
      }
      return false;
    case 'all':
      for (const each of elementsOf(object.values[node.subject.property.name])) {
        if (!holds(node.body, object, now, each)) return false;
      }
      return true;
    case 'comparison':
      return satisfies(subjectOf(node, object, element), node.test, now) !== node.isNegated;
    case 'memberOf':
      return satisfies(object.values[node.subject.property.name], node.test, now);
    case 'directReports':
      return satisfies(object.values.managerId, node.test, now) || satisfies(object.values.objectId, node.test, now);
    case 'reports':
      return satisfies(managersOf(node, object), node.test, now) || satisfies(object.values.objectId, node.test, now);
  }
}

/**
 * True when the value passes the test. A missing value passes only `isNull`. An empty collection counts as missing;
 * a collection passes when some element does. A value of a kind the test does not speak of never passes.
 */
export function satisfies(value: Value, test: ValueTest, now: Instant): boolean {
  if (value === null || value === undefined) return test.kind === 'isNull';
  if (isCollection(value)) return test.kind === 'isNull' ? value.length === 0 : someText(value, test);
  if (typeof value === 'string') return textSatisfies(value, test);
  switch (test.kind) {
    case 'isTrue':
      return value === true;
    case 'isFalse':
      return value === false;
    case 'isAt':
      return value === instantOf(test.moment, now);
    case 'isAtOrAfter':
      return typeof value === 'number' && value >= instantOf(test.moment, now);
    case 'isAtOrBefore':
      return typeof value === 'number' && value <= instantOf(test.moment, now);
    default:
      return false;
  }
}

/** Case is ignored by folding both sides (D-21); folding keeps lengths, so what cannot fit is not folded. */
function textSatisfies(text: string, test: ValueTest): boolean {
  switch (test.kind) {
    case 'equals':
      return text.length === test.folded.length && foldCase(text) === test.folded;
    case 'startsWith':
      return text.length >= test.folded.length && foldCase(text).startsWith(test.folded);
    case 'endsWith':
      return text.length >= test.folded.length && foldCase(text).endsWith(test.folded);
    case 'contains':
      return text.length >= test.folded.length && foldCase(text).includes(test.folded);
    case 'isIn':
      return test.folded.has(foldCase(text));
    case 'matches':
      return test.pattern.matches(foldCase(text));
    case 'isVersionFrom':
      return compareVersions(parseVersion(text), test.version, (difference) => difference >= 0);
    case 'isVersionUpTo':
      return compareVersions(parseVersion(text), test.version, (difference) => difference <= 0);
    default:
      return false;
  }
}

function someText(elements: readonly Element[], test: ValueTest): boolean {
  for (const element of elements) if (typeof element === 'string' && textSatisfies(element, test)) return true;
  return false;
}

function subjectOf({ subject }: CheckedComparison, object: RuleObject, element: Element | undefined): Value {
  if (subject.kind === 'property') return object.values[subject.property.name];
  if (subject.kind === 'element') return typeof element === 'string' ? element : null;
  return typeof element === 'object' ? element[subject.field] : null;
}

/** Those managers above the object of whom it is a report in the sense asked. */
function managersOf({ isDirect }: CheckedReports, object: RuleObject): Value {
  const { managerIds } = object.values;
  return isDirect && Array.isArray(managerIds) ? (managerIds as readonly string[]).slice(0, 1) : managerIds;
}

function instantOf(moment: Moment, now: Instant): number {
  return moment.kind === 'fixed' ? moment.instant : now + moment.offsetMs;
}

const noElements: readonly Element[] = [];

function elementsOf(value: Value): readonly Element[] {
  return value !== null && value !== undefined && isCollection(value) ? value : noElements;
}

function isCollection(value: Exclude<Value, null | undefined>): value is readonly string[] | readonly AssignedPlan[] {
  return typeof value === 'object';
}
