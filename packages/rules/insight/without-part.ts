import type { CheckedNode } from '../ast/checked-rule.ts';

/** The condition without one operand of a chain in it; what is left of a chain of two stands in its place. */
export function withoutPart(node: CheckedNode, part: CheckedNode): CheckedNode {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const kept = node.operands.filter((each) => each !== part).map((each) => withoutPart(each, part));
      if (kept.length === 1) return kept[0]!;
      // A chain that is left over inside a chain of the same connector is part of it.
      return { kind: node.kind, operands: kept.flatMap((each) => (each.kind === node.kind ? each.operands : [each])) };
    }
    case 'not':
      return { kind: 'not', operand: withoutPart(node.operand, part) };
    case 'any':
    case 'all':
      return { ...node, body: withoutPart(node.body, part) };
    default:
      return node;
  }
}
