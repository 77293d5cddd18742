import type { CheckedComparison, CheckedNode } from './checked-rule.ts';

/** The comparisons of a condition, in order. */
export function comparisonsIn(node: CheckedNode): readonly CheckedComparison[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.flatMap(comparisonsIn);
    case 'not':
      return comparisonsIn(node.operand);
    case 'any':
    case 'all':
      return comparisonsIn(node.body);
    case 'comparison':
      return [node];
    default:
      return [];
  }
}
