import type { CheckedComparison, CheckedNode, ValueTest } from '../ast/checked-rule.ts';
import { printRule } from '../ast/print-rule.ts';

/** What a literal speaks of: a single value of the object, or inside a body of the element. */
export interface Variable {
  /** Two literals with one name speak of one value. */
  readonly name: string;
  readonly type: 'text' | 'boolean' | 'date';
  readonly isNullable: boolean;
}

/** A test of one value that holds, or does not. */
export interface ValueLiteral {
  readonly kind: 'value';
  readonly variable: Variable;
  readonly test: ValueTest;
  readonly isHolding: boolean;
}

/** Some element of a collection satisfies the body (`some`), or every one does (`every`). */
export interface ElementLiteral {
  readonly kind: 'some' | 'every';
  /** The collection. */
  readonly name: string;
  readonly body: Formula;
}

/** A condition that is not looked into: two of the same text are true together or false together. */
interface OpaqueLiteral {
  readonly kind: 'opaque';
  readonly text: string;
  readonly isHolding: boolean;
}

export type Literal = ValueLiteral | ElementLiteral | OpaqueLiteral;

/** A condition in negation normal form. No operands: `and` is always true, `or` never. */
export type Formula = Literal | FormulaChain<'and'> | FormulaChain<'or'>;

interface FormulaChain<Kind> {
  readonly kind: Kind;
  readonly operands: readonly Formula[];
}

const always: Formula = { kind: 'and', operands: [] };
const never: Formula = { kind: 'or', operands: [] };

/**
 * The formula of a condition, or of its contrary. Memberships and reports are opaque. Rests on the laws of null: a
 * negative operator is the exact complement of its twin.
 */
export function formulaOf(node: CheckedNode, isNegated = false): Formula {
  switch (node.kind) {
    case 'and':
    case 'or':
      return {
        kind: (node.kind === 'and') === isNegated ? 'or' : 'and',
        operands: node.operands.map((each) => formulaOf(each, isNegated)),
      };
    case 'not':
      return formulaOf(node.operand, !isNegated);
    case 'any':
    case 'all': {
      const kind = (node.kind === 'any') === isNegated ? 'every' : 'some';
      return { kind, name: node.subject.property.name, body: formulaOf(node.body, isNegated) };
    }
    case 'comparison':
      return comparisonFormula(node, node.isNegated === isNegated);
    default:
      return { kind: 'opaque', text: printRule(node), isHolding: !isNegated };
  }
}

const element: Variable = { name: '_', type: 'text', isNullable: false };

function comparisonFormula({ subject, test }: CheckedComparison, isHolding: boolean): Formula {
  if (subject.kind === 'element') return { kind: 'value', variable: element, test, isHolding };
  if (subject.kind === 'planField') {
    return { kind: 'value', variable: { name: subject.field, type: 'text', isNullable: true }, test, isHolding };
  }
  const { name, type, isNullable } = subject.property;
  if (type === 'text' || type === 'boolean' || type === 'date') {
    return { kind: 'value', variable: { name, type, isNullable }, test, isHolding };
  }
  // A collection is null when it is empty, and passes any other test when some element does.
  if (test.kind === 'isNull') {
    return isHolding ? { kind: 'every', name, body: never } : { kind: 'some', name, body: always };
  }
  const body: Formula = { kind: 'value', variable: element, test, isHolding };
  return { kind: isHolding ? 'some' : 'every', name, body };
}
