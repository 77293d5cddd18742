import type { Instant } from '@muster/kernel';
import type { AssignedPlan, CheckedNode, Moment, ValueTest } from '@muster/rules';
import type { FoldedValue } from './folded-users.ts';

type Value = Exclude<FoldedValue, readonly unknown[]> | AssignedPlan;

/** Decides about one folded value. */
export type ValuePredicate = (value: Value | undefined) => boolean;

const instantOf = (moment: Moment, now: Instant) =>
  moment.kind === 'fixed' ? moment.instant : ((moment.offsetMs + now) as Instant);

/** The test as JavaScript would have it, without Muster's interpreter. Missing values pass only `isNull`. */
export function predicateOf(test: ValueTest, now: Instant): ValuePredicate {
  switch (test.kind) {
    case 'isNull':
      return (value) => value === null || value === undefined;
    case 'isTrue':
      return (value) => value === true;
    case 'isFalse':
      return (value) => value === false;
    case 'equals': {
      const { folded } = test;
      return (value) => value === folded;
    }
    case 'isIn': {
      const { folded } = test;
      return (value) => folded.has(value as string);
    }
    case 'startsWith': {
      const { folded } = test;
      return (value) => typeof value === 'string' && value.startsWith(folded);
    }
    case 'endsWith': {
      const { folded } = test;
      return (value) => typeof value === 'string' && value.endsWith(folded);
    }
    case 'contains': {
      const { folded } = test;
      return (value) => typeof value === 'string' && value.includes(folded);
    }
    case 'matches': {
      const pattern = new RegExp(test.pattern.source, 'i');
      return (value) => typeof value === 'string' && pattern.test(value);
    }
    case 'isAt': {
      const instant = instantOf(test.moment, now);
      return (value) => value === instant;
    }
    case 'isAtOrAfter': {
      const instant = instantOf(test.moment, now);
      return (value) => typeof value === 'number' && value >= instant;
    }
    case 'isAtOrBefore': {
      const instant = instantOf(test.moment, now);
      return (value) => typeof value === 'number' && value <= instant;
    }
    default:
      throw new Error('peers do not compare versions');
  }
}

/** The body of `-any` or `-all` about one element. */
export function elementPredicate(node: CheckedNode, now: Instant): ValuePredicate {
  switch (node.kind) {
    case 'and': {
      const parts = node.operands.map((each) => elementPredicate(each, now));
      return (element) => parts.every((part) => part(element));
    }
    case 'or': {
      const parts = node.operands.map((each) => elementPredicate(each, now));
      return (element) => parts.some((part) => part(element));
    }
    case 'not': {
      const part = elementPredicate(node.operand, now);
      return (element) => !part(element);
    }
    case 'comparison': {
      const { subject, isNegated } = node;
      const predicate = predicateOf(node.test, now);
      if (subject.kind !== 'planField') return (element) => predicate(element) !== isNegated;
      return (element) => predicate((element as AssignedPlan)[subject.field] ?? null) !== isNegated;
    }
    default:
      throw new Error(`${node.kind} cannot stand in a quantifier`);
  }
}
