import { type CheckedNode, type CheckOptions, checkRule, type Span } from '@muster/rules';

/** What the directory answers about one expression of a rule; the shape of Graph. */
export interface ExpressionDetails {
  readonly expression: string;
  readonly expressionResult: boolean;
  readonly propertyToEvaluate?: { readonly propertyName: string; readonly propertyValue: string };
  readonly expressionEvaluationDetails?: readonly ExpressionDetails[];
}

/** An expression of a rule with its answer for one person or device, for display. */
export interface EvaluationNode {
  readonly kind: 'and' | 'or' | 'not' | 'test';
  /** The canonical text of a test; empty for the others. */
  readonly text: string;
  readonly isTrue: boolean;
  /**
   * The colour: `pass` and `fail` where the expression is part of why the whole rule answers as it does; `idle` where
   * the rule would answer the same whatever the expression said.
   */
  readonly tone: 'pass' | 'fail' | 'idle';
  readonly property?: string;
  /** The value of the property; empty when it has none. */
  readonly value?: string;
  /** Where the test stands in the text of the rule, for a comparison of the same rule. */
  readonly place?: Span;
  readonly children: readonly EvaluationNode[];
}

/**
 * The tree of an evaluation, coloured by what decided. With the text of the rule, its comparisons get their places;
 * without it, or when the text is another rule's, they have none.
 */
export function evaluationTree(details: ExpressionDetails, ruleText = '', options: CheckOptions = {}): EvaluationNode {
  const checked = ruleText === '' ? undefined : checkRule(ruleText, options);
  const places = checked?.ok ? placesOf(checked.rule.tree) : [];
  const isSameRule = places.length === countTests(details);
  return paint(details, true, isSameRule ? places.values() : [].values());
}

const kinds = new Map([
  ['-and', 'and'],
  ['-or', 'or'],
  ['-not', 'not'],
] as const);

function kindOf({ expression, expressionEvaluationDetails: inner = [] }: ExpressionDetails): EvaluationNode['kind'] {
  return inner.length === 0 ? 'test' : (kinds.get(expression as '-and') ?? 'test');
}

function countTests(details: ExpressionDetails): number {
  if (kindOf(details) === 'test') return 1;
  return details.expressionEvaluationDetails!.reduce((sum, each) => sum + countTests(each), 0);
}

/** The places of the tests in order; undefined for those that are no comparisons. */
function placesOf(node: CheckedNode): readonly (Span | undefined)[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.flatMap(placesOf);
    case 'not':
      return placesOf(node.operand);
    case 'comparison':
      return [node.span];
    default:
      return [undefined];
  }
}

function paint(details: ExpressionDetails, decides: boolean, places: Iterator<Span | undefined>): EvaluationNode {
  const kind = kindOf(details);
  const { expression, expressionResult: isTrue, propertyToEvaluate, expressionEvaluationDetails = [] } = details;
  const place = kind === 'test' ? places.next().value : undefined;
  const deciding = (child: ExpressionDetails) => decides && (kind === 'not' || child.expressionResult === isTrue);
  return {
    kind,
    text: kind === 'test' ? expression : '',
    isTrue,
    tone: !decides ? 'idle' : isTrue ? 'pass' : 'fail',
    ...(propertyToEvaluate === undefined
      ? {}
      : { property: propertyToEvaluate.propertyName, value: propertyToEvaluate.propertyValue }),
    ...(place === undefined ? {} : { place }),
    children: kind === 'test' ? [] : expressionEvaluationDetails.map((each) => paint(each, deciding(each), places)),
  };
}
