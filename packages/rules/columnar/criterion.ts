import type { Instant } from '@muster/kernel';
import type { CheckedComparison, CheckedNode, PlanField, ValueTest } from '../ast/checked-rule.ts';

/** What is asked about one value that is there. Criteria with one key accept the same values. */
export type Criterion =
  | { readonly kind: 'any'; readonly key: string }
  | TestCriterion
  | { readonly kind: 'not'; readonly key: string; readonly operand: Criterion }
  | { readonly kind: 'and' | 'or'; readonly key: string; readonly operands: readonly Criterion[] };

/** A test of the value or, of a plan, of a field. */
export interface TestCriterion {
  readonly kind: 'test';
  readonly key: string;
  readonly test: ValueTest;
  readonly field: PlanField | undefined;
}

/** Every value is accepted. */
export const anyValue: Criterion = { kind: 'any', key: 'any' };

/** The criterion of a test; `now` is part of its key where the answer depends on it. */
export function testCriterion(test: ValueTest, now: Instant, field?: PlanField): TestCriterion {
  const key = `${field ?? ''} ${test.kind} ${operandKey(test, now)}`;
  return { kind: 'test', key, test, field };
}

function operandKey(test: ValueTest, now: Instant): string {
  switch (test.kind) {
    case 'isNull':
    case 'isTrue':
    case 'isFalse':
      return '';
    case 'equals':
    case 'startsWith':
    case 'endsWith':
    case 'contains':
      return test.folded;
    case 'isIn':
      return JSON.stringify([...test.folded].sort());
    case 'matches':
      return test.pattern.source;
    case 'isVersionFrom':
    case 'isVersionUpTo':
      return test.version?.join('.') ?? 'none';
    default:
      return String(test.moment.kind === 'fixed' ? test.moment.instant : now + test.moment.offsetMs);
  }
}

/** The criterion of the elements that satisfy the body of `-any` or `-all`. */
export function bodyCriterion(body: CheckedNode, now: Instant): Criterion {
  switch (body.kind) {
    case 'and':
    case 'or': {
      const operands = body.operands.map((each) => bodyCriterion(each, now));
      return { kind: body.kind, key: `(${operands.map((each) => each.key).join(` ${body.kind} `)})`, operands };
    }
    case 'not':
      return not(bodyCriterion(body.operand, now));
    case 'comparison':
      return elementCriterion(body, now);
    default:
      throw new Error(`${body.kind} cannot stand in the body of a quantifier`);
  }
}

function elementCriterion({ subject, test, isNegated }: CheckedComparison, now: Instant): Criterion {
  const criterion = testCriterion(test, now, subject.kind === 'planField' ? subject.field : undefined);
  return isNegated ? not(criterion) : criterion;
}

/** What the criterion does not accept. */
export function not(operand: Criterion): Criterion {
  return operand.kind === 'not' ? operand.operand : { kind: 'not', key: `not ${operand.key}`, operand };
}
