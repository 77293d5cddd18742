import type { Instant } from '@muster/kernel';
import type { CheckedMemberOf, CheckedNode, CheckedReports, CheckedRule, ValueTest } from '../ast/checked-rule.ts';
import { anyValue, bodyCriterion, type Criterion, not, testCriterion } from './criterion.ts';

/** A condition about rows in which only leaves are negated. */
export type Plan = Leaf | Relation | Chain;

interface Chain {
  readonly kind: 'and' | 'or';
  readonly operands: readonly Plan[];
}

/** The rows of which some value, or with `isNegated` no value, meets the criterion. */
export interface Leaf {
  readonly kind: 'leaf';
  /** The canonical name of the property. */
  readonly name: string;
  readonly criterion: Criterion;
  readonly isNegated: boolean;
}

/**
 * The rows of which the object is a member of one of the groups, or reports to the manager; with `isNegated` the others.
 */
export interface Relation {
  readonly kind: 'relation';
  readonly node: CheckedMemberOf | CheckedReports;
  readonly isNegated: boolean;
}

/**
 * Whether columns can answer for a rule, with the reason why not.
 *
 * @param hasMemberships whether the rows of groups will be given: memberships are not columns
 */
export function canEvaluateColumnar(
  rule: CheckedRule,
  hasMemberships = false,
): { readonly ok: true } | { readonly ok: false; readonly reason: string } {
  if (hasMemberships || rule.sourceGroupIds.length === 0) return { ok: true };
  return {
    ok: false,
    reason: 'memberships are not columns: a rule with memberOf needs the members of its groups',
  };
}

/**
 * The plan of a condition, or of its contrary. Rests on the laws of null: a row without a value passes no test but
 * `isNull`, and each negative comparison is the complement of its twin.
 */
export function planOf(node: CheckedNode, now: Instant, isNegated = false): Plan {
  switch (node.kind) {
    case 'and':
    case 'or':
      return {
        kind: (node.kind === 'and') === isNegated ? 'or' : 'and',
        operands: node.operands.map((each) => planOf(each, now, isNegated)),
      };
    case 'not':
      return planOf(node.operand, now, !isNegated);
    case 'any':
      return leaf(node.subject.property.name, bodyCriterion(node.body, now), isNegated);
    case 'all':
      return leaf(node.subject.property.name, not(bodyCriterion(node.body, now)), !isNegated);
    case 'comparison':
      if (node.subject.kind !== 'property') throw new Error('an element stands in the body of a quantifier only');
      return valueLeaf(node.subject.property.name, node.test, now, node.isNegated !== isNegated);
    case 'directReports':
      return {
        kind: isNegated ? 'and' : 'or',
        operands: ['managerId', 'objectId'].map((name) => valueLeaf(name, node.test, now, isNegated)),
      };
    case 'memberOf':
    case 'reports':
      return { kind: 'relation', node, isNegated };
  }
}

function valueLeaf(name: string, test: ValueTest, now: Instant, isNegated: boolean): Leaf {
  if (test.kind === 'isNull') return leaf(name, anyValue, !isNegated);
  return leaf(name, testCriterion(test, now), isNegated);
}

function leaf(name: string, criterion: Criterion, isNegated: boolean): Leaf {
  return { kind: 'leaf', name, criterion, isNegated };
}
