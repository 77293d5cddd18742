import type { CheckedNode, CheckedRule } from './checked-rule.ts';

/**
 * The canonical text of a rule or of a condition in it, on one line: properties and operators in table spelling,
 * operators with hyphen, values as written, parentheses around every chain inside another condition.
 */
export function printRule(rule: CheckedRule | CheckedNode): string {
  return print('tree' in rule ? rule.tree : rule);
}

function print(node: CheckedNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.map(printOperand).join(` -${node.kind} `);
    case 'not':
      return `-not ${node.operand.kind === 'not' ? print(node.operand) : `(${print(node.operand)})`}`;
    case 'any':
    case 'all':
      return `${node.subject.text} -${node.kind} (${print(node.body)})`;
    case 'comparison':
      return `${node.subject.text} -${node.operator} ${node.valueText}`;
    case 'memberOf':
      return `${node.subject.text} -any (group.objectId -in ${node.valueText})`;
    case 'directReports':
      return `Direct Reports for ${node.valueText}`;
    case 'reports':
      return `${node.isDirect ? 'Direct' : 'All'} Reports for ${node.valueText}`;
  }
}

function printOperand(node: CheckedNode): string {
  return node.kind === 'and' || node.kind === 'or' ? `(${print(node)})` : print(node);
}
