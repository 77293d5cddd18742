import { isNegative, positiveOf } from '../ast/operators.ts';
import {
  type Comparison,
  type Condition,
  type ItemLiteral,
  type Quantification,
  type Reports,
  type Span,
  withoutParentheses,
} from '../ast/syntax-tree.ts';
import { type Problem, problem } from '../diagnostics/diagnostic.ts';
import { lintChain } from './lint-chain.ts';
import { isOrder } from './operator-support.ts';
import type { ResolvedSubject, RuleCheck } from './rule-check.ts';

/** Where in the rule a condition stands, as far as lints care. */
interface Context {
  /** True under an odd number of `-not`. */
  readonly isNegated: boolean;
  /** Canonical names of properties that surely have a value wherever this condition matters. */
  readonly guarded: ReadonlySet<string>;
  readonly isInBody: boolean;
}

/** Warnings about a condition without errors; `check` knows what its properties are. */
export function lintCondition(condition: Condition, check: RuleCheck): Problem[] {
  const lint = new ConditionLint(check);
  lint.visit(condition, { isNegated: false, guarded: new Set(), isInBody: false });
  return lint.warnings;
}

class ConditionLint {
  readonly warnings: Problem[] = [];
  private isClockNoted = false;

  constructor(private readonly check: RuleCheck) {}

  visit(condition: Condition, context: Context): void {
    switch (condition.kind) {
      case 'parenthesised':
        this.visit(condition.inner, context);
        break;
      case 'not':
        this.visitNegation(condition.operand, condition, context);
        break;
      case 'and':
      case 'or': {
        this.warnings.push(...lintChain(condition, this.check.subjects));
        const guards = condition.kind === 'and' && !context.isNegated ? this.guards(condition.operands) : [];
        const inner = guards.length === 0 ? context : { ...context, guarded: new Set([...context.guarded, ...guards]) };
        for (const operand of condition.operands) this.visit(operand, inner);
        break;
      }
      case 'quantification':
        this.visitQuantification(condition, context);
        break;
      case 'comparison':
        this.visitComparison(condition, context);
        break;
      case 'reports':
        this.note('W_NON_PORTABLE', condition, { text: this.reportsText(condition) });
        break;
    }
  }

  private reportsText({ isDirect }: Reports): string {
    return isDirect ? 'Direct Reports in a condition' : 'All Reports';
  }

  private note(...found: Parameters<typeof problem>): void {
    this.warnings.push(problem(...found));
  }

  private visitNegation(operand: Condition, at: Span, context: Context): void {
    if (withoutParentheses(operand).kind === 'not') this.note('W_REDUNDANT', at, { text: 'a double -not' });
    this.visit(operand, { ...context, isNegated: !context.isNegated });
  }

  private visitQuantification(test: Quantification, context: Context): void {
    const resolved = this.visitProperty(test);
    if (resolved === undefined) return;
    if (resolved.type === 'groups') {
      this.lintMemberOf(test, resolved);
      return;
    }
    if (test.quantifier.name === 'any' && isNegativeThroughout(test.body, false)) {
      this.note('W_ANY_NEGATIVE', test.quantifier);
    }
    this.visit(test.body, { ...context, isInBody: true });
  }

  private lintMemberOf(test: Quantification, { subject }: ResolvedSubject): void {
    if (subject.kind === 'property' && !subject.property.isPortable) return;
    if (test === this.check.root) this.note('W_MEMBEROF_UPSTREAM', test.property);
    else this.note('W_NON_PORTABLE', test.property, { text: 'memberOf in a condition' });
  }

  /** Warnings about the property's own spelling and standing. */
  private visitProperty({ property }: Comparison | Quantification): ResolvedSubject | undefined {
    const resolved = this.check.subjects.get(property);
    if (resolved === undefined) return undefined;
    const { subject } = resolved;
    if (subject.text !== property.text) {
      this.note('W_PROPERTY_CASE', property, { text: property.text, canonical: subject.text }, { fix: subject.text });
    }
    if (subject.kind === 'property' && !subject.property.isPortable) {
      this.note('W_NON_PORTABLE', property, { text: subject.text });
    }
    return resolved;
  }

  private visitComparison(comparison: Comparison, context: Context): void {
    const resolved = this.visitProperty(comparison);
    if (resolved === undefined) return;
    const { operator, value } = comparison;
    const positive = positiveOf(operator.name);
    const property = resolved.subject.text;
    if (positive === 'match' || positive === 'contains') {
      this.note('W_SLOW_OPERATOR', operator, { operator: `-${operator.name}` });
    }
    const isExtended = positive === 'gt' || positive === 'lt';
    if (isExtended || (resolved.isVersion && isOrder(positive))) {
      this.note('W_NON_PORTABLE', operator, { text: isExtended ? `-${positive}` : `-${positive} on ${property}` });
    }
    if (value.kind === 'clock' && !this.isClockNoted) {
      this.isClockNoted = true;
      this.note('W_TIME_DEPENDENT', value.clock);
    }
    if (value.kind === 'text') this.visitText(value, positive === 'eq');
    if (value.kind === 'list') for (const item of value.items) this.visitText(item, false);
    if (value.kind === 'null') return;
    if (resolved.type === 'texts') this.note('W_COLLECTION_DIRECT', operator, { property });
    this.visitNegative(comparison, resolved, context);
  }

  private visitText(literal: ItemLiteral, isEquality: boolean): void {
    if (literal.value === '') this.note('W_EMPTY_STRING', literal);
    if (isEquality && /^\$?null$/i.test(literal.value)) this.note('W_QUOTED_NULL', literal, {}, { fix: 'null' });
  }

  private visitNegative({ operator }: Comparison, { subject }: ResolvedSubject, context: Context): void {
    if (subject.kind !== 'property' || context.isInBody || isNegative(operator.name) === context.isNegated) return;
    if (!subject.property.isNullable || context.guarded.has(subject.property.name)) return;
    this.note('W_NEGATIVE_NULL', operator, { property: subject.text });
  }

  /** The properties that cannot be null where all of these hold. */
  private guards(operands: readonly Condition[]): string[] {
    return operands.flatMap((each) => {
      const operand = withoutParentheses(each);
      if (operand.kind !== 'comparison') return [];
      const subject = this.check.subjects.get(operand.property)?.subject;
      const requiresValue = isNegative(operand.operator.name) === (operand.value.kind === 'null');
      return subject?.kind === 'property' && requiresValue ? [subject.property.name] : [];
    });
  }
}

/** True when every comparison of a body turns out negative: nothing in it says what an element must be. */
function isNegativeThroughout(condition: Condition, isNegated: boolean): boolean {
  switch (condition.kind) {
    case 'parenthesised':
      return isNegativeThroughout(condition.inner, isNegated);
    case 'not':
      return isNegativeThroughout(condition.operand, !isNegated);
    case 'and':
    case 'or':
      return condition.operands.every((each) => isNegativeThroughout(each, isNegated));
    case 'comparison':
      return condition.value.kind !== 'null' && isNegative(condition.operator.name) !== isNegated;
    case 'quantification':
    case 'reports':
      return false;
  }
}
