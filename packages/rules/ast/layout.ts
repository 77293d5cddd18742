import type { CheckedNode } from './checked-rule.ts';
import { printRule } from './print-rule.ts';

const widestLine = 100;
const indentStep = '  ';

/**
 * The canonical text of a condition over as many lines as it needs: a chain that does not fit on one line has one line
 * for each operand, the connector first.
 */
export function layOut(node: CheckedNode, indent = ''): string {
  const line = printRule(node);
  if (indent.length + line.length <= widestLine || (node.kind !== 'and' && node.kind !== 'or')) return line;
  return node.operands.map((each) => layOutOperand(each, indent)).join(`\n${indent}-${node.kind} `);
}

function layOutOperand(node: CheckedNode, indent: string): string {
  if (node.kind !== 'and' && node.kind !== 'or') return printRule(node);
  const deeper = indent + indentStep;
  const inner = layOut(node, deeper);
  return inner.includes('\n') ? `(\n${deeper}${inner}\n${indent})` : `(${inner})`;
}
