import type { CheckedNode, CheckedRule, ValueTest } from '../ast/checked-rule.ts';
import type { RuleProperty } from '../properties/rule-property.ts';

type Summary = Pick<
  CheckedRule,
  'form' | 'properties' | 'managerId' | 'sourceGroupIds' | 'extensionNames' | 'isTimeDependent'
>;

/** Works out what others want to know about a rule without walking its tree. */
export function summarise(tree: CheckedNode): Summary {
  const isWhole = tree.kind === 'directReports' || tree.kind === 'memberOf';
  const read = new Map<string, RuleProperty | undefined>();
  const isTimeDependent = collect(tree, read);
  return {
    form: isWhole ? tree.kind : 'condition',
    properties: new Set(read.keys()),
    managerId: tree.kind === 'directReports' ? idsOf(tree.test)[0]! : null,
    sourceGroupIds: tree.kind === 'memberOf' ? idsOf(tree.test) : [],
    extensionNames: [...read].flatMap(([name, property]) => (property?.isExtension ? [name] : [])),
    isTimeDependent,
  };
}

function idsOf(test: ValueTest): string[] {
  if (test.kind === 'equals') return [test.folded.toLowerCase()];
  return test.kind === 'isIn' ? [...test.folded].map((each) => each.toLowerCase()) : [];
}

/** Notes the properties a condition reads; true when it reads the clock. */
function collect(node: CheckedNode, read: Map<string, RuleProperty | undefined>): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.map((each) => collect(each, read)).includes(true);
    case 'not':
      return collect(node.operand, read);
    case 'any':
    case 'all':
      read.set(node.subject.property.name, node.subject.property);
      return collect(node.body, read);
    case 'comparison':
      if (node.subject.kind === 'property') read.set(node.subject.property.name, node.subject.property);
      return 'moment' in node.test && node.test.moment.kind === 'clock';
    case 'memberOf':
      read.set(node.subject.property.name, node.subject.property);
      return false;
    case 'directReports':
      read.set('managerId', undefined);
      read.set('objectId', undefined);
      return false;
  }
}
